using System.Globalization;

namespace EdgeStock.Benchmarks.Report;

/// <summary>What the design asks of a figure.</summary>
/// <param name="Limit">The bound.</param>
/// <param name="AtMost">It is an upper bound.</param>
/// <param name="OnRatio">It is about the ratio to the floor, not about the figure itself.</param>
internal sealed record Target(double Limit, bool AtMost, bool OnRatio)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "≤" : "≥")} {Figures.Text(Limit)}{(OnRatio ? "×" : "")}");
}

/// <summary>One line of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">Unit of figure and floor.</param>
/// <param name="Ours">The product's figure.</param>
/// <param name="Floor">The same done bare, in the same rounds; null where nothing comparable is bare.</param>
/// <param name="Ratio">Ours over the floor, round by round.</param>
/// <param name="Target">Null where the design names none.</param>
internal sealed record Measure(string What, string Unit, Spread Ours, Spread? Floor = null, Spread? Ratio = null, Target? Target = null)
{
    /// <summary>Whether the median meets the target; null without one.</summary>
    public bool? Met => Target is null ? null
        : (Target.OnRatio ? Ratio!.Value.Median : Ours.Median) is var figure && Target.AtMost ? figure <= Target.Limit : figure >= Target.Limit;

    /// <summary>A figure beside its floor, both a list of the same rounds.</summary>
    public static Measure Against(string what, string unit, IReadOnlyList<double> ours, IReadOnlyList<double> floor, Target? target = null) =>
        new(what, unit, Spread.Of(ours), Spread.Of(floor), Spread.Ratio(ours, floor), target);

    /// <summary>A figure that stands alone.</summary>
    public static Measure Alone(string what, string unit, IEnumerable<double> ours, Target? target = null) => new(what, unit, Spread.Of(ours), Target: target);
}

/// <summary>Lines that belong together.</summary>
/// <param name="Floor">What the floor of its lines is, a sentence.</param>
/// <param name="Notes">What a reader must know to judge them.</param>
internal sealed record Section(string Id, string Title, string Floor, IReadOnlyList<Measure> Measures, IReadOnlyList<string> Notes);
