using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>Answers what the gateway asks to be done at a device (zero, LED, identify, scan).</summary>
/// <param name="devices">Ids of this host's devices.</param>
internal sealed class ActionDesk(IEnumerable<string> devices)
{
    private readonly HashSet<string> known = new(devices, StringComparer.Ordinal);

    /// <summary>The answer to a request; every request gets one.</summary>
    public DoneLine Answer(DoLine request)
    {
        var slash = request.Device.IndexOf('/', StringComparison.Ordinal);
        var device = slash < 0 ? request.Device : request.Device[..slash];
        var error = known.Contains(device) ? "not supported by this driver" : $"no device '{device}' at this host";
        return new DoneLine(request.Id, null, error);
    }
}
