using System.Collections.Concurrent;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Keeps the sample lines that a driver emits.</summary>
internal sealed class Sink
{
    private readonly ConcurrentQueue<SampleLine> lines = new();

    public IReadOnlyList<SampleLine> Lines => [.. lines];

    public void Emit(SampleLine line) => lines.Enqueue(line);

    public IReadOnlyList<T> Of<T>()
        where T : SampleLine => [.. lines.OfType<T>()];
}
