using EdgeStock.FirmwareHost.Drivers.MtSics;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>What hangs on this host: the hardware file, checked.</summary>
/// <param name="Host">Name of this host, unique at its gateway.</param>
/// <param name="Gateway">Path of the gateway's Unix socket.</param>
/// <param name="Sysfs">Root of the sysfs tree.</param>
/// <param name="Buffer">Samples kept until the gateway has committed them.</param>
/// <param name="Spool">File that keeps them for the next process of this host; null for none.</param>
/// <param name="Devices">The devices, in the order of the file.</param>
internal sealed record HardwareConfig(string Host, string Gateway, string Sysfs, int Buffer, string? Spool, IReadOnlyList<DeviceConfig> Devices);

/// <summary>One device of the hardware file.</summary>
/// <param name="Id">Its id, as the gateway's site file names it.</param>
internal abstract record DeviceConfig(string Id)
{
    /// <summary>Name of the driver in the hardware file.</summary>
    public abstract string Driver { get; }

    /// <summary>What tells it from others of its driver; two devices must not share it.</summary>
    public abstract string Place { get; }

    /// <summary>What it is set to do, for people.</summary>
    public abstract string Setting { get; }
}

/// <summary>An RFID reader: an inventory round of <paramref name="Duration"/> begins every <paramref name="Period"/>.</summary>
internal sealed record LlrpDeviceConfig(string Id, TcpAddress Address, IReadOnlyList<int> Antennas, TimeSpan Period, TimeSpan Duration) : DeviceConfig(Id)
{
    /// <inheritdoc/>
    public override string Driver => "llrp";

    /// <inheritdoc/>
    public override string Place => Address.ToString();

    /// <inheritdoc/>
    public override string Setting => FormattableString.Invariant($"antennas {string.Join(", ", Antennas)}; a round of {Duration.TotalSeconds:0.###} s every {Period.TotalSeconds:0.###} s");
}

/// <summary>A scale.</summary>
internal sealed record MtSicsDeviceConfig(string Id, TcpAddress Address, ReportRule Report) : DeviceConfig(Id)
{
    /// <inheritdoc/>
    public override string Driver => "mt-sics";

    /// <inheritdoc/>
    public override string Place => Address.ToString();

    /// <inheritdoc/>
    public override string Setting => FormattableString.Invariant($"{Report.ActiveHertz:0.###} Hz while it moves more than {Report.TriggerGrams:0.###} g and {Report.Hold.TotalSeconds:0.###} s after, else every {Report.Idle.TotalSeconds:0.###} s");
}

/// <summary>A temperature and humidity chip behind the kernel's hwmon class.</summary>
internal sealed record HwmonDeviceConfig(string Id, string Name, string Address, TimeSpan Interval) : DeviceConfig(Id)
{
    /// <inheritdoc/>
    public override string Driver => "hwmon";

    /// <inheritdoc/>
    public override string Place => $"{Name} at {Address}";

    /// <inheritdoc/>
    public override string Setting => FormattableString.Invariant($"read every {Interval.TotalSeconds:0.###} s");
}
