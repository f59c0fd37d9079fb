namespace EdgeStock.Gateway.Operations;

/// <summary>Tells how far a long run has come on the thread that runs, in order; the framework's own progress does neither.</summary>
internal sealed class Step(Action<long> report) : IProgress<long>
{
    public void Report(long value) => report(value);
}
