using EdgeStock.FaultWriter;

namespace EdgeStock.SystemTests.Faults;

/// <summary>What a writer said of one ledger.</summary>
/// <param name="Refused">Commits that failed, tries included.</param>
/// <param name="Ended">It came to its end.</param>
internal sealed record Said(string Ledger, IReadOnlyList<Acknowledgement> Acknowledgements, int Refused, bool Ended, string LastLine)
{
    public Acknowledgement? Last => Acknowledgements.Count > 0 ? Acknowledgements[^1] : null;

    /// <summary>One for each ledger, in order.</summary>
    public static IReadOnlyList<Said> Read(string output)
    {
        var ledgers = new List<Said>();
        foreach (var text in output.Split("begin ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            ledgers.Add(new(
                lines[0],
                [.. lines.Select(Acknowledgement.Read).OfType<Acknowledgement>()],
                lines.Count(l => l.StartsWith("refused ", StringComparison.Ordinal)),
                lines[^1] == "end",
                lines[^1]));
        }

        return ledgers;
    }
}
