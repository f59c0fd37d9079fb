using EdgeStock.Ledger.Memory;

namespace EdgeStock.Tests.Ledger;

/// <summary>The packed form of single values: exact, short where it should be, and deaf to octets that no writer made.</summary>
public sealed class PackTests
{
    private delegate T Reading<T>(ref PackReader from);

    [Fact]
    public void Every_number_comes_back_to_the_last_bit()
    {
        var random = new Random(7);
        double[] special = [0, -0.0, 0.1, -51.7, 22.008, 6187.5, 1e12, -1e12, 1e300, double.Epsilon, double.MaxValue, 1 / 3.0, 0.0005, 123456789.125];
        foreach (var value in special.Concat(Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? Math.Round(random.NextDouble() * 20_000, i % 5) - 10_000 : BitConverter.Int64BitsToDouble(random.NextInt64()))).Where(double.IsFinite))
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(Back(w => w.Number(value), (ref PackReader r) => r.Number())));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-51.7, 2)]
    [InlineData(22.008, 3)]
    [InlineData(6187.5, 3)]
    [InlineData(0.09456692690887529, 9)]
    public void What_devices_say_is_short(double value, int octets)
    {
        var writer = new PackWriter();
        writer.Number(value);

        Assert.Equal(octets, writer.Written.Length);
    }

    [Fact]
    public void Whole_numbers_time_spans_and_texts_come_back()
    {
        foreach (var value in new[] { 0, 1, -1, 63, 64, -64, -65, int.MaxValue, long.MaxValue, long.MinValue })
        {
            Assert.Equal(value, Back(w => w.Whole(value), (ref PackReader r) => r.Whole()));
        }

        foreach (var value in new long?[] { null, 0, -1, 1_800_000_132_000 })
        {
            Assert.Equal(value, Back(w => w.Maybe(value), (ref PackReader r) => r.Maybe()));
        }

        foreach (var value in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10), TimeSpan.FromDays(-900), TimeSpan.FromTicks(12_345_678_901) })
        {
            Assert.Equal(value, Back(w => w.Duration(value), (ref PackReader r) => r.Duration()));
        }

        Assert.Equal("förråd-1", Back(w => w.Text("förråd-1"), (ref PackReader r) => r.Text()));
        Assert.Equal(new string('x', 9_000), Back(w => w.Text(new string('x', 9_000)), (ref PackReader r) => r.Text()));
    }

    [Fact]
    public void Octets_that_no_writer_made_are_refused()
    {
        Assert.Throws<FormatException>(() => Read([], (ref PackReader r) => r.Natural()));
        Assert.Throws<FormatException>(() => Read([0x80, 0x80], (ref PackReader r) => r.Natural()));
        Assert.Throws<FormatException>(() => Read([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], (ref PackReader r) => r.Natural()));
        Assert.Throws<FormatException>(() => Read([0x05, 0x41], (ref PackReader r) => r.Text()));
        Assert.Throws<FormatException>(() => Read([0x03, 0, 0, 0, 0, 0, 0, 0xF0, 0x7F], (ref PackReader r) => r.Number()));
        Assert.Throws<FormatException>(() => Read([0x00], (ref PackReader r) => r.Instant()));
        Assert.Throws<FormatException>(() => Read([0x09], (ref PackReader r) => r.Member<EdgeStock.Domain.Presence>()));
    }

    private static T Back<T>(Action<PackWriter> write, Reading<T> read)
    {
        var writer = new PackWriter();
        write(writer);
        var reader = new PackReader(writer.Written);
        var value = read(ref reader);
        Assert.True(reader.IsEmpty);
        return value;
    }

    private static T Read<T>(byte[] octets, Reading<T> read)
    {
        var reader = new PackReader(octets);
        return read(ref reader);
    }
}
