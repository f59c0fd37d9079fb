using System.Globalization;
using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.Devices.Sysfs;

/// <summary>What can be wrong with a chip as its files show it.</summary>
internal enum ChipFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The values read as empty files.</summary>
    Empty,

    /// <summary>The device is gone: no folder under class/hwmon.</summary>
    Vanished,
}

/// <summary>
/// A sysfs tree with hwmon chips as Linux lays it out: the chip's folder lies under its I²C address in devices/, and class/hwmon holds a link
/// to it. Files are replaced whole, so that a reader never sees half a value. Safe to use from several threads.
/// </summary>
internal sealed class HwmonTree
{
    private const string Driver = "sht3x";

    private readonly Lock gate = new();
    private readonly string root;
    private readonly Dictionary<string, Chip> chips = [];
    private int next;

    /// <summary>Begins a tree; what was there before is removed.</summary>
    public HwmonTree(string root)
    {
        this.root = root;
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(root, "class", "hwmon"));
        Directory.CreateDirectory(Staging);

        // every board has one that is no climate sensor: drivers must look at the name
        var processor = Plug("virtual/thermal/thermal_zone0");
        Put(processor, "name", "cpu_thermal");
        Put(processor, "temp1_input", "48312");
    }

    private string Staging => Path.Combine(root, ".staging");

    /// <summary>Adds a chip, or writes its values.</summary>
    /// <param name="address">Bus and chip, <c>1-0044</c>.</param>
    /// <param name="reading">What its value files say.</param>
    public void Write(string address, ChipReading reading)
    {
        lock (gate)
        {
            if (!chips.TryGetValue(address, out var chip))
            {
                chip = chips[address] = new Chip { Number = Add(address) };
            }

            chip.Last = reading;
            WriteValues(address, chip);
        }
    }

    /// <summary>The chip comes back under another number, as after a reboot or a bus reset.</summary>
    public void Renumber(string address)
    {
        lock (gate)
        {
            var chip = chips[address];
            if (chip.Fault != ChipFault.Vanished)
            {
                Unplug(address, chip.Number);
                chip.Number = Add(address);
                WriteValues(address, chip);
            }
        }
    }

    /// <summary>Breaks or mends a chip.</summary>
    public void Fail(string address, ChipFault fault)
    {
        lock (gate)
        {
            var chip = chips[address];
            if (fault == chip.Fault)
            {
                return;
            }

            if (fault == ChipFault.Vanished)
            {
                Unplug(address, chip.Number);
            }
            else if (chip.Fault == ChipFault.Vanished)
            {
                chip.Number = Add(address);
            }

            chip.Fault = fault;
            WriteValues(address, chip);
        }
    }

    private static string DevicePath(string address) => $"platform/i2c-{address[..address.IndexOf('-', StringComparison.Ordinal)]}/{address}";

    private int Add(string address)
    {
        var number = next;
        var folder = Plug(DevicePath(address));
        Put(folder, "name", Driver);
        Put(folder, "update_interval", "0");
        return number;
    }

    private void WriteValues(string address, Chip chip)
    {
        if (chip.Fault == ChipFault.Vanished)
        {
            return;
        }

        var folder = Folder(DevicePath(address), chip.Number);
        Put(folder, "temp1_input", chip.Fault == ChipFault.Empty ? null : chip.Last.MilliCelsius.ToString(CultureInfo.InvariantCulture));
        Put(folder, "humidity1_input", chip.Fault == ChipFault.Empty ? null : chip.Last.MilliHumidity.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Makes a chip's folder under the next free number, with its links.</summary>
    private string Plug(string device)
    {
        var number = next++;
        var folder = Folder(device, number);
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, "device"), Path.Combine("..", "..", "..", Path.GetFileName(device)));
        File.CreateSymbolicLink(Path.Combine(root, "class", "hwmon", $"hwmon{number}"), Path.Combine("..", "..", "devices", device, "hwmon", $"hwmon{number}"));
        return folder;
    }

    private void Unplug(string address, int number)
    {
        File.Delete(Path.Combine(root, "class", "hwmon", $"hwmon{number}"));
        Directory.Delete(Folder(DevicePath(address), number), recursive: true);
    }

    private string Folder(string device, int number) => Path.Combine(root, "devices", device, "hwmon", $"hwmon{number}");

    private void Put(string folder, string file, string? value)
    {
        var whole = Path.Combine(Staging, file);
        File.WriteAllText(whole, value is null ? "" : value + "\n");
        File.Move(whole, Path.Combine(folder, file), overwrite: true);
    }

    private sealed class Chip
    {
        public int Number { get; set; }

        public ChipReading Last { get; set; }

        public ChipFault Fault { get; set; }
    }
}
