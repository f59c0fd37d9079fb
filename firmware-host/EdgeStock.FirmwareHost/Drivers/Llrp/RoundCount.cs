using System.Globalization;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Llrp;

/// <summary>
/// Counts, for a person who asks, how many tags each antenna hears in the next whole inventory round. A round that had begun before the
/// question, or that is cut off, does not count.
/// </summary>
/// <param name="device">Id of the reader.</param>
/// <param name="antennas">The antennas it uses; one that hears nothing is named too.</param>
internal sealed class RoundCount(string device, IReadOnlyList<int> antennas)
{
    private readonly Lock gate = new();
    private readonly HashSet<(string Channel, string Epc)> heard = [];
    private TaskCompletionSource<string>? asked;
    private bool counting;

    /// <summary>The counts of the next whole round, as a sentence.</summary>
    /// <exception cref="IOException">The session ended first.</exception>
    public Task<string> NextAsync(CancellationToken stop)
    {
        lock (gate)
        {
            counting = false;
            asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            return asked.Task.WaitAsync(stop);
        }
    }

    /// <summary>Sees every line that the reader's driver emits.</summary>
    public void Observe(SampleLine line)
    {
        lock (gate)
        {
            switch (line)
            {
                case RoundLine { Ended: false } when asked is not null:
                    counting = true;
                    heard.Clear();
                    break;
                case ReadLine read when counting:
                    heard.Add((read.Device, read.Epc));
                    break;
                case RoundLine { Ended: true } when counting:
                    counting = false;
                    asked?.TrySetResult(Sentence());
                    asked = null;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The session is over: whoever waits is told.</summary>
    public void Fail(string why)
    {
        lock (gate)
        {
            counting = false;
            asked?.TrySetException(new IOException(why));
            asked = null;
        }
    }

    private string Sentence() => string.Join(", ", antennas.Order().Select(antenna =>
    {
        var channel = ReportedReads.Channel(device, antenna);
        var tags = heard.Count(read => read.Channel == channel);
        return string.Create(CultureInfo.InvariantCulture, $"antenna {antenna}: {tags} {(tags == 1 ? "tag" : "tags")}");
    }));
}
