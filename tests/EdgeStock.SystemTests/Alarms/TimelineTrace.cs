using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Alarms;

/// <summary>The known alarm timeline as a trace without ticks, and what its replay says.</summary>
internal sealed class TimelineTrace : IDisposable
{
    private const int Length = 75;

    private static readonly DateTimeOffset T0 = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-timeline-").FullName;

    /// <param name="input">The value of each minute, in °C.</param>
    /// <param name="acknowledged">Minute in which somebody acknowledges, half a second before its value.</param>
    public TimelineTrace(Func<int, double?> input, int acknowledged)
    {
        var said = InstructionText.Write(new AcknowledgeAlarm(TimelineRun.High, "dörren stod öppen", "stängde dörren"));
        File.WriteAllText(Path.Combine(folder, "site.yaml"), TimelineRun.Site);
        File.WriteAllLines(
            Path.Combine(folder, "timeline.ndjson"),
            [
                $$"""{"type":"trace","version":1,"id":"timeline","seed":1,"duration":{{Length * 60}},"t0":"2026-03-02T06:00:00.000Z"}""",
                .. Enumerable.Range(0, Length).SelectMany(m => new[]
                {
                    m == acknowledged ? $$"""{"type":"cmd","at":"{{At(m)}}","verb":"alarm-ack","by":"p-1","body":{{System.Text.Json.JsonSerializer.Serialize(said)}}}""" : null,
                    input(m) is { } celsius ? FormattableString.Invariant($$"""{"type":"c","at":"{{At(m)}}","dev":"climate-1/temperature","v":{{Math.Round(celsius + TimelineRun.Shift, 3)}}}""") : null,
                }.OfType<string>()),
            ]);
    }

    /// <summary>Replays it with the real program.</summary>
    /// <returns>An alarm's events in the words of the known answers.</returns>
    public async Task<IReadOnlyList<string>> ReplayAsync(string alarm)
    {
        var ledger = Path.Combine(folder, "ledger.db");
        var run = await RunningProgram.RunAsync(Programs.Gateway, "replay", Path.Combine(folder, "timeline.ndjson"), "--site", Path.Combine(folder, "site.yaml"), "--ledger", ledger, "--out", Path.Combine(folder, "out.ndjson"));
        Assert.True(run.ExitCode == 0, run.Tail);
        return [.. TimelineRun.In(ledger, alarm).Select(e => TimelineRun.Words(e, T0))];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string At(int minute) => T0.AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
