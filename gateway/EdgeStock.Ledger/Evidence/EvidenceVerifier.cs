using System.Security.Cryptography;
using System.Text;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Ledger.Evidence;

/// <summary>What an evidence file says and proves.</summary>
/// <param name="Ledger">Whose ledger; null when the first line does not say it.</param>
/// <param name="First">First entry that is told whole.</param>
/// <param name="Last">Last of them.</param>
/// <param name="From">Entries recorded from here on,</param>
/// <param name="To">and before here.</param>
/// <param name="Bridging">Entries after the last of which only the digest is told.</param>
/// <param name="HoursWithMinutes">Sealed hours whose minutes are in the file and are those that were sealed.</param>
/// <param name="HoursWithout">Sealed hours whose minutes are not in the file.</param>
/// <param name="Signers">Fingerprints of the keys that signed something in it.</param>
/// <param name="Problem">What is wrong, and in which line; null when everything holds.</param>
public sealed record EvidenceVerdict(
    LedgerIdentity? Ledger, long First, long Last, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Exported, long Bridging, int HoursWithMinutes, int HoursWithout,
    int Checkpoints, int SiteFiles, IReadOnlyList<string> Signers, string? Problem)
{
    /// <summary>Nothing in the file was changed since it was signed, and what is signed is one chain.</summary>
    public bool Holds => Problem is null;
}

/// <summary>
/// Checks an evidence file, which needs nothing but itself: the canonical form of each line, the chain over the entries, site files and
/// minutes against the entries, and the signatures. Whose signatures they are is for a person to compare.
/// </summary>
public sealed class EvidenceVerifier : IDisposable
{
    private readonly IReadOnlyCollection<string> trusted;
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, VerifyingKey> keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> signers = new(StringComparer.Ordinal);
    private readonly HashSet<string> sites = new(StringComparer.Ordinal);
    private readonly HourSum hours = new();
    private EvidenceHeader? header;
    private EvidenceLine? before;
    private ChainHead head;
    private long bridging;
    private int checkpoints;

    private EvidenceVerifier(IReadOnlyCollection<string> trusted) => this.trusted = trusted;

    /// <summary>Checks a file; stops at the first thing that is wrong.</summary>
    /// <param name="trusted">Fingerprints of the keys that may have signed; none to take those in the file.</param>
    /// <param name="progress">Told the octets read.</param>
    /// <exception cref="LedgerFormatException">It is of another form than this release reads.</exception>
    public static EvidenceVerdict Verify(Stream stream, IReadOnlyCollection<string> trusted, IProgress<long>? progress = null)
    {
        using var verifier = new EvidenceVerifier(trusted);
        long lines = 0, octets = 0;
        try
        {
            foreach (var (line, ended) in EvidenceLineSource.Lines(stream))
            {
                lines++;
                verifier.Take(line, ended);
                progress?.Report(octets += line.Length + 1);
            }
        }
        catch (EvidenceException e)
        {
            return verifier.Verdict($"line {Math.Max(lines, 1)}: {e.Message}");
        }

        return verifier.Verdict(verifier.before is EvidenceEnd ? null : $"line {lines + 1}: the file ends without its signed end: it was cut off");
    }

    /// <inheritdoc/>
    public void Dispose() => sha.Dispose();

    private EvidenceVerdict Verdict(string? problem) => new(
        header?.Ledger, header?.First ?? 0, header?.Last ?? 0, header?.From ?? default, header?.To ?? default, header?.Exported ?? default,
        bridging, hours.With, hours.Without, checkpoints, sites.Count, [.. signers], problem);

