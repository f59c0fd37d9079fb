using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeStock.Ledger;

/// <summary>One entry of the ledger as it is stored and proved.</summary>
/// <param name="Seq">Dense from 1.</param>
/// <param name="Kind">Stored name of the event, such as <c>stock.taken.v1</c>.</param>
/// <param name="Room">Null for an event of the gateway itself.</param>
/// <param name="Subject">What it is about: <c>room/bin</c>, a device.</param>
/// <param name="Occurred">When it happened, UTC, whole milliseconds.</param>
/// <param name="Recorded">When the gateway took the input that caused it, UTC, whole milliseconds.</param>
/// <param name="Payload">The event's data, UTF-8 JSON, exactly as hashed.</param>
/// <param name="Hash">SHA-256 over the hash before and this entry (docs/ledger.md).</param>
public sealed record LedgerEntry(long Seq, string Kind, string? Room, string Subject, DateTimeOffset Occurred, DateTimeOffset Recorded, byte[] Payload, byte[] Hash);

/// <summary>Whose ledger this is. The epoch is new when a ledger is begun anew or restored, so that (gateway, epoch, sequence) is never used twice.</summary>
public sealed record LedgerIdentity(string Site, string Gateway, long Epoch)
{
    /// <summary>The hash that stands before entry 1.</summary>
    public byte[] Genesis => SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"edgestock ledger 1\n{Site}\n{Gateway}\n{Epoch}\n")));
}

/// <summary>The last entry: its sequence and hash. Seq 0 and the genesis hash before the first.</summary>
public readonly record struct ChainHead(long Seq, byte[] Hash)
{
    /// <summary>The hash in lower-case hexadecimal.</summary>
    public string HexHash => Convert.ToHexStringLower(Hash);
}

/// <summary>The hash chain: SHA-256(hash before ‖ header ‖ SHA-256(payload)), in the canonical encoding of docs/ledger.md.</summary>
public static class Chain
{
    /// <summary>Octets of a hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>Makes the entry that follows <paramref name="head"/>.</summary>
    public static LedgerEntry Next(ChainHead head, string kind, string? room, string subject, DateTimeOffset occurred, DateTimeOffset recorded, byte[] payload)
    {
        var entry = new LedgerEntry(head.Seq + 1, kind, room, subject, occurred, recorded, payload, []);
        return entry with { Hash = HashOf(head.Hash, entry) };
    }

    /// <summary>The hash that an entry must have after <paramref name="previous"/>.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> previous, LedgerEntry entry) => HashOf(previous, entry, SHA256.HashData(entry.Payload));

    /// <summary>The same of an entry whose payload is not at hand, but its SHA-256.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> previous, LedgerEntry entry, ReadOnlySpan<byte> payloadDigest)
    {
        var texts = Size(entry.Kind) + Size(entry.Room) + Size(entry.Subject);
        var octets = ArrayPool<byte>.Shared.Rent(previous.Length + (3 * sizeof(long)) + texts + SHA256.HashSizeInBytes);
        try
        {
            var rest = octets.AsSpan();
            previous.CopyTo(rest);
            rest = rest[previous.Length..];
            Put(ref rest, entry.Seq);
            Put(ref rest, entry.Occurred.ToUnixTimeMilliseconds());
            Put(ref rest, entry.Recorded.ToUnixTimeMilliseconds());
            Put(ref rest, entry.Kind);
            Put(ref rest, entry.Room);
            Put(ref rest, entry.Subject);
            payloadDigest.CopyTo(rest);
            return SHA256.HashData(octets.AsSpan(0, octets.Length - rest.Length + SHA256.HashSizeInBytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets);
        }
    }

    private static int Size(string? text) => sizeof(int) + Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);

    private static void Put(ref Span<byte> rest, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(rest, value);
        rest = rest[sizeof(long)..];
    }

    private static void Put(ref Span<byte> rest, string? text)
    {
        var length = Encoding.UTF8.GetBytes(text ?? "", rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        rest = rest[(sizeof(int) + length)..];
    }
}
