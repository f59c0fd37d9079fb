using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace EdgeStock.Simulator.Devices.MtSics;

/// <summary>One connection to a scale: reads commands line by line and answers them in order, while a repeating command may stream in between.</summary>
internal sealed class SicsSession(ScaleInstrument scale, Stream stream, TimeProvider clock, TimeSpan stableWithin) : IAsyncDisposable
{
    private const int LongestLine = 128;
    private static readonly TimeSpan StreamPeriod = TimeSpan.FromMilliseconds(100);

    private static readonly (int Level, string Command)[] Commands =
    [
        (0, "I0"), (0, "I1"), (0, "I2"), (0, "I3"), (0, "I4"), (0, "S"), (0, "SI"), (0, "SIR"), (0, "Z"), (0, "ZI"), (0, "@"),
        (1, "SR"), (1, "T"), (1, "TA"), (1, "TAC"), (1, "TI"),
    ];

    private readonly SemaphoreSlim writing = new(1);
    private CancellationTokenSource? repeatStop;
    private Task repeating = Task.CompletedTask;

    private int Decimals => scale.Plate.Decimals;

    /// <summary>Serves until the peer goes or the simulator stops.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var reader = PipeReader.Create(stream);
        var overlong = false;
        while (true)
        {
            var result = await reader.ReadAsync(stop);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                await (overlong || line.Length > LongestLine ? SendAsync(SicsReply.Transmission, stop) : AnswerAsync(line.ToArray(), stop));
                overlong = false;
            }

            if (buffer.Length > LongestLine)
            {
                // what is left of the line is dropped as it comes
                overlong = true;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndRepeatAsync();
        writing.Dispose();
    }

    private async Task AnswerAsync(byte[] line, CancellationToken stop)
    {
        var text = Encoding.Latin1.GetString(line).TrimEnd('\r');
        if (text.Any(c => c is < ' ' or > '~'))
        {
            await SendAsync(SicsReply.Transmission, stop);
            return;
        }

        if (text.Length == 0)
        {
            return;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parameters = words.Length > 1 ? words[1..] : [];
        switch (words is [var command, ..] ? command : "")
        {
            case "S" or "SI" or "SIR" or "Z" or "ZI" or "@" or "T" or "TI" or "TAC" or "I0" or "I1" or "I2" or "I3" or "I4" when parameters.Length > 0:
                await SendAsync(SicsReply.Logical, stop);
                break;
            case "S":
                await EndRepeatAsync();
                await SendAsync(await StableAsync(stop) is { } weight ? SicsReply.Indication("S", weight, Decimals) : "S I", stop);
                break;
            case "SI":
                await EndRepeatAsync();
                await SendAsync(SicsReply.Indication("S", scale.Read(), Decimals), stop);
                break;
            case "SIR":
                await EndRepeatAsync();
                BeginRepeat(RepeatAsync, stop);
                break;
            case "SR":
                await BeginOnChangeAsync(parameters, stop);
                break;
            case "T":
                await SendAsync(await StableAsync(stop) is { } load ? Tare("T", load) : "T I", stop);
                break;
            case "TI":
                await SendAsync(Tare("TI", scale.Read()), stop);
                break;
            case "TA":
                await SendAsync(PresetTare(parameters), stop);
                break;
            case "TAC":
                scale.Tare = 0;
                await SendAsync("TAC A", stop);
                break;
            case "Z":
                await SendAsync(await StableAsync(stop) is null ? "Z I" : Zero("Z", "Z A"), stop);
                break;
            case "ZI":
                await SendAsync(Zero("ZI", scale.Read().State == IndicatorState.Dynamic ? "ZI D" : "ZI S"), stop);
                break;
            case "@":
                await EndRepeatAsync();
                scale.Reset();
                await SendAsync($"I4 A \"{scale.Plate.Serial}\"", stop);
                break;
            case "I0":
                await ListCommandsAsync(stop);
                break;
            case "I1":
                await SendAsync("I1 A \"01\" \"2.30\" \"2.22\"", stop);
                break;
            case "I2":
                await SendAsync(string.Create(CultureInfo.InvariantCulture, $"I2 A \"EdgeStock-Sim Standard {scale.Plate.FullScaleGrams:0.0} g\""), stop);
                break;
            case "I3":
                await SendAsync("I3 A \"1.00\"", stop);
                break;
            case "I4":
                await SendAsync($"I4 A \"{scale.Plate.Serial}\"", stop);
                break;
            default:
                await SendAsync(SicsReply.Syntax, stop);
                break;
        }
    }

    private string Tare(string id, Indication load) => load.State switch
    {
        IndicatorState.Overload => $"{id} +",
        IndicatorState.Underload => $"{id} -",
        _ when scale.TryTare(out var grams) => SicsReply.Weight(id, load.State == IndicatorState.Dynamic ? 'D' : 'S', grams, Decimals),
        _ => id == "TI" ? "TI L" : "T -",
    };

    private string PresetTare(string[] parameters)
    {
        if (parameters is [var value, "g"] && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var grams) && grams <= scale.Plate.FullScaleGrams)
        {
            scale.Tare = grams;
        }
        else if (parameters.Length > 0)
        {
            return parameters is [_, "g"] ? "TA L" : SicsReply.Logical;
        }

        return SicsReply.Weight("TA", 'A', scale.Tare, Decimals);
    }

