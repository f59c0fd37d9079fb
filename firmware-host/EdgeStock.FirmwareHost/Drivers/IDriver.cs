namespace EdgeStock.FirmwareHost.Drivers;

/// <summary>
/// One device: turns its protocol into sample lines with the device's id and raw values. It knows no bins and no calibration.
/// A driver emits lines through a sink that never blocks, numbers nothing (the uplink does) and logs nothing:
/// what is to be expected becomes a line or a counter, a lost device becomes an exception.
/// </summary>
internal interface IDriver
{
    /// <summary>Id of the device, as the gateway's site file names it.</summary>
    string Device { get; }

    /// <summary>Inputs that were refused or failed since the host started.</summary>
    long Errors { get; }

    /// <summary>
    /// Serves the device until it is lost or the host stops. Emits a <c>dev</c> line with state <c>up</c> once the device has answered.
    /// </summary>
    /// <exception cref="IOException">The device is lost; <c>DriverLoop</c> says so in a <c>dev</c> line, waits and calls again.</exception>
    Task RunAsync(CancellationToken stop);
}
