using System.Text;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Doors;

/// <summary>What can come in at the sample socket of a running gateway, short of samples.</summary>
public sealed class SampleSocketTests
{
    private const int Hundred = 100 * 1024 * 1024;

    [Fact]
    public async Task Lines_that_are_none_are_counted_and_the_first_is_logged_while_the_stream_goes_on()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var door = await gateway.GreetedAsync("hw-1");

        await door.SayAsync("""{"type":"ack","n":7}""");
        await door.SendAsync([0x00, 0xFF, 0x16, 0x03, 0x01, 0x80, (byte)'\n']);
        await door.SayAsync("""{"type":"w","n":1,"at":"2026-03-02T06:00:00Z","dev":"scale-1","g":"heavy"}""");
        await door.SayAsync("""{"type":"w","n":18446744073709551615,"at":"2026-03-02T06:00:00Z","dev":"scale-1","g":1}""");
        await door.SayAsync("""{"type":"smell","n":1}""");
        await door.SayStateAsync(1, up: true);

        Assert.Equal(new AckLine(1), await door.AnswerAsync());
        await gateway.RefusedAsync(5);
        await gateway.LoggedAsync("host hw-1: a line was refused, and further ones of this connection are only counted: a line of type AckLine is not taken from a host");
        gateway.IsWell();
    }

    [Fact]
    public async Task Half_a_line_is_not_taken_when_its_host_goes_away_in_the_middle()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using (var door = await gateway.GreetedAsync("hw-1"))
        {
            await door.SayStateAsync(1, up: true);
            Assert.Equal(new AckLine(1), await door.AnswerAsync());
            await door.SendAsync("""{"type":"dev","n":2,"at":"2026-03-02T06:00:00Z","dev":"scale-1","state":"do"""u8.ToArray());
        }

        await gateway.LoggedAsync("host hw-1 gone");
        using var again = await gateway.OpenAsync();
        await again.SayAsync("""{"type":"hello","version":1,"host":"hw-1","session":"t"}""");
        Assert.Equal(new AckLine(1, 2), await again.AnswerAsync());
        gateway.IsWell();
    }

    [Fact]
    public async Task A_line_of_100_MB_is_passed_over_in_bounded_memory_and_the_rest_of_the_stream_is_taken()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var door = await gateway.GreetedAsync("hw-1");
        await door.SayStateAsync(1, up: true);
        Assert.Equal(new AckLine(1), await door.AnswerAsync());
        var before = gateway.Resident;

        var piece = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
        long most = 0;
        for (var sent = 0; sent < Hundred; sent += piece.Length)
        {
            await door.SendAsync(piece);
            most = Math.Max(most, gateway.Resident);
        }

        await door.SayAsync("");
        await door.SayStateAsync(2, up: false);

        Assert.Equal(new AckLine(2), await door.AnswerAsync());
        Assert.True(most - before < Hundred / 5, $"from {before >> 20} MB to {most >> 20} MB");
        await gateway.RefusedAsync(1);
        await gateway.LoggedAsync("a line of more than 65536 bytes was passed over");
        gateway.IsWell();
    }

    [Theory]
    [InlineData("""{"type":"w","n":1,"at":"2026-03-02T06:00:00Z","dev":"scale-1","g":1}""", "its first line is not a hello of version 1")]
    [InlineData("""{"type":"hello","version":2,"host":"hw-1","session":"s"}""", "its first line is not a hello of version 1")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "its first line is not a hello of version 1")]
    [InlineData("\u0000\u0001\u0002\u0003", "its first line is not a hello of version 1")]
    public async Task A_connection_that_does_not_begin_with_a_hello_is_closed_counted_and_logged(string first, string reason)
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var door = await gateway.OpenAsync();

        await door.SayAsync(first);

        Assert.Null(await door.AnswerAsync());
        await gateway.RefusedAsync(1);
        await gateway.LoggedAsync($"a connection on the sample socket was refused: {reason}");
        gateway.IsWell();
    }

    [Fact]
    public async Task Two_hundred_connections_that_say_nothing_are_closed_and_a_host_is_served_all_the_while()
    {
        await using var gateway = await LoneGateway.StartAsync(speed: 5);
        var silent = new List<Door>();
        for (var i = 0; i < 200; i++)
        {
            silent.Add(await gateway.OpenAsync());
        }

        using (var door = await gateway.GreetedAsync("hw-1"))
        {
            await door.SayStateAsync(1, up: true);
            Assert.Equal(new AckLine(1), await door.AnswerAsync());
            foreach (var one in silent)
            {
                Assert.Null(await one.AnswerAsync());
                one.Dispose();
            }

            await gateway.RefusedAsync(200);
            await gateway.LoggedAsync("a connection on the sample socket was refused: it did not say a whole line within 10 s");
            await door.SayStateAsync(2, up: false);
            Assert.Equal(new AckLine(2), await door.AnswerAsync());
        }

        gateway.IsWell();
    }

    [Fact]
    public async Task More_connections_than_any_gateway_has_hosts_are_closed_at_once_and_there_is_room_again_when_some_have_ended()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var silent = new List<Door>();
        for (var i = 0; i < 256; i++)
        {
            silent.Add(await gateway.OpenAsync());
        }

        using (var tooMany = await gateway.OpenAsync())
        {
            Assert.Null(await tooMany.AnswerAsync());
        }

        await gateway.LoggedAsync("a connection on the sample socket was refused: 256 are open already");
        silent.ForEach(s => s.Dispose());
        await gateway.RefusedAsync(257);
        using var door = await gateway.GreetedAsync("hw-1");
        gateway.IsWell();
    }

    [Fact]
    public async Task Of_two_hosts_with_one_name_the_newer_is_served_and_the_older_is_closed_and_logged()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var older = await gateway.GreetedAsync("hw-1");
        await older.SayStateAsync(1, up: true);
        Assert.Equal(new AckLine(1), await older.AnswerAsync());

        using var newer = await gateway.GreetedAsync("hw-1");

        Assert.Null(await older.AnswerAsync());
        await gateway.LoggedAsync("host hw-1 connected again: the older connection is closed");
        await newer.SayStateAsync(2, up: false);
        Assert.Equal(new AckLine(2), await newer.AnswerAsync());
        gateway.IsWell();
    }
}
