using EdgeStock.SystemTests.Broker;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>The broker that both sides of a measurement share.</summary>
internal static class Brokers
{
    /// <summary>Starts one that logs only what goes wrong: a line a packet would be measured too.</summary>
    public static Task<TestBroker> StartAsync() => TestBroker.StartAsync(new() { Lines = ["log_type none", "log_type error", "log_type warning"] });
}
