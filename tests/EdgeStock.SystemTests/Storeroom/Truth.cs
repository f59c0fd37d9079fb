using System.Text.Json;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>Goods really entered or left a bin.</summary>
/// <param name="Delta">Pieces, negative when they left.</param>
public sealed record TrueMove(DateTimeOffset At, string Bin, int Delta);

/// <summary>What really happens in the simulated storeroom, as its truth file says so far.</summary>
public sealed class Truth
{
    private readonly Dictionary<string, int> initial = [];

    /// <summary>Reads a truth file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="until">What moved later is left out; null for nothing.</param>
    public Truth(string path, DateTimeOffset? until = null)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = file.ReadToEnd();

        // a line that is being written ends without a line feed
        var moves = new List<TrueMove>();
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            switch (root.GetProperty("type").GetString())
            {
                case "count":
                    initial.Add(root.GetProperty("bin").GetString()!, root.GetProperty("count").GetInt32());
                    break;
                case "move":
                    moves.Add(new(root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("bin").GetString()!, root.GetProperty("delta").GetInt32()));
                    break;
                default:
                    break;
            }
        }

        Moves = until is null ? moves : [.. moves.Where(m => m.At <= until)];
    }

    /// <summary>Every move so far, in order.</summary>
    public IReadOnlyList<TrueMove> Moves { get; }

    public IEnumerable<string> Bins => initial.Keys;

    /// <summary>How many pieces are really in a bin after all moves so far.</summary>
    public int Count(string bin) => initial[bin] + Moves.Where(m => m.Bin == bin).Sum(m => m.Delta);

    /// <summary>How many pieces were really in a bin at an instant.</summary>
    public int CountAt(string bin, DateTimeOffset at) => initial[bin] + Moves.Where(m => m.Bin == bin && m.At <= at).Sum(m => m.Delta);

    /// <summary>Nothing moved in the bin in this time.</summary>
    public bool IsQuiet(string bin, DateTimeOffset from, DateTimeOffset to) => !Moves.Any(m => m.Bin == bin && m.At >= from && m.At <= to);

    /// <summary>Moves of a bin that nothing else was moved in from so long before to so long after.</summary>
    public IEnumerable<TrueMove> Isolated(TimeSpan margin) =>
        Moves.Where(m => !Moves.Any(o => !ReferenceEquals(o, m) && o.Bin == m.Bin && (o.At - m.At).Duration() < margin));
}
