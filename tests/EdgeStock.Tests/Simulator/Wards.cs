using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Tests.Simulator;

/// <summary>Storerooms for these tests.</summary>
internal static class Wards
{
    /// <summary>A Monday, 07:00 in Sweden.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public static Storeroom Busy(long seed = 7) => new(Ward.Scenario, seed, Start, visitsPerHour: 120);

    /// <summary>Nobody comes: what the devices say is physics alone.</summary>
    public static Storeroom Still(long seed = 7) => new(Ward.Scenario, seed, Start, visitsPerHour: 0);

    public static IReadOnlyList<Happening> Day(Storeroom storeroom) => storeroom.Happenings(0, Start.AddHours(24));
}
