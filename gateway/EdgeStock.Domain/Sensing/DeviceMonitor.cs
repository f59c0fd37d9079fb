namespace EdgeStock.Domain;

/// <summary>What a device's monitor must remember over a restart.</summary>
public sealed record DeviceMemory(DeviceState State, DateTimeOffset? LastHeard, TimeSpan Quiet)
{
    /// <summary>Before anything was heard.</summary>
    public static DeviceMemory Empty { get; } = new(DeviceState.Unknown, null, TimeSpan.Zero);
}

/// <summary>Follows one device: up, down, or silent when nothing is heard for three intervals, at least half a minute.</summary>
internal sealed class DeviceMonitor(Device device, DeviceMemory memory)
{
    /// <summary>A host repeats once a minute that a device is down; after two missed repeats the host is silent too.</summary>
    private static readonly TimeSpan DownPatience = TimeSpan.FromSeconds(150);

    private readonly TimeSpan patience = device.Interval * 3 > TimeSpan.FromSeconds(30) ? device.Interval * 3 : TimeSpan.FromSeconds(30);
    private TimeSpan quiet = memory.Quiet;

    public bool Changed { get; private set; }

    public DeviceState State { get; private set; } = memory.State;

    public DateTimeOffset? LastHeard { get; private set; } = memory.LastHeard;

    public DeviceMemory Save()
    {
        Changed = false;
        return new(State, LastHeard, quiet);
    }

    /// <summary>The device was heard: a value, a read, or its host on its behalf.</summary>
    public void Observe(Sample sample, List<StoreroomEvent> events)
    {
        Changed = true;
        quiet = TimeSpan.Zero;
        switch (sample)
        {
            case DeviceReported { Up: false } down:
                Become(DeviceState.Down, sample.At, down.Reason, events);
                break;
            case AntennaChanged { Antenna: null, Up: false }:
                Become(DeviceState.Down, sample.At, "reader announced down", events);
                break;
            default:
                LastHeard = sample.At;
                Become(DeviceState.Up, sample.At, null, events);
                break;
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Observe(DateTimeOffset now, TimeSpan elapsed, List<StoreroomEvent> events)
    {
        if (elapsed > TimeSpan.Zero && State != DeviceState.Silent)
        {
            Changed = true;
            quiet += elapsed;
            var limit = State == DeviceState.Down && DownPatience > patience ? DownPatience : patience;
            if (quiet > limit)
            {
                Become(DeviceState.Silent, now, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"nothing heard for {limit.TotalSeconds:0} s"), events);
            }
        }
    }

    private void Become(DeviceState next, DateTimeOffset at, string? reason, List<StoreroomEvent> events)
    {
        if (next != State)
        {
            State = next;
            events.Add(new DeviceStateChanged(at, device.Id, next, reason));
        }
    }
}
