using System.Net.Sockets;
using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers.Weights;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.MtSics;

/// <summary>
/// A scale over TCP (its own port or a serial server): asks for the stream of immediate weights (SIR) and emits them thinned,
/// and <c>overload</c> or <c>underload</c> where the scale says so. Offers <c>zero</c> and <c>identify</c>.
/// </summary>
internal sealed class MtSicsDriver(string device, TcpAddress address, ReportRule report, Action<SampleLine> emit, TimeProvider time) : IDriver, IActing
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ResetLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(0.5);

    private readonly TimeSpan silenceLimit = (report.Idle * 3) + TimeSpan.FromSeconds(5);
    private WeightThinner thinner = new(report);
    private long errors;
    private bool up;
    private long origin;
    private long? shownAt;
    private volatile CommandDesk? commands;

    /// <inheritdoc/>
    public string Device => device;

    /// <inheritdoc/>
    public long Errors => Interlocked.Read(ref errors);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        using var client = new TcpClient { NoDelay = true };
        await ConnectAsync(client, stop).ConfigureAwait(false);
        up = false;
        thinner = new WeightThinner(report);
        origin = time.GetTimestamp();
        shownAt = null;
        var stream = client.GetStream();
        using var desk = new CommandDesk(stream);

        // A scale that does not know the reset answers ES or nothing: it is optional, so neither counts.
        // What it clears is a tare somebody keyed in; the gateway wants gross weights.
        var reading = new PendingLine(new LineReader(stream, MtSicsCodec.MaxLineBytes), time);
        await desk.SendAsync("@", stop).ConfigureAwait(false);
        await ResetDoneAsync(reading, stop).ConfigureAwait(false);
        await desk.SendAsync("SIR", stop).ConfigureAwait(false);
        commands = desk;
        try
        {
            await StreamAsync(reading, desk, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && shownAt is not null)
        {
            // a host that stops leaves no text where the weight belongs
            client.SendTimeout = (int)FarewellLimit.TotalMilliseconds;
            stream.Write(MtSicsCodec.Command("DW"));
            throw;
        }
        finally
        {
            commands = null;
            desk.Fail($"{address}: the connection ended before the scale answered");
        }
    }

    /// <inheritdoc/>
    public Task<ActionOutcome> DoAsync(string action, string? value, CancellationToken stop) =>
        commands is { } desk ? ScaleActions.DoAsync(action, device, desk, stop) : throw new IOException($"{address}: no connection");

    private async Task ConnectAsync(TcpClient client, CancellationToken stop)
    {
        try
        {
            await client.ConnectAsync(address.Host, address.Port, stop).AsTask().WaitAsync(ConnectLimit, time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new IOException($"{address} does not answer", e);
        }
        catch (SocketException e)
        {
            throw new IOException($"{address}: {e.Message}", e);
        }
    }

    private async Task ResetDoneAsync(PendingLine reading, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (await reading.TryReadAsync(ResetLimit - time.GetElapsedTime(began), stop).ConfigureAwait(false) is { } line)
        {
            ThrowAtEnd(line);
            if (line.Kind != LineKind.Line || !MtSicsCodec.TryParse(line.Bytes.Span, out var reply, out _))
            {
                Interlocked.Increment(ref errors);
            }
            else if (reply is ErrorReply or AcceptedReply { Id: "I4" or "@" })
            {
                return;
            }
        }
    }

    private async Task StreamAsync(PendingLine reading, CommandDesk desk, CancellationToken stop)
    {
        var heard = time.GetTimestamp();
        while (silenceLimit - time.GetElapsedTime(heard) is { Ticks: > 0 } patience)
        {
            var line = await reading.TryReadAsync(patience < ShownLeft() ? patience : ShownLeft(), stop).ConfigureAwait(false);
            if (shownAt is not null && ShownLeft() <= TimeSpan.Zero)
            {
                shownAt = null;
                await desk.SendAsync("DW", stop).ConfigureAwait(false);
            }

            if (line is not { } said)
            {
                continue;
            }

            ThrowAtEnd(said);
            if (said.Kind == LineKind.Line && MtSicsCodec.TryParse(said.Bytes.Span, out var reply, out _))
            {
                // a scale that refuses to weigh, or answers something else for ever, is as lost as a silent one
                heard = reply is WeightReply { Id: "S" } or RangeReply { Id: "S" } ? time.GetTimestamp() : heard;
                Take(reply, desk);
            }
            else
            {
                // a stream of nothing but noise keeps nobody alive: heard stays
                Interlocked.Increment(ref errors);
            }
        }

        throw new IOException($"{address}: no weight for {silenceLimit.TotalSeconds:0.#} s");
    }

    private TimeSpan ShownLeft() => shownAt is { } since ? ScaleActions.ShowFor - time.GetElapsedTime(since) : TimeSpan.MaxValue;

    private void Take(MtSicsReply reply, CommandDesk desk)
    {
        var at = time.GetElapsedTime(origin);
        if (reply is AcceptedReply { Id: "D" })
        {
            shownAt = time.GetTimestamp();
        }

        if (desk.Take(reply))
        {
            return;
        }

        switch (reply)
        {
            case WeightReply { Id: "S" } weight:
                Answered();
                if (thinner.TakesWeight(at, weight.Grams))
                {
                    emit(new WeightLine(weight.Grams) { At = UtcMillis.Now(time), Device = device });
                }

                break;
            case RangeReply { Id: "S" } range:
                Answered();
                var state = range.Overload ? "overload" : "underload";
                if (thinner.TakesState(at, state))
                {
                    emit(new WeightLine(0, state) { At = UtcMillis.Now(time), Device = device });
                }

                break;
            case ErrorReply or RefusedReply:
                Interlocked.Increment(ref errors);
                break;
            default:
                break;
        }
    }

    private void Answered()
    {
        if (!up)
        {
            up = true;
            emit(new DeviceLine("up", null, Errors) { At = UtcMillis.Now(time), Device = device });
        }
    }

    private void ThrowAtEnd(LineRead line)
    {
        if (line.Kind == LineKind.End)
        {
            throw new IOException($"{address}: the scale closed the connection");
        }
    }
}
