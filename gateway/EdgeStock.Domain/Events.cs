namespace EdgeStock.Domain;

/// <summary>Something that happened and is kept for good. Its stored name stands in the ledger's codec, never here.</summary>
/// <param name="At">When it happened, by the clock of the device that saw it.</param>
public abstract record StoreroomEvent(DateTimeOffset At);

/// <summary>An event of one room.</summary>
public abstract record RoomEvent(DateTimeOffset At, string Room) : StoreroomEvent(At);

/// <summary>A bin was counted by its level, not by a change: at first sight, or after doubt.</summary>
/// <param name="Count">Best count; the truth is in [Low, High] with about 95 %.</param>
/// <param name="Confidence">Probability that Count is exact.</param>
public sealed record StockCounted(DateTimeOffset At, string Room, string Bin, string Article, int Count, int Low, int High, double Confidence) : RoomEvent(At, Room);

/// <summary>Pieces were taken out of a bin.</summary>
/// <param name="Quantity">Pieces taken, at least 1.</param>
/// <param name="Count">Count afterwards.</param>
public sealed record StockTaken(DateTimeOffset At, string Room, string Bin, string Article, int Quantity, int Count, int Low, int High, double Confidence) : RoomEvent(At, Room);

/// <summary>Pieces were put into a bin: a restock or a return.</summary>
/// <param name="Quantity">Pieces added, at least 1.</param>
/// <param name="Count">Count afterwards.</param>
public sealed record StockAdded(DateTimeOffset At, string Room, string Bin, string Article, int Quantity, int Count, int Low, int High, double Confidence) : RoomEvent(At, Room);

/// <summary>A bin's count does not stand any more, because the bin now holds another article or the weight of a piece was corrected. It is counted anew.</summary>
public sealed record StockUncounted(DateTimeOffset At, string Room, string Bin, string Article) : RoomEvent(At, Room);

/// <summary>Why a bin's count is in doubt.</summary>
public enum BinCondition
{
    /// <summary>Nothing in doubt.</summary>
    Ok,

    /// <summary>Something lies in it that is no whole number of pieces.</summary>
    Foreign,

    /// <summary>The bin is off its scale.</summary>
    Lifted,

    /// <summary>More weight than the scale can take.</summary>
    Overload,

    /// <summary>The weight has not come to rest for a minute.</summary>
    Unsettled,

    /// <summary>The pieces are too light or too many for the scale to count them surely.</summary>
    Uncountable,

    /// <summary>The load cell has not been calibrated: its counts are no weight yet.</summary>
    Uncalibrated,
}

/// <summary>A bin came into or out of doubt.</summary>
public sealed record BinConditionChanged(DateTimeOffset At, string Room, string Bin, BinCondition Condition) : RoomEvent(At, Room);

/// <summary>A tag came into a zone, or was found again after it could not be known.</summary>
public sealed record TagArrived(DateTimeOffset At, string Room, string Zone, Epc Epc, double Confidence) : RoomEvent(At, Room);

/// <summary>A tag changed zone.</summary>
public sealed record TagMoved(DateTimeOffset At, string Room, string From, string Zone, Epc Epc, double Confidence) : RoomEvent(At, Room);

/// <summary>A tag left: its antenna was healthy and did not read it any more.</summary>
/// <param name="Zone">Where it was last.</param>
public sealed record TagDeparted(DateTimeOffset At, string Room, string Zone, Epc Epc, double Confidence) : RoomEvent(At, Room);

/// <summary>It cannot be known any more where a tag is: its reader has been away too long.</summary>
public sealed record TagObscured(DateTimeOffset At, string Room, string Zone, Epc Epc) : RoomEvent(At, Room);

/// <summary>Where a climate value stands against its limits.</summary>
public enum ClimateState
{
    /// <summary>Within limits.</summary>
    Ok,

    /// <summary>Above the upper limit for longer than the hold time.</summary>
    High,

    /// <summary>Below the lower limit for longer than the hold time.</summary>
    Low,
}

/// <summary>A climate alarm began or ended.</summary>
/// <param name="Value">The filtered value that decided it.</param>
/// <param name="Limit">The limit in force.</param>
/// <param name="Onset">When the limit was first broken; on return, when the value came back.</param>
public sealed record ClimateAlarmChanged(DateTimeOffset At, string Room, string Point, Quantity Quantity, ClimateState State, double Value, double Limit, DateTimeOffset Onset) : RoomEvent(At, Room);

/// <summary>Why a climate sensor is not believed.</summary>
public enum SensorFault
{
    /// <summary>It is believed.</summary>
    Ok,

    /// <summary>It says the same value over and over.</summary>
    Stuck,

    /// <summary>It says nothing.</summary>
    Silent,

