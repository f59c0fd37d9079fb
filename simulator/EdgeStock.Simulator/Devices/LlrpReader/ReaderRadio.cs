using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>The one radio of the reader and its antennas: one ROSpec at a time has its turn.</summary>
internal sealed class ReaderRadio(int antennas, Inventory inventory, ReaderClockFace clock, Action<RoSpecNotice> tell, Action<IReadOnlyList<TagReport>> deliver)
    : IDisposable
{
    private readonly bool[] connected = [.. Enumerable.Repeat(true, antennas)];
    private readonly SemaphoreSlim turn = new(1, 1);

    public IReadOnlyList<ushort> AllAntennas { get; } = [.. Enumerable.Range(1, antennas).Select(a => (ushort)a)];

    public bool IsConnected(int antenna) => Volatile.Read(ref connected[antenna - 1]);

    public void Connect(int antenna, bool isConnected) => Volatile.Write(ref connected[antenna - 1], isConnected);

    public async Task<IDisposable> TurnOnAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        return new Turn(turn);
    }

    public RoundReport NewReport(RoSpec spec) => new(spec, clock);

    /// <summary>One dwell at one antenna, once it is over.</summary>
    public void Look(int antenna, DateTimeOffset from, TimeSpan dwell, RoundReport report)
    {
        if (dwell <= TimeSpan.Zero || !IsConnected(antenna))
        {
            return;
        }

        foreach (var sighting in inventory(antenna, from, dwell))
        {
            report.Add(antenna, sighting);
        }
    }

    public void Deliver(RoundReport report) => deliver(report.Take());

    public void Tell(RoSpec spec, RoSpecChange change) => tell(new RoSpecNotice(change, spec.Id, 0));

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
