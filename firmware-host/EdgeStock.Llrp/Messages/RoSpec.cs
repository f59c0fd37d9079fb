namespace EdgeStock.Llrp;

/// <summary>What a reader does by itself: when it starts, which antennas it inventories for how long, what it reports (ROSpec, 177).</summary>
/// <param name="Id">Never 0.</param>
/// <param name="Start">When it starts.</param>
/// <param name="StopAfter">When it stops by itself; null: once its inventories are done, or on command.</param>
/// <param name="Inventories">Run one after the other.</param>
/// <param name="Report">What it reports and when; null leaves the reader's default, which may be never.</param>
public sealed record RoSpec(uint Id, RoSpecStart Start, TimeSpan? StopAfter, IReadOnlyList<AiSpec> Inventories, RoReportSpec? Report)
{
    /// <summary>0 is the highest of 7.</summary>
    public byte Priority { get; init; }

    /// <summary>Must be Disabled in ADD_ROSPEC.</summary>
    public RoSpecState State { get; init; }

    /// <summary>The storeroom's inventory: at each period, all antennas for the duration, one report at the end with all that a count needs.</summary>
    public static RoSpec PeriodicInventory(uint id, IReadOnlyList<ushort> antennas, TimeSpan period, TimeSpan duration) => new(
        id,
        new RoSpecStart(RoSpecStartTrigger.Periodic, TimeSpan.Zero, period),
        StopAfter: null,
        [new AiSpec(antennas, duration)],
        new RoReportSpec(
            RoReportTrigger.EndOfRoSpec,
            TagLimit: 0,
            TagContent.AntennaId | TagContent.PeakRssi | TagContent.FirstSeen | TagContent.LastSeen | TagContent.TagSeenCount,
            C1G2Content.Pc));
}

public enum RoSpecState : byte
{
    Disabled,
    Inactive,
    Active,
}

public enum RoSpecStartTrigger : byte
{
    OnCommand,
    Immediate,
    Periodic,
    Gpi,
}

/// <summary>When a ROSpec starts.</summary>
/// <param name="Trigger">What starts it.</param>
/// <param name="Offset">Periodic: from the receipt (or from <paramref name="UtcMicroseconds"/>) to the first start.</param>
/// <param name="Period">Periodic: from start to start; zero means once.</param>
/// <param name="UtcMicroseconds">Periodic: the moment that the offset counts from.</param>
public sealed record RoSpecStart(RoSpecStartTrigger Trigger, TimeSpan Offset = default, TimeSpan Period = default, ulong? UtcMicroseconds = null);

/// <summary>One antenna inventory (AISpec, 183).</summary>
/// <param name="Antennas">Antennas by number; 0 alone means all.</param>
/// <param name="StopAfter">How long it lasts; null: until the ROSpec stops.</param>
public sealed record AiSpec(IReadOnlyList<ushort> Antennas, TimeSpan? StopAfter)
{
    /// <summary>Id of its one InventoryParameterSpec, never 0.</summary>
    public ushort InventoryParameterSpecId { get; init; } = 1;
}

public enum RoReportTrigger : byte
{
    None,
    EndOfAiSpec,
    EndOfRoSpec,
}

/// <summary>What a report holds and when it is sent (ROReportSpec, 237).</summary>
/// <param name="Trigger">When it is sent.</param>
/// <param name="TagLimit">Also after so many tags; 0 for no limit.</param>
/// <param name="Content">Which optional values a tag carries.</param>
/// <param name="Memory">Which words of EPC memory besides the EPC; null for none.</param>
public sealed record RoReportSpec(RoReportTrigger Trigger, ushort TagLimit, TagContent Content, C1G2Content? Memory);

/// <summary>The bits of TagReportContentSelector (238).</summary>
[Flags]
public enum TagContent : ushort
{
    None = 0,
    RoSpecId = 0x8000,
    SpecIndex = 0x4000,
    InventoryParameterSpecId = 0x2000,
    AntennaId = 0x1000,
    ChannelIndex = 0x0800,
    PeakRssi = 0x0400,
    FirstSeen = 0x0200,
    LastSeen = 0x0100,
    TagSeenCount = 0x0080,
    AccessSpecId = 0x0040,
}

/// <summary>The bits of C1G2EPCMemorySelector (348).</summary>
[Flags]
public enum C1G2Content : byte
{
    None = 0,
    Crc = 0x80,
    Pc = 0x40,
}