    private void Take(byte[] octets, bool ended)
    {
        var line = EvidenceReader.Read(octets);
        Require(ended, "it does not end with a line feed");
        if (line is not EvidenceMinute)
        {
            hours.Settle();
        }

        switch (line)
        {
            case EvidenceHeader h when before is null:
                Begin(h);
                break;
            case EvidenceKey k when before is EvidenceHeader or EvidenceKey:
                Require(VerifyingKey.From(k.Pem) is { } key && key.Id == k.Id && keys.TryAdd(key.Id, key), "the key is not what its fingerprint says, or stands here twice");
                break;
            case EvidenceSite s when before is EvidenceKey or EvidenceSite:
                Require(SHA256.HashData(Encoding.UTF8.GetBytes(s.Content)).AsSpan().SequenceEqual(s.Hash), "the site file is not what its hash says");
                sites.Add(Convert.ToHexStringLower(s.Hash));
                break;
            case EvidenceEntry e when before is EvidenceKey or EvidenceSite or EvidenceEntry or EvidenceMinute or EvidenceCheckpoint:
                Take(e);
                break;
            case EvidenceMinute m when before is EvidenceEntry or EvidenceMinute:
                hours.Take(m);
                break;
            case EvidenceCheckpoint { Checkpoint: var c } when before is EvidenceEntry or EvidenceMinute or EvidenceCheckpoint:
                Require(c.Seq == head.Seq && c.Hash.AsSpan().SequenceEqual(head.Hash), "the checkpoint is not of the entry before it");
                Require(c.IsSignedBy(Signer(c.Key), header!.Ledger), "the checkpoint's signature does not belong to what it says");
                checkpoints++;
                break;
            case EvidenceEnd e when before is EvidenceCheckpoint:
                Require(head.Seq >= header!.Last, $"entries {head.Seq + 1} to {header.Last} are missing");
                Require(sha.GetCurrentHash().AsSpan().SequenceEqual(e.Sha256), "something before this line was changed: its SHA-256 is another one");
                Require(Signer(e.Key).Verifies(EvidenceText.Signed(e.Sha256), e.Signature), "the signature at the end does not belong to the file");
                break;
            default:
                throw new EvidenceException("it has no place here");
        }

        before = line;
        sha.AppendData(octets);
        sha.AppendData("\n"u8);
    }

    private void Begin(EvidenceHeader h)
    {
        Require(h.First > 0 && h.Last >= h.First && h.Before.Seq == h.First - 1, "its entries do not follow each other");
        Require(h.Before.Seq > 0 || h.Before.Hash.AsSpan().SequenceEqual(h.Ledger.Genesis), "its genesis hash does not belong to site, gateway and epoch");
        (header, head) = (h, h.Before);
    }

    private void Take(EvidenceEntry line)
    {
        var (entry, digest) = line;
        Require(entry.Seq == head.Seq + 1, $"entry {head.Seq + 1} is missing");
        Require(entry.Hash.AsSpan().SequenceEqual(digest is null ? Chain.HashOf(head.Hash, entry) : Chain.HashOf(head.Hash, entry, digest)), $"entry {entry.Seq} does not follow from the one before");
        Require(digest is null == entry.Seq <= header!.Last, $"the payload of entry {entry.Seq} must {(digest is null ? "not " : "")}stand here");
        Require((entry.Seq != header.First && entry.Seq != header.Last) || (entry.Recorded >= header.From && entry.Recorded < header.To), $"entry {entry.Seq} was not recorded in the range that the first line tells");
        head = new(entry.Seq, entry.Hash);
        if (digest is not null)
        {
            bridging++;
            return;
        }

        try
        {
            Require(EvidenceText.SiteOf(entry) is not { } site || sites.Contains(site), $"the site file of entry {entry.Seq} is missing");
            hours.Begin(SealedHour.Of(entry));
        }
        catch (LedgerFormatException e)
        {
            throw new EvidenceException(e.Message);
        }
    }

    private VerifyingKey Signer(string id)
    {
        Require(trusted.Count == 0 || trusted.Contains(id), $"it is signed by {id}, which is not a key that was given");
        signers.Add(id);
        return keys.GetValueOrDefault(id) ?? throw new EvidenceException($"its key {id} is missing");
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new EvidenceException(problem);
        }
    }
}
