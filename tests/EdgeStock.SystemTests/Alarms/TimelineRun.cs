using System.Globalization;
using System.Net.Sockets;
using System.Text;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Alarms;

/// <summary>
/// The known alarm timeline with a real gateway whose clock runs a minute a second: the test is the sensor's host, which keeps what was not
/// acknowledged and sends it again, and it kills the gateway.
/// </summary>
internal sealed class TimelineRun : IAsyncDisposable
{
    public const string High = "north-temperature-high";
    public const string NoData = "north-no-data";

    private const int Speed = 60;

    /// <summary>The limit and the delays of the known answers stand in a profile that is a refrigerator's, whose limit is 17 °C lower.</summary>
    public const double Shift = -17;

    // The gateway's own absence is an alarm of its own, left out here; a DS18B20 may repeat itself, as these values do.
    public const string Site = """
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: store, class: pharmacy}]
        devices: [{id: climate-1, kind: climate, room: store, interval_s: 60}]
        climate: [{id: north, room: store, device: climate-1, sensor: ds18b20, profile: med-fridge, temperature_alarms: {deadband: 0.5, off_delay_min: 5}}]
        alarms: {away_min: 1440, stale_min: 10, escalate_after_min: 15, escalate_again_after_min: 30}
        """;

    private readonly LoneGateway gateway;
    private readonly Func<int, double?> input;
    private readonly DateTimeOffset origin;
    private readonly DateTimeOffset start;
    private readonly List<string> lines = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task feeding;
    private int measured;

    private TimelineRun(LoneGateway gateway, Func<int, double?> input)
    {
        (this.gateway, this.input) = (gateway, input);
        origin = DateTimeOffset.Parse(gateway.Environment[ScaledClock.Variable].Split('*')[0], CultureInfo.InvariantCulture);
        var now = Now;
        start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(2);
        feeding = FeedAsync();
    }

    /// <summary>Ends the gateway so often so far.</summary>
    public int Kills { get; private set; }

    private DateTimeOffset Now => origin + ((DateTimeOffset.UtcNow - origin) * Speed);

    /// <param name="input">The value of each minute, in °C; null where the sensor says nothing.</param>
    public static async Task<TimelineRun> StartAsync(Func<int, double?> input) => new(await LoneGateway.StartAsync(Speed, site: Site), input);

    /// <summary>Waits until the gateway's clock has come so far.</summary>
    public Task UntilAsync(double minute) => gateway.WaitAsync(() => Task.FromResult(Now >= start.AddMinutes(minute) || feeding.IsFaulted), FormattableString.Invariant($"minute {minute}"));

    /// <summary>Waits until the ledger says so of an alarm.</summary>
    public Task ToldAsync(string alarm, string word) => gateway.WaitAsync(() => Task.FromResult(Words(alarm).Any(w => w.Contains(word, StringComparison.Ordinal))), $"'{word}' of {alarm}; there are: {string.Join(" | ", Words(alarm))}");

    /// <summary>Kills the gateway at a minute and starts it again.</summary>
    public async Task KillAsync(double minute)
    {
        await UntilAsync(minute);
        await gateway.KillAsync();
        await gateway.StartAgainAsync();
        Kills++;
    }

    public async Task AcknowledgeAsync()
    {
        await using var tool = RunningProgram.Start(
            Programs.Gateway, ["alarm", "ack", High, "--reason", "dörren stod öppen", "--action", "stängde dörren", "--data", gateway.DataPath], null, gateway.Environment);
        await tool.EndedAsync();
        Assert.True(tool.ExitCode == 0, tool.Tail);
    }

    /// <summary>An alarm's events in the ledger. What a value settled is told to the second; what a tick did, to its minute.</summary>
    public IReadOnlyList<AlarmEvent> Of(string alarm) => In(gateway.LedgerPath, alarm);

    /// <summary>An alarm's events in any ledger.</summary>
    public static IReadOnlyList<AlarmEvent> In(string ledger, string alarm) =>
        [.. LedgerFile.Entries(ledger).Where(e => e.Kind.StartsWith("alarm.", StringComparison.Ordinal)).Select(EventCodec.Decode).OfType<AlarmEvent>().Where(e => e.Alarm.Id == alarm)];

    /// <summary>The same in the words of the known answers.</summary>
    public IReadOnlyList<string> Words(string alarm) => [.. Of(alarm).Select(e => Words(e, start))];

    /// <summary>Minute and word of an event.</summary>
    public static string Words(AlarmEvent e, DateTimeOffset start) => $"{(e.At - start).TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture)} {Word(e, start)}";

    public double Minute(DateTimeOffset at) => (at - start).TotalMinutes;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await gateway.DisposeAsync();
        stop.Dispose();
    }

    /// <summary>An event in the words of the known answers.</summary>
    public string Word(AlarmEvent e) => Word(e, start);

    private static string Word(AlarmEvent e, DateTimeOffset start) => e switch
    {
        AlarmEscalated x => $"notify level {x.Level}",
        AlarmChanged { Condition: AlarmCondition.Returning } => "returning",
        AlarmChanged { State: AlarmState.Unacknowledged } c => $"unacknowledged (onset {(c.Onset - start).TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture)}), notify level {c.Level}",
        { State: AlarmState.ReturnedUnacknowledged } => "returned-unacknowledged",
        _ => e.State.ToString().ToLowerInvariant(),
    };

    /// <summary>A value each minute, by the minute's own time; whenever the gateway is back, everything that it has not acknowledged.</summary>
    private async Task FeedAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var door = await Door.OpenAsync(gateway.SamplesPath);
                await door.SayAsync("""{"type":"hello","version":1,"host":"hw","session":"s"}""");
                if (await door.AnswerAsync() is not AckLine ack)
                {
                    continue;
                }

                var sent = (int)ack.N;
                while (true)
                {
                    await UntilNextAsync(sent);
                    while (sent < lines.Count)
                    {
                        await door.SayAsync(lines[sent]);
                        sent++;
                    }
                }
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // killed: it comes back
                await Task.Delay(10, stop.Token);
            }
        }
    }

    /// <summary>Waits until there is something to send: the next minute's value, or what a killed gateway never took.</summary>
    private async Task UntilNextAsync(int sent)
    {
        do
        {
            for (var minute = measured; Now >= start.AddMinutes(minute); minute = ++measured)
            {
                if (input(minute) is { } celsius)
                {
                    lines.Add(Encoding.UTF8.GetString(LineCodec.ToUtf8(new ClimateLine(Math.Round(celsius + Shift, 3)) { N = (ulong)lines.Count + 1, At = start.AddMinutes(minute), Device = "climate-1/temperature" })));
                }
            }

            await Task.Delay(5, stop.Token);
        }
        while (lines.Count == sent && !stop.IsCancellationRequested);
    }
}
