using System.Security.Cryptography;
using System.Text;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Ledger.Evidence;

/// <summary>What was written into an evidence file, but for its signed end.</summary>
/// <param name="Sha256">SHA-256 of everything so far.</param>
/// <param name="HoursWithMinutes">Sealed hours whose minutes are in the file.</param>
/// <param name="HoursWithout">Sealed hours whose minutes are not kept any more, or are not as they were sealed.</param>
public sealed record EvidenceBody(byte[] Sha256, int HoursWithMinutes, int HoursWithout);

/// <summary>Writes a part of a ledger so that it can be checked without that ledger and without this program.</summary>
public sealed class EvidenceWriter : IDisposable
{
    private const int Page = 1000;

    private readonly LedgerReader ledger;
    private readonly EvidencePlan plan;
    private readonly Stream stream;
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Prepares to write what was planned to a stream.</summary>
    public EvidenceWriter(LedgerReader ledger, EvidencePlan plan, Stream stream) => (this.ledger, this.plan, this.stream) = (ledger, plan, stream);

    /// <summary>A gateway's signature under the SHA-256 of an evidence file.</summary>
    public static byte[] Sign(SigningKey key, byte[] sha256) => key.Sign(EvidenceText.Signed(sha256));

    /// <summary>Writes everything but the end. What it writes is held against the chain: a ledger that is broken there gives no evidence.</summary>
    /// <param name="exported">Now.</param>
    /// <param name="signer">Fingerprint of the key that will sign the end.</param>
    /// <param name="progress">Told the entry reached.</param>
    /// <exception cref="LedgerFormatException">The ledger does not hold in this range.</exception>
    public EvidenceBody WriteBody(DateTimeOffset exported, string signer, IProgress<long>? progress, CancellationToken stop)
    {
        var head = Before();
        Write(new EvidenceHeader(ledger.Identity, plan.First, plan.Last, head, plan.From, plan.To, exported));
        WriteKeys(signer);
        WriteSites();
        var checkpoints = plan.Checkpoints.ToLookup(c => c.Seq);
        var (with, without) = (0, 0);
        foreach (var entry in Entries(stop))
        {
            if (entry.Seq != head.Seq + 1 || !entry.Hash.AsSpan().SequenceEqual(Chain.HashOf(head.Hash, entry)))
            {
                throw Broken(head.Seq + 1);
            }

            head = new(entry.Seq, entry.Hash);
            Write(entry.Seq <= plan.Last ? new EvidenceEntry(entry, null) : new EvidenceEntry(entry, SHA256.HashData(entry.Payload)));
            if (entry.Seq <= plan.Last && SealedHour.Of(entry) is { Minutes: > 0 } hour)
            {
                var minutes = KeptMinutes.Of(ledger, entry.Seq, hour);
                (with, without) = minutes.Count > 0 ? (with + 1, without) : (with, without + 1);
                foreach (var minute in minutes)
                {
                    Write(minute);
                }
            }

            foreach (var checkpoint in checkpoints[entry.Seq])
            {
                Write(new EvidenceCheckpoint(checkpoint));
            }

            if (entry.Seq % Page == 0)
            {
                progress?.Report(entry.Seq);
            }
        }

        return head.Seq == plan.Through ? new(sha.GetCurrentHash(), with, without) : throw Broken(head.Seq + 1);
    }

    /// <summary>Writes the signed end.</summary>
    public void WriteEnd(EvidenceBody body, string key, byte[] signature) => Write(new EvidenceEnd(body.Sha256, key, signature));

    /// <inheritdoc/>
    public void Dispose() => sha.Dispose();

    private ChainHead Before() => plan.First - 1 <= ledger.Base.Seq
        ? ledger.Base
        : ledger.After(plan.First - 2, 1) is [var before] && before.Seq == plan.First - 1 ? new(before.Seq, before.Hash) : throw Broken(plan.First - 1);

    private void WriteKeys(string signer)
    {
        var kept = CheckpointRows.Keys(ledger.Connection);
        foreach (var id in plan.Checkpoints.Select(c => c.Key).Append(signer).Distinct(StringComparer.Ordinal))
        {
            Write(new EvidenceKey(id, kept.GetValueOrDefault(id) ?? throw new LedgerFormatException($"the ledger does not keep the key {id}, which signed here: run 'edgestock verify', and restore a backup that verifies")));
        }
    }

    /// <summary>The site file that was in force when the range begins, and those that came into force in it.</summary>
    private void WriteSites()
    {
        var hashes = Sites("SELECT seq FROM entry WHERE kind GLOB 'config.applied.*' AND seq < $first ORDER BY seq DESC LIMIT 1")
            .Concat(Sites("SELECT seq FROM entry WHERE kind GLOB 'config.applied.*' AND seq BETWEEN $first AND $last ORDER BY seq"));
        foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
        {
            var text = ledger.SiteText(hash);
            if (text is null || SiteFileCheck.HashOf(text) != hash)
            {
                throw new LedgerFormatException($"the ledger does not hold the text of site file {hash} as it was: run 'edgestock verify', and restore a backup that verifies");
            }

            Write(new EvidenceSite(Convert.FromHexString(hash), text));
        }
    }

    private List<string> Sites(string sql)
    {
        using var command = ledger.Connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$first", plan.First);
        command.Parameters.AddWithValue("$last", plan.Last);
        var seqs = new List<long>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                seqs.Add(rows.GetInt64(0));
            }
        }

        return [.. seqs.Select(s => EvidenceText.SiteOf(ledger.After(s - 1, 1)[0])).OfType<string>()];
    }

    private IEnumerable<LedgerEntry> Entries(CancellationToken stop)
    {
        for (var seq = plan.First - 1; seq < plan.Through;)
        {
            stop.ThrowIfCancellationRequested();
            var page = ledger.After(seq, (int)Math.Min(Page, plan.Through - seq));
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var entry in page.TakeWhile(e => e.Seq <= plan.Through))
            {
                yield return entry;
            }

            seq = page[^1].Seq;
        }
    }

    private void Write(EvidenceLine line)
    {
        var octets = Encoding.UTF8.GetBytes(line.Text + "\n");
        sha.AppendData(octets);
        stream.Write(octets);
    }

    private static LedgerFormatException Broken(long seq) =>
        new($"the ledger is broken at entry {seq}: no evidence was written. Run 'edgestock verify', and restore a backup that verifies");
}