    private string Zero(string id, string done) => scale.Zero() switch
    {
        IndicatorState.Overload => $"{id} +",
        IndicatorState.Underload => $"{id} -",
        _ => done,
    };

    private async Task ListCommandsAsync(CancellationToken stop)
    {
        for (var i = 0; i < Commands.Length; i++)
        {
            await SendAsync($"I0 {(i < Commands.Length - 1 ? 'B' : 'A')} {Commands[i].Level} \"{Commands[i].Command}\"", stop);
        }
    }

    /// <summary>Waits for the weight to come to rest or to leave the range; null when it does neither in time.</summary>
    private async Task<Indication?> StableAsync(CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var indication = scale.Read();
            if (indication.State != IndicatorState.Dynamic)
            {
                return indication;
            }

            if (clock.GetElapsedTime(began) >= stableWithin)
            {
                return null;
            }

            await Task.Delay(StreamPeriod, clock, stop);
        }
    }

    private async Task RepeatAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(StreamPeriod, clock);
        do
        {
            await SendAsync(SicsReply.Indication("S", scale.Read(), Decimals), stop);
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>SR: the stable weight, then for each change beyond the threshold a dynamic value and the next stable one.</summary>
    private async Task BeginOnChangeAsync(string[] parameters, CancellationToken stop)
    {
        var threshold = double.NaN;
        if (parameters.Length > 0 && !(parameters is [var value, "g"] && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out threshold)))
        {
            await SendAsync(SicsReply.Logical, stop);
            return;
        }

        await EndRepeatAsync();
        BeginRepeat(token => OnChangeAsync(threshold, token), stop);
    }

    private async Task OnChangeAsync(double threshold, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(StreamPeriod, clock);
        Indication? shown = null;
        do
        {
            var now = scale.Read();

            // without a threshold: an eighth of the last stable weight, at least 30 steps
            var enough = double.IsNaN(threshold) ? Math.Max(Math.Abs(shown?.Net ?? 0) / 8, 30 * scale.Plate.ResolutionGrams) : threshold;
            var changed = shown is not { } last || now.State != last.State || Math.Abs(now.Net - last.Net) > enough;
            if (!changed || (shown is null && now.State == IndicatorState.Dynamic) || (now.State == IndicatorState.Dynamic && shown?.State == IndicatorState.Dynamic))
            {
                continue;
            }

            shown = now;
            await SendAsync(SicsReply.Indication("S", now, Decimals), stop);
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private void BeginRepeat(Func<CancellationToken, Task> repeat, CancellationToken stop)
    {
        repeatStop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        repeating = repeat(repeatStop.Token);
    }

    private async Task EndRepeatAsync()
    {
        if (repeatStop is null)
        {
            return;
        }

        await repeatStop.CancelAsync();
        try
        {
            await repeating;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the reading side sees a lost connection by itself
        }

        repeatStop.Dispose();
        repeatStop = null;
    }

    private async Task SendAsync(string reply, CancellationToken stop)
    {
        await writing.WaitAsync(stop);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), stop);
        }
        finally
        {
            writing.Release();
        }
    }
}
