using EdgeStock.FaultWriter;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Storeroom;
using Microsoft.Data.Sqlite;

namespace EdgeStock.SystemTests.Faults;

/// <summary>The ledger of a stream of inputs that nothing interrupted, and the judge of every one that something did.</summary>
internal sealed class Reference
{
    private readonly FaultFolder folder;
    private readonly IReadOnlyList<Batch> batches;
    private readonly List<Acknowledgement> acknowledgements = [];
    private readonly Content whole;

    public Reference(FaultFolder folder, int seed, int count = FaultPlan.Batches)
    {
        (this.folder, Seed, batches) = (folder, seed, InputStream.Make(seed, count));
        var path = Path.Combine(folder.Round("reference"), "ledger.db");
        using var run = LedgerRun.Open(path);
        acknowledgements.AddRange(batches.Select(b => run.Commit(run.Take(b))));
        whole = Content.Of(path, run);
    }

    /// <summary>Of the inputs.</summary>
    public int Seed { get; }

    public int Batches => batches.Count;

    /// <summary>Kinds of entries in it.</summary>
    public IReadOnlySet<string> Kinds => whole.Entries.Select(e => e.Kind).ToHashSet(StringComparer.Ordinal);

    public int Entries => whole.Entries.Count;

    /// <summary>How many commits an acknowledgement stands for; 0 for none.</summary>
    /// <exception cref="InvalidDataException">The writer acknowledged what the reference does not have.</exception>
    public int CommitsOf(Acknowledgement? last)
    {
        var index = last is null ? -1 : acknowledgements.IndexOf(last);
        return last is null || index >= 0 ? index + 1 : throw new InvalidDataException($"'{last.Text}' was acknowledged; the reference never says so");
    }

    /// <summary>How many of the stream's commits a ledger holds.</summary>
    /// <exception cref="InvalidDataException">It ends inside one.</exception>
    public int CommitsIn(LedgerRun run) => run.NextOf(batches);

    /// <summary>Opens what a fault left, as a gateway does at its start, gives it the rest of the inputs and compares.</summary>
    /// <param name="kind">The fault, for the table.</param>
    /// <param name="ledger">What it left; not touched.</param>
    /// <param name="last">The last acknowledgement before it; null when there was none.</param>
    /// <param name="keep">What the fault left is kept for a look when the round is not good; a control never is.</param>
    public FaultRound Judge(string kind, string ledger, Acknowledgement? last, bool keep = true)
    {
        var acknowledged = 0;
        try
        {
            acknowledged = CommitsOf(last);
            var round = Resume(kind, folder.Copy(ledger, "judge"), acknowledged);
            return round.Good || !keep ? round : round with { Kept = Keep(ledger) };
        }
        catch (Exception e) when (e is LedgerFormatException or SqliteException or InvalidDataException or InvalidOperationException or InvalidCastException or FormatException or ArgumentException)
        {
            return new(kind, acknowledged, 0, 0, e.Message) { Kept = keep ? Keep(ledger) : null };
        }
    }

    private FaultRound Resume(string kind, string copy, int acknowledged)
    {
        using var run = LedgerRun.Open(copy);
        var found = run.NextOf(batches);
        var lost = Math.Max(0, acknowledged - found);
        var problem = Broken(copy) ?? (found > 0 && acknowledgements[found - 1].Hash != run.Head.HexHash ? $"after {found} commits its head is not the reference's" : null);
        if (problem is null)
        {
            foreach (var batch in batches.Skip(found))
            {
                run.Commit(run.Take(batch));
            }

            problem = Broken(copy);
        }

        var content = Content.Of(copy, run);
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        return new(kind, acknowledged, lost, content.Repeated(whole), problem ?? content.DifferenceFrom(whole));
    }

    private static string? Broken(string ledger)
    {
        using var reader = LedgerReader.Open(ledger);
        return ChainVerifier.Verify(reader) is { BrokenAt: { } at } report ? $"entry {at} is broken: {report.Problem}"
            : LedgerFile.Rows(ledger, "PRAGMA integrity_check") is var said && said is ["ok"] ? null : $"integrity_check: {string.Join(", ", said)}";
    }

    private static string? Keep(string ledger)
    {
        if (!Directory.Exists(Path.GetDirectoryName(ledger)))
        {
            return null;
        }

        var kept = Directory.CreateTempSubdirectory("edgestock-fault-").FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(ledger)!, "ledger.db*"))
        {
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
        }

        return kept;
    }
}
