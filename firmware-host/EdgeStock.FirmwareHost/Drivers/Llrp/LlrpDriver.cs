using System.Net;
using EdgeStock.Llrp;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Llrp;

/// <summary>
/// An RFID reader that takes inventory by itself, every period for the duration, and reports at the end of each round. Offers <c>scan</c>.
/// </summary>
/// <param name="id">Device id; antenna 2 is <c>id/2</c>.</param>
/// <param name="endpoint">Where the reader listens, port 5084 by the standard.</param>
/// <param name="antennas">Antennas to use, from 1.</param>
/// <param name="period">From the start of one round to the start of the next.</param>
/// <param name="duration">Length of a round, all antennas together.</param>
/// <param name="emit">Takes the lines; never blocks.</param>
/// <param name="time">Host time.</param>
internal sealed class LlrpDriver(
    string id, EndPoint endpoint, IReadOnlyList<int> antennas, TimeSpan period, TimeSpan duration, Action<SampleLine> emit, TimeProvider time)
    : IDriver, IActing
{
    // on top of three periods: a reader that is asked for more than it can do is late
    private static readonly TimeSpan RoundPatience = TimeSpan.FromSeconds(30);

    // antennas that the reader last called disconnected, and when
    private readonly Dictionary<int, DateTimeOffset> down = [];
    private readonly RoundCount count = new(id, antennas);
    private long errors;
    private volatile LlrpClient? session;

    public string Device => id;

    public long Errors => Interlocked.Read(ref errors) + (session?.Faults ?? 0);

    public async Task RunAsync(CancellationToken stop)
    {
        await using var client = await LlrpClient.ConnectAsync(endpoint, time, stop);
        session = client;
        down.Clear();
        try
        {
            // an id of its own, so that the end of an older session's round is not taken for one of these
            var roSpecId = (uint)(time.GetUtcNow().ToUnixTimeSeconds() & int.MaxValue);
            await client.StartInventoryAsync(RoSpec.PeriodicInventory(roSpecId, [.. antennas.Select(a => (ushort)a)], period, duration), stop);
            Say(new DeviceLine("up", Errors: Errors) { At = Now(), Device = id });
            var rounds = new InventoryRounds(roSpecId, id, (3 * period) + RoundPatience, Say, time);
            while (await rounds.WaitAsync(client.Events, stop))
            {
                while (client.Events.TryRead(out var happened))
                {
                    Handle(happened, rounds);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await client.CloseAsync();
        }
        finally
        {
            Interlocked.Add(ref errors, client.Faults);
            session = null;
            count.Fail("the session with the reader ended before a whole round had");
        }
    }

    /// <inheritdoc/>
    public async Task<ActionOutcome> DoAsync(string action, string? value, CancellationToken stop) => action switch
    {
        "scan" => ActionOutcome.Done(await count.NextAsync(stop)),

        // LLRP 1.0.1 has outputs (GPO), but no word for a light or a sound of the reader's own
        "identify" => ActionOutcome.Refused("LLRP has no way to let a reader show itself; ask for 'scan' while a tag is held to an antenna"),
        _ => ActionOutcome.NotOffered(action, "scan"),
    };

    private void Say(SampleLine line)
    {
        count.Observe(line);
        emit(line);
    }

    private void Handle(ReaderEvent happened, InventoryRounds rounds)
    {
        switch (happened)
        {
            case TagsReported report:
                var lines = ReportedReads.ToLines(id, report, out var refused);
                Interlocked.Add(ref errors, refused);
                Reconnected(report);
                foreach (var line in lines)
                {
                    Say(line);
                }

                rounds.Reported();
                break;
            case RoSpecChanged change:
                rounds.Changed(change);
                break;
            case AntennaChanged antenna when antennas.Contains(antenna.Antenna):
                down.Remove(antenna.Antenna);
                if (!antenna.Connected)
                {
                    down[antenna.Antenna] = antenna.At;
                }

                Say(new AntennaLine(antenna.Connected) { At = antenna.At, Device = ReportedReads.Channel(id, antenna.Antenna) });
                break;
            case ReportsLost lost:
                // the reader does not say how many
                Say(new GapLine(0) { At = lost.At, Device = id });
                break;
            case ReaderFaulted fault:
                Interlocked.Increment(ref errors);
                Say(new DeviceLine("up", fault.Text, Errors) { At = fault.At, Device = id });
                break;
            case SessionWarned warning:
                Say(new DeviceLine("up", $"{warning.Text} ({warning.Code})", Errors) { At = warning.At, Device = id });
                break;
            default:
                break;
        }
    }

    // some readers cannot tell whether an antenna is there: one that has read since it was called disconnected is
    private void Reconnected(TagsReported report)
    {
        foreach (var read in report.Tags)
        {
            var antenna = read.Tag.Antenna ?? 0;
            if (down.TryGetValue(antenna, out var since) && read.LastSeen > since)
            {
                down.Remove(antenna);
                Say(new AntennaLine(Up: true) { At = read.LastSeen, Device = ReportedReads.Channel(id, antenna) });
            }
        }
    }

    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
