namespace EdgeStock.Domain;

/// <summary>What reaches the storeroom: samples, ticks and commands, each with the instant at which the gateway took it.</summary>
/// <param name="Taken">The gateway's clock when the one writer took the input; it becomes the recorded time of the events it causes.</param>
public abstract record Input(DateTimeOffset Taken);

/// <summary>The gateway's clock, once a second: time reaches the domain only through inputs.</summary>
public sealed record Tick(DateTimeOffset Taken) : Input(Taken);

/// <summary>Something a device said.</summary>
/// <param name="At">When it said it, by its host's clock.</param>
/// <param name="Device">The device, without channel.</param>
public abstract record Sample(DateTimeOffset Taken, DateTimeOffset At, string Device) : Input(Taken);

/// <summary>What a scale says of the load on it.</summary>
public enum ScaleState
{
    /// <summary>It gave a weight.</summary>
    Weighed,

    /// <summary>More than it can weigh.</summary>
    Overload,

    /// <summary>Less than its zero allows: usually the bin or the platform is gone.</summary>
    Underload,

    /// <summary>A bare cell whose counts nobody has calibrated: it weighs, but no one knows what.</summary>
    Uncalibrated,
}

/// <summary>Gross weight under a bin.</summary>
public sealed record BinWeighed(DateTimeOffset Taken, DateTimeOffset At, string Device, string Bin, Grams Gross, ScaleState State) : Sample(Taken, At, Device);

/// <summary>A tag read at an antenna, <paramref name="Count"/> times since the antenna's last report.</summary>
/// <param name="Rssi">Peak received signal strength in dBm, when the reader gives it.</param>
public sealed record TagRead(DateTimeOffset Taken, DateTimeOffset At, string Device, string Antenna, Epc Epc, double? Rssi, int Count) : Sample(Taken, At, Device);

/// <summary>An antenna or a whole reader came up or went down, as far as announced.</summary>
/// <param name="Antenna">Null: all antennas of the device.</param>
public sealed record AntennaChanged(DateTimeOffset Taken, DateTimeOffset At, string Device, string? Antenna, bool Up) : Sample(Taken, At, Device);

/// <summary>A reader finished an inventory round: its silence about a tag is evidence.</summary>
public sealed record RoundFinished(DateTimeOffset Taken, DateTimeOffset At, string Device) : Sample(Taken, At, Device);

/// <summary>How far a climate value can be trusted.</summary>
public enum Quality
{
    /// <summary>As the sensor is meant to be.</summary>
    Good,

    /// <summary>Usable with doubt.</summary>
    Uncertain,

    /// <summary>Not usable.</summary>
    Bad,
}

/// <summary>A climate value; <paramref name="Value"/> is null when the read failed.</summary>
public sealed record ClimateRead(DateTimeOffset Taken, DateTimeOffset At, string Device, string Point, Quantity Quantity, double? Value, Quality Quality) : Sample(Taken, At, Device);

/// <summary>A device (or its host on its behalf) says that it is well or not.</summary>
public sealed record DeviceReported(DateTimeOffset Taken, DateTimeOffset At, string Device, bool Up, string? Reason) : Sample(Taken, At, Device);

/// <summary>A host had to drop samples while the gateway was away.</summary>
public sealed record SamplesDropped(DateTimeOffset Taken, DateTimeOffset At, string Device, long Lost) : Sample(Taken, At, Device);

/// <summary>Something that a person asked of the gateway and that changes what the storeroom knows.</summary>
/// <param name="By">Who asked, as a pseudonym.</param>
public abstract record Command(DateTimeOffset Taken, string By) : Input(Taken);

/// <summary>From now on this is what stands where.</summary>
/// <param name="Hash">SHA-256 of the site file's text, lower-case hexadecimal.</param>
public sealed record ApplySite(DateTimeOffset Taken, string By, Site Site, string Hash) : Command(Taken, By);

/// <summary>A scale has just been set to zero: its weights mean something else from now on, the goods on it have not changed.</summary>
public sealed record NoteZero(DateTimeOffset Taken, string By, string Device) : Command(Taken, By);

/// <summary>The gateway looked at the room left on the ledger's disk. While it is short, climate minutes are not kept.</summary>
public sealed record NoteSpace(DateTimeOffset Taken, bool Short) : Input(Taken);