    /// <summary>It says what cannot be.</summary>
    Implausible,

    /// <summary>A humidity at saturation for more than ten minutes: water stands on the sensor, or will. Its values count, with doubt.</summary>
    Condensation,
}

/// <summary>A climate sensor failed or recovered.</summary>
public sealed record SensorFaultChanged(DateTimeOffset At, string Room, string Point, Quantity Quantity, SensorFault Fault) : RoomEvent(At, Room);

/// <summary>
/// An hour's climate minutes were sealed: the minutes stand beside the chain and go one day, this stays. An hour can be sealed more than once,
/// when minutes came late or the limits changed in it: each seal covers the next minutes in their order of arrival.
/// </summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Minutes">Minutes that this seal covers and that were kept.</param>
/// <param name="Dropped">Minutes that were not kept because the disk was short; they are in all figures but not in the hash.</param>
/// <param name="Hash">SHA-256 over the kept minutes in order, hexadecimal; empty when none was kept.</param>
/// <param name="Good">Minutes of good quality, kept or not; likewise the next two.</param>
/// <param name="Temperature">Null when no good value came; likewise humidity.</param>
public sealed record ClimateHourSealed(
    DateTimeOffset At, string Room, string Point, DateTimeOffset Hour, int Minutes, int Dropped, string Hash, int Good, int Uncertain, int Bad, HourSpan? Temperature, HourSpan? Humidity)
    : RoomEvent(At, Room);

/// <summary>An hour as releases up to 0.1 sealed it. Read for good; made only of an hour that such a release began.</summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Minutes">Minute records in it.</param>
/// <param name="Hash">SHA-256 over them in order, hexadecimal.</param>
public sealed record ClimateHourSealedV1(
    DateTimeOffset At, string Room, string Point, DateTimeOffset Hour, int Minutes, string Hash, Span? Temperature, Span? Humidity) : RoomEvent(At, Room);

/// <summary>Climate minutes from before an instant may go: they are as old as the site keeps them. Their hours stay.</summary>
/// <param name="Before">Midnight, UTC.</param>
public sealed record ClimateThinned(DateTimeOffset At, DateTimeOffset Before) : StoreroomEvent(At);

/// <summary>The ledger's disk became short, or is not any more. While it is, climate minutes are not kept; everything else is.</summary>
public sealed record SpaceChanged(DateTimeOffset At, bool Short) : StoreroomEvent(At);

/// <summary>How a device does.</summary>
public enum DeviceState
{
    /// <summary>Not heard since the ledger began.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Up,

    /// <summary>Its host says that it is lost.</summary>
    Down,

    /// <summary>Nothing is heard of it.</summary>
    Silent,
}

/// <summary>A device came up, went down or fell silent.</summary>
public sealed record DeviceStateChanged(DateTimeOffset At, string Device, DeviceState State, string? Reason) : StoreroomEvent(At);

/// <summary>Samples were lost between a device and the gateway: a hole that must not be taken for calm.</summary>
public sealed record SamplesLost(DateTimeOffset At, string Host, long Lost) : StoreroomEvent(At);

/// <summary>A scale was set to zero by hand or by command.</summary>
/// <param name="By">Who asked, as a pseudonym.</param>
public sealed record ScaleZeroed(DateTimeOffset At, string Device, string By) : StoreroomEvent(At);

/// <summary>A person's name was erased. Earlier entries keep the pseudonym; nobody can say any more whose it was.</summary>
/// <param name="Person">The pseudonym.</param>
/// <param name="By">Who erased it, as a pseudonym.</param>
public sealed record PersonErased(DateTimeOffset At, string Person, string By) : StoreroomEvent(At);

/// <summary>What stands where was changed: a site file came into force.</summary>
/// <param name="Hash">SHA-256 of the file's text, hexadecimal; the text stands beside the chain under this hash.</param>
/// <param name="Changes">What differs from the one before, in the file's own words; empty for the first.</param>
/// <param name="By">Who applied it, as a pseudonym.</param>
public sealed record SiteChanged(DateTimeOffset At, string Hash, IReadOnlyList<SiteChange> Changes, string By) : StoreroomEvent(At);

/// <summary>The ledger was restored from a backup: what stood behind that backup's last entry is in it no more. A new epoch begins with this entry.</summary>
/// <param name="Epoch">The new epoch.</param>
/// <param name="FromSeq">The last entry that was restored; this one follows it.</param>
/// <param name="Hash">Its hash, hexadecimal.</param>
/// <param name="File">Name of the backup's file.</param>
public sealed record LedgerRestored(DateTimeOffset At, long Epoch, long FromSeq, string Hash, string File) : StoreroomEvent(At);
