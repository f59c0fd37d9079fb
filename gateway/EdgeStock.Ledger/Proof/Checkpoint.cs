using System.Text;

namespace EdgeStock.Ledger.Proof;

/// <summary>A gateway's signed word that its chain stood at an entry. Who holds one can tell a ledger that was rewritten or cut off since.</summary>
/// <param name="Seq">The entry; 0 before the first.</param>
/// <param name="At">When it was signed, by the gateway's clock, UTC, whole milliseconds.</param>
/// <param name="Hash">The entry's hash.</param>
/// <param name="Key">Fingerprint of the key that signed.</param>
/// <param name="Signature">ECDSA over SHA-256 of the text (docs/ledger.md), DER.</param>
public sealed record Checkpoint(long Seq, DateTimeOffset At, byte[] Hash, string Key, byte[] Signature)
{
    /// <summary>The hash in lower-case hexadecimal.</summary>
    public string HexHash => Convert.ToHexStringLower(Hash);

    /// <summary>Signs where a chain stands.</summary>
    public static Checkpoint Sign(LedgerIdentity ledger, ChainHead head, DateTimeOffset at, SigningKey key) =>
        new(head.Seq, at, head.Hash, key.Id, key.Sign(TextOf(ledger, head, at)));

    /// <summary>Whether this is the word of a key's owner about that ledger.</summary>
    public bool IsSignedBy(VerifyingKey key, LedgerIdentity ledger) => key.Id == Key && key.Verifies(TextOf(ledger, new(Seq, Hash), At), Signature);

    /// <summary>The octets that are signed.</summary>
    private static byte[] TextOf(LedgerIdentity ledger, ChainHead head, DateTimeOffset at) => Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"edgestock checkpoint 1\n{ledger.Site}\n{ledger.Gateway}\n{ledger.Epoch}\n{head.Seq}\n{head.HexHash}\n{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n"));
}
