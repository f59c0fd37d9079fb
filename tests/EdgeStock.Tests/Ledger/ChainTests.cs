using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Ledger;

/// <summary>The canonical encoding, made here once more by hand: numbers as eight octets, texts with their length in four, highest first.</summary>
public sealed class ChainTests
{
    private static readonly LedgerIdentity Identity = new("lund", "ward-3", 1_772_431_200);
    private static readonly DateTimeOffset Occurred = DateTimeOffset.FromUnixTimeMilliseconds(1_772_431_200_123);
    private static readonly DateTimeOffset Recorded = DateTimeOffset.FromUnixTimeMilliseconds(1_772_431_201_000);
    private static readonly byte[] Payload = "{\"bin\":\"bin-1\"}"u8.ToArray();

    [Fact]
    public void The_genesis_is_the_hash_of_site_gateway_and_epoch()
    {
        Assert.Equal(SHA256.HashData("edgestock ledger 1\nlund\nward-3\n1772431200\n"u8), Identity.Genesis);
        Assert.Equal("5117fb5d15f7921d694ce2bec86b91d67e74eff5d7cb645ee669f06c0a5bbfad", Convert.ToHexStringLower(Identity.Genesis));
    }

    [Fact]
    public void The_genesis_is_bound_to_each_part_of_the_identity() => Assert.Equal(
        4,
        new[] { Identity, Identity with { Site = "lun" }, Identity with { Gateway = "ward-4" }, Identity with { Epoch = 1_772_431_201 } }
            .Select(i => Convert.ToHexString(i.Genesis)).Distinct().Count());

    [Fact]
    public void An_entry_is_hashed_over_the_hash_before_its_header_and_the_hash_of_its_payload()
    {
        var entry = Chain.Next(new(0, Identity.Genesis), "stock.taken.v1", "förråd", "förråd/bin-1", Occurred, Recorded, Payload);

        byte[] octets =
        [
            .. Identity.Genesis,
            0, 0, 0, 0, 0, 0, 0, 1,
            .. Number(1_772_431_200_123),
            .. Number(1_772_431_201_000),
            .. Text("stock.taken.v1"),
            .. Text("förråd"),
            .. Text("förråd/bin-1"),
            .. SHA256.HashData(Payload),
        ];
        Assert.Equal(1, entry.Seq);
        Assert.Equal(SHA256.HashData(octets), entry.Hash);

        // Made with another language's SHA-256 and structure packing.
        Assert.Equal("74db65b94c82b6f60f648b036e1a53c9078532e0c1e1da52f3d25099e6cc2bed", Convert.ToHexStringLower(entry.Hash));
    }

    [Fact]
    public void An_entry_without_a_room_has_an_empty_one_and_follows_the_entry_before()
    {
        var first = Chain.Next(new(0, Identity.Genesis), "stock.taken.v1", "förråd", "förråd/bin-1", Occurred, Recorded, Payload);
        var second = Chain.Next(new(first.Seq, first.Hash), "device.state.v1", null, "scale-1", Occurred, Recorded, Payload);

        Assert.Equal(2, second.Seq);
        Assert.Equal("02bd2f74d1c6e92129f83dba35ecaa1bcd362dab36b3bab21a80f04d3d7fd4e6", new ChainHead(second.Seq, second.Hash).HexHash);
    }

    [Fact]
    public void Every_part_of_an_entry_changes_its_hash()
    {
        var entry = Chain.Next(new(4, Identity.Genesis), "stock.taken.v1", "store", "store/bin-1", Occurred, Recorded, Payload);
        LedgerEntry[] variants =
        [
            entry,
            entry with { Seq = 6 },
            entry with { Kind = "stock.taken.v2" },
            entry with { Room = "stor", Subject = "estore/bin-1" },
            entry with { Room = null },
            entry with { Subject = "store/bin-2" },
            entry with { Occurred = Occurred.AddMilliseconds(1) },
            entry with { Recorded = Recorded.AddMilliseconds(1) },
            entry with { Payload = "{\"bin\":\"bin-2\"}"u8.ToArray() },
            entry with { Payload = [] },
        ];

        Assert.Equal(variants.Length, variants.Select(v => Convert.ToHexString(Chain.HashOf(Identity.Genesis, v))).Distinct().Count());
        Assert.NotEqual(Chain.HashOf(Identity.Genesis, entry), Chain.HashOf(entry.Hash, entry));
    }

    private static byte[] Number(long value)
    {
        var octets = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(octets, value);
        return octets;
    }

    private static byte[] Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return [0, 0, 0, (byte)utf8.Length, .. utf8];
    }
}
