using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>The time that the emulated reader tells: UTC with an error, or uptime.</summary>
internal sealed class ReaderClockFace(ReaderOptions options, TimeProvider time)
{
    private readonly DateTimeOffset started = time.GetUtcNow();

    public ReaderTime Now => Tell(time.GetUtcNow());

    public ReaderTime Tell(DateTimeOffset at) =>
        options.HasUtcClock ? ReaderTime.Utc(at + options.ClockError) : ReaderTime.Uptime(at > started ? at - started : TimeSpan.Zero);
}
