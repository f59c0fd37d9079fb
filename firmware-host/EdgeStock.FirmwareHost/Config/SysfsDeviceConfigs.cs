using EdgeStock.FirmwareHost.Drivers.Weights;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>One channel of a load cell's converter behind the kernel's IIO bus.</summary>
internal sealed record IioWeightDeviceConfig(string Id, string Chip, string Address, int Channel, ReportRule Report) : DeviceConfig(Id)
{
    /// <inheritdoc/>
    public override string Driver => "iio-weight";

    /// <inheritdoc/>
    public override string Place => FormattableString.Invariant($"{Chip} at {Address}, channel {Channel}");

    /// <inheritdoc/>
    public override string Setting => FormattableString.Invariant($"{Report.ActiveHertz:0.###} Hz while it moves more than {Report.Trigger:0.###} counts and {Report.Hold.TotalSeconds:0.###} s after, else every {Report.Idle.TotalSeconds:0.###} s");

    /// <inheritdoc/>
    public override string Find => $"iio {Chip} {Address}";
}

/// <summary>A BME280 behind the kernel's IIO bus.</summary>
internal sealed record Bme280DeviceConfig(string Id, string Address, TimeSpan Interval) : DeviceConfig(Id)
{
    /// <inheritdoc/>
    public override string Driver => "bme280";

    /// <inheritdoc/>
    public override string Place => $"at {Address}";

    /// <inheritdoc/>
    public override string Setting => FormattableString.Invariant($"read every {Interval.TotalSeconds:0.###} s");

    /// <inheritdoc/>
    public override string Find => $"iio bme280 {Address}";
}

/// <summary>A 1-Wire thermometer (DS18B20).</summary>
internal sealed record W1ThermDeviceConfig(string Id, string Address, TimeSpan Interval) : DeviceConfig(Id)
{
    /// <inheritdoc/>
    public override string Driver => "w1-therm";

    /// <inheritdoc/>
    public override string Place => Address;

    /// <inheritdoc/>
    public override string Setting => FormattableString.Invariant($"read every {Interval.TotalSeconds:0.###} s");

    /// <inheritdoc/>
    public override string Find => $"w1 {Address}";
}

/// <summary>A light.</summary>
internal sealed record LedDeviceConfig(string Id, string Name) : DeviceConfig(Id)
{
    /// <inheritdoc/>
    public override string Driver => "led";

    /// <inheritdoc/>
    public override string Place => Name;

    /// <inheritdoc/>
    public override string Setting => "lit when asked";

    /// <inheritdoc/>
    public override string Find => $"led {Name}";
}
