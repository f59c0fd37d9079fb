using System.Globalization;
using System.Text;

namespace EdgeStock.SystemTests.Faults;

/// <summary>The summary of a campaign, one line a kind, in Markdown.</summary>
internal static class FaultTable
{
    public static string Of(IReadOnlyCollection<FaultRound> rounds)
    {
        var text = new StringBuilder("| fault | rounds | commits acknowledged | lost | duplicated | unreadable |\n|---|---|---|---|---|---|\n");
        foreach (var kind in rounds.GroupBy(r => r.Kind))
        {
            Line(text, kind.Key, [.. kind]);
        }

        Line(text, "all", rounds);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, IReadOnlyCollection<FaultRound> rounds) => text.Append(
        CultureInfo.InvariantCulture,
        $"| {name} | {rounds.Count} | {rounds.Sum(r => r.Acknowledged)} | {rounds.Sum(r => r.Lost)} | {rounds.Sum(r => r.Duplicated)} | {rounds.Count(r => r.Problem is not null)} |\n");
}
