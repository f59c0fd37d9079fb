using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Proof;

/// <summary>What a check of a whole ledger found.</summary>
/// <param name="Entries">Entries that can be read.</param>
/// <param name="Head">The last place that the walk reached.</param>
/// <param name="Whole">The last entry before the first broken one: up to here the chain holds.</param>
/// <param name="WholeEntries">Entries up to there.</param>
/// <param name="Checkpoints">Signed checkpoints in the file.</param>
/// <param name="Last">The checkpoint of the highest entry; null when nothing is signed.</param>
/// <param name="Signers">Fingerprints of the keys that signed.</param>
/// <param name="SiteFiles">Different site files that entries name.</param>
/// <param name="Hours">Sealed climate hours and what of their minutes is kept.</param>
public sealed record LedgerVerdict(
    LedgerIdentity Identity, long Entries, ChainHead Head, ChainHead Whole, long WholeEntries, int Checkpoints, Checkpoint? Last, IReadOnlyList<string> Signers, int SiteFiles, HourReport Hours, Findings Findings)
{
    /// <summary>Nothing was found.</summary>
    public bool Holds => Findings.First.Count == 0;
}

/// <summary>Checks everything in a ledger's file that can be held against something else in it. It goes on behind what is broken.</summary>
public static class LedgerVerifier
{
    private const int Page = 1000;

    /// <summary>Checks a ledger; its writer may go on meanwhile.</summary>
    /// <param name="trusted">Fingerprints of the keys that may have signed; none to take those that the ledger keeps.</param>
    /// <param name="progress">Told the sequence reached, every thousand entries.</param>
    public static LedgerVerdict Verify(LedgerReader ledger, IReadOnlyCollection<string> trusted, IProgress<long>? progress = null)
    {
        var findings = new Findings();
        var checkpoints = new CheckpointCheck(ledger, trusted, findings);
        var tail = new TailCheck(ledger, findings);
        var sites = new SiteFileCheck(ledger, findings);
        var minutes = new MinuteVerifier(ledger);

        var (head, whole) = (ledger.Base, ledger.Base);
        checkpoints.Check(head);
        long entries = 0, wholeEntries = 0;
        foreach (var step in ChainWalk.Over(ledger))
        {
            head = step.Head;
            if (step.Finding is { } finding)
            {
                findings.Add(finding);
            }

            (whole, wholeEntries) = findings.FirstInChain is null ? (head, wholeEntries + 1) : (whole, wholeEntries);
            checkpoints.Check(head);
            if (step is { Entry: { } entry, Finding: null })
            {
                sites.Check(entry);
            }

            if (step.Entry is { } read)
            {
                minutes.Check(read);
                if (++entries % Page == 0)
                {
                    progress?.Report(head.Seq);
                }
            }
        }

        checkpoints.Finish(head);
        tail.Finish(head);
        var hours = minutes.Finish();
        foreach (var (seq, problem) in hours.Problems)
        {
            findings.Add(new(FindingPart.Hour, seq > 0 ? seq : null, seq > 0 ? seq : null, problem));
        }

        CheckFile(ledger.Connection, findings);
        return new(ledger.Identity, entries, head, whole, wholeEntries, checkpoints.Count, checkpoints.Last, checkpoints.Signers, sites.Count, hours, findings);
    }

    /// <summary>What SQLite itself says of its pages and indices.</summary>
    private static void CheckFile(SqliteConnection connection, Findings findings)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(20)";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                if (rows.GetString(0) is not "ok" and var problem)
                {
                    findings.Add(FindingPart.File, problem.ReplaceLineEndings(" "));
                }
            }
        }
        catch (SqliteException e)
        {
            findings.Add(FindingPart.File, $"cannot be checked: {e.Message}");
        }
    }
}
