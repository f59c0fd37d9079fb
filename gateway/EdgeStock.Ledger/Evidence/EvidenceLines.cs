using EdgeStock.Ledger.Proof;

namespace EdgeStock.Ledger.Evidence;

/// <summary>A line of an evidence file (docs/ledger.md).</summary>
internal abstract record EvidenceLine
{
    /// <summary>The line without its end.</summary>
    public abstract string Text { get; }
}

/// <summary>The first line: whose ledger, and which part of it.</summary>
/// <param name="First">First entry that is told whole.</param>
/// <param name="Last">Last entry that is told whole; those after it only lead to a checkpoint.</param>
/// <param name="Before">What the chain stood at before the first.</param>
/// <param name="From">Entries recorded from here on,</param>
/// <param name="To">and before here.</param>
internal sealed record EvidenceHeader(LedgerIdentity Ledger, long First, long Last, ChainHead Before, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Exported) : EvidenceLine
{
    /// <summary>The form of evidence files that this release writes and reads.</summary>
    public const long Form = 1;

    public override string Text => new CanonicalLine("evidence").Add("form", Form)
        .Add("site", Ledger.Site).Add("gateway", Ledger.Gateway).Add("epoch", Ledger.Epoch).Add("first", First).Add("last", Last)
        .Add("before", new CanonicalLine().Add("seq", Before.Seq).AddHex("hash", Before.Hash)).Add("from", From).Add("to", To).Add("exported", Exported).ToString();
}

/// <summary>A public key that signed something in the file.</summary>
internal sealed record EvidenceKey(string Id, string Pem) : EvidenceLine
{
    public override string Text => new CanonicalLine("key").Add("id", Id).Add("pem", Pem).ToString();
}

/// <summary>A site file that was in force.</summary>
internal sealed record EvidenceSite(byte[] Hash, string Content) : EvidenceLine
{
    public override string Text => new CanonicalLine("site").AddHex("hash", Hash).Add("text", Content).ToString();
}

/// <summary>An entry of the chain.</summary>
/// <param name="Entry">The entry; its payload is empty when only a digest is told.</param>
/// <param name="Digest">SHA-256 of the payload where that itself is not told; null where it is.</param>
internal sealed record EvidenceEntry(LedgerEntry Entry, byte[]? Digest) : EvidenceLine
{
    public override string Text
    {
        get
        {
            var line = new CanonicalLine("entry").Add("seq", Entry.Seq).Add("kind", Entry.Kind).Add("room", Entry.Room).Add("subject", Entry.Subject)
                .Add("occurred", Entry.Occurred).Add("recorded", Entry.Recorded);
            return (Digest is null ? line.Add("payload", EvidenceText.Strict.GetString(Entry.Payload)) : line.AddHex("digest", Digest)).AddHex("hash", Entry.Hash).ToString();
        }
    }
}

/// <summary>A climate minute of the hour whose entry stands before it; its parts are those that are hashed.</summary>
/// <param name="Start">Unix seconds.</param>
/// <param name="Temperature">Mean, lowest, highest in thousandths, and samples; <c>-</c> where none came.</param>
/// <param name="Humidity">The same.</param>
/// <param name="Quality">0 good, 1 uncertain, 2 bad.</param>
internal sealed record EvidenceMinute(string Point, long Start, string Temperature, string Humidity, long Quality) : EvidenceLine
{
    public override string Text => new CanonicalLine("minute").Add("point", Point).Add("start", Start)
        .Add("temperature", Temperature).Add("humidity", Humidity).Add("quality", Quality).ToString();
}

/// <summary>A signed checkpoint of the entry before it.</summary>
internal sealed record EvidenceCheckpoint(Checkpoint Checkpoint) : EvidenceLine
{
    public override string Text => new CanonicalLine("checkpoint").Add("seq", Checkpoint.Seq).Add("at", Checkpoint.At).AddHex("hash", Checkpoint.Hash)
        .Add("key", Checkpoint.Key).AddBase64("signature", Checkpoint.Signature).ToString();
}

/// <summary>The last line: the gateway's signature over everything before it.</summary>
/// <param name="Sha256">SHA-256 of every octet before this line.</param>
internal sealed record EvidenceEnd(byte[] Sha256, string Key, byte[] Signature) : EvidenceLine
{
    public override string Text => new CanonicalLine("end").AddHex("sha256", Sha256).Add("key", Key).AddBase64("signature", Signature).ToString();
}
