using System.Net.Sockets;
using EdgeStock.Simulator.Devices.MtSics;
using EdgeStock.Simulator.Physics;

namespace EdgeStock.Tests.Simulator;

public sealed class MtSicsScaleTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly MtSicsScale scale;
    private readonly CancellationTokenSource deadline = new(Patience);
    private PlatformReading platform = new(100.02, Moving: false);
    private readonly TcpClient client = new();
    private StreamReader reader = StreamReader.Null;
    private Stream stream = Stream.Null;

    public MtSicsScaleTests() =>
        scale = new MtSicsScale(new ScalePlate("0123456789", 6000, 0.01), _ => platform, TimeProvider.System, stableWithin: TimeSpan.FromMilliseconds(300));

    public async ValueTask InitializeAsync()
    {
        await client.ConnectAsync("127.0.0.1", scale.Port, deadline.Token);
        stream = client.GetStream();
        reader = new StreamReader(stream);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await scale.DisposeAsync();
        deadline.Dispose();
    }

    // the vectors of the reference manual: identifier, status, ten columns of value, unit
    [Theory]
    [InlineData("S", 100, false, "S S     100.00 g")]
    [InlineData("S", 9.998, false, "S S      10.00 g")]
    [InlineData("SI", 129.02, true, "S D     129.02 g")]
    [InlineData("SI", -0.05, false, "S S      -0.05 g")]
    [InlineData("SI", -0.001, false, "S S       0.00 g")]
    [InlineData("S", 6001, false, "S +")]
    [InlineData("SI", 6001, false, "S +")]
    [InlineData("S", -200, false, "S -")]
    [InlineData("SI", -200, false, "S -")]
    [InlineData("S", 100, true, "S I")]
    [InlineData("T", 12.34, false, "T S      12.34 g")]
    [InlineData("T", 12.34, true, "T I")]
    [InlineData("T", 6001, false, "T +")]
    [InlineData("T", -200, false, "T -")]
    [InlineData("TI", 12.34, false, "TI S      12.34 g")]
    [InlineData("TI", 12.34, true, "TI D      12.34 g")]
    [InlineData("TI", -5, false, "TI L")]
    [InlineData("TI", 6001, false, "TI +")]
    [InlineData("TI", -200, false, "TI -")]
    [InlineData("Z", 20, false, "Z A")]
    [InlineData("Z", 20, true, "Z I")]
    [InlineData("Z", 500, false, "Z +")]
    [InlineData("Z", -500, false, "Z -")]
    [InlineData("ZI", 20, false, "ZI S")]
    [InlineData("ZI", 20, true, "ZI D")]
    [InlineData("ZI", 500, false, "ZI +")]
    [InlineData("ZI", -500, false, "ZI -")]
    [InlineData("@", 100, false, "I4 A \"0123456789\"")]
    [InlineData("I2", 100, false, "I2 A \"EdgeStock-Sim Standard 6000.0 g\"")]
    [InlineData("I4", 100, false, "I4 A \"0123456789\"")]
    [InlineData("TAC", 100, false, "TAC A")]
    [InlineData("TA 12.5 g", 100, false, "TA A      12.50 g")]
    [InlineData("TA 7000 g", 100, false, "TA L")]
    [InlineData("TA much", 100, false, "EL")]
    [InlineData("S now", 100, false, "EL")]
    [InlineData("SR x", 100, false, "EL")]
    [InlineData("si", 100, false, "ES")]
    [InlineData("WEIGH", 100, false, "ES")]
    [InlineData("S\u0001", 100, false, "ET")]
    public async Task A_command_gets_the_answer_that_the_table_says(string command, double grams, bool moving, string answer)
    {
        platform = new PlatformReading(grams, moving);

        await SendAsync(command);

        Assert.Equal(answer, await ReadAsync());
    }

    [Fact]
    public async Task S_waits_for_rest()
    {
        platform = new PlatformReading(150, Moving: true);
        await SendAsync("S");
        platform = new PlatformReading(100, Moving: false);

        Assert.Equal("S S     100.00 g", await ReadAsync());
    }

    [Fact]
    public async Task I0_lists_the_commands_and_ends_with_A()
    {
        await SendAsync("I0");
        var lines = new List<string> { await ReadAsync() };
        while (lines[^1].StartsWith("I0 B", StringComparison.Ordinal))
        {
            lines.Add(await ReadAsync());
        }

        Assert.Equal("I0 B 0 \"I0\"", lines[0]);
        Assert.StartsWith("I0 A ", lines[^1], StringComparison.Ordinal);
        Assert.Contains("I0 B 0 \"SIR\"", lines);
    }

    [Fact]
    public async Task After_tare_the_net_weight_is_shown_and_reset_or_clearing_brings_the_gross_back()
    {
        await AskAsync("T");
        Assert.Equal("S S       0.00 g", await AskAsync("S"));
        await AskAsync("@");
        Assert.Equal("S S     100.02 g", await AskAsync("S"));
        await AskAsync("TA 50 g");
        Assert.Equal("S S      50.02 g", await AskAsync("SI"));
        Assert.Equal("TAC A", await AskAsync("TAC"));
        Assert.Equal("S S     100.02 g", await AskAsync("S"));
    }

    [Fact]
    public async Task Zero_moves_the_origin_for_every_connection()
    {
        Assert.Equal("Z A", await AskAsync("Z"));
        using var second = new TcpClient();
        await second.ConnectAsync("127.0.0.1", scale.Port, deadline.Token);
        await second.GetStream().WriteAsync("S\r\n"u8.ToArray(), deadline.Token);
        using var other = new StreamReader(second.GetStream());

        Assert.Equal("S S       0.00 g", await other.ReadLineAsync(deadline.Token));
    }

    [Fact]
    public async Task SIR_repeats_until_the_next_weight_command_and_other_answers_come_in_between()
    {
        await SendAsync("SIR");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("S S     100.02 g", await ReadAsync());
        }

        await SendAsync("I4");
        var answer = await ReadAsync();
        while (answer == "S S     100.02 g")
        {
            answer = await ReadAsync();
        }

        Assert.Equal("I4 A \"0123456789\"", answer);
        platform = new PlatformReading(6001, false);
        string line;
        do
        {
            line = await ReadAsync();
        }
        while (line != "S +");
        platform = new PlatformReading(42, false);
        await SendAsync("S");
        await SendAsync("I3");
        while (!line.StartsWith("I3", StringComparison.Ordinal))
        {
            line = await ReadAsync();
        }

        // after the answer to S the stream is over: nothing comes but what is asked for
        Assert.Equal("I4 A \"0123456789\"", await AskAsync("I4"));
        Assert.Equal("S S      42.00 g", await AskAsync("SI"));
    }

    [Fact]
    public async Task SR_speaks_on_change_only_first_in_motion_then_at_rest()
    {
        await SendAsync("SR 1 g");
        Assert.Equal("S S     100.02 g", await ReadAsync());
        platform = new PlatformReading(100.5, Moving: false);
        Assert.Equal("I4 A \"0123456789\"", await AskAsync("I4"));
        platform = new PlatformReading(150, Moving: true);
        Assert.Equal("S D     150.00 g", await ReadAsync());
        platform = new PlatformReading(140, Moving: false);
        Assert.Equal("S S     140.00 g", await ReadAsync());
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_one_transmission_error_and_the_scale_goes_on()
    {
        await stream.WriteAsync(new byte[4000].Select(_ => (byte)'A').ToArray(), deadline.Token);
        await stream.WriteAsync("SI"u8.ToArray(), deadline.Token);

        Assert.Equal("ET", await AskAsync(""));
        Assert.Equal("S S     100.02 g", await AskAsync("S"));
    }

    [Fact]
    public async Task A_stopped_scale_closes_its_connections_and_its_port()
    {
        await SendAsync("SIR");
        await ReadAsync();
        await scale.DisposeAsync();

        string? line;
        do
        {
            line = await reader.ReadLineAsync(deadline.Token);
        }
        while (line is not null);
        using var late = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync("127.0.0.1", scale.Port, deadline.Token).AsTask());
    }

    private async Task<string> AskAsync(string command)
    {
        await SendAsync(command);
        return await ReadAsync();
    }

    private async Task SendAsync(string command) => await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(command + "\r\n"), deadline.Token);

    private async Task<string> ReadAsync() => await reader.ReadLineAsync(deadline.Token) ?? throw new EndOfStreamException("the scale closed the connection");
}
