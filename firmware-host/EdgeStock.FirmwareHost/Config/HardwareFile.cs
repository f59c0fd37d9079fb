using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>Reads a hardware file (hardware.yaml). Every fault is found in one go, with its line and what to do.</summary>
internal static class HardwareFile
{
    // sockaddr_un holds 108 bytes with the closing zero
    private const int MaxSocketPathBytes = 107;
    private const int DefaultBuffer = 100_000;

    /// <summary>Reads the file at a path.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out HardwareConfig? config, out IReadOnlyList<ConfigFault> faults)
    {
        try
        {
            using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var text = new char[YamlLoader.MaxCharacters + 1];
            return TryParse(new string(text, 0, reader.ReadBlock(text)), path, out config, out faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (config, faults) = (null, [new ConfigFault(path, 0, "HW01", $"cannot be read: {e.Message}", "check the path and that this user may read it")]);
        }
        catch (DecoderFallbackException)
        {
            (config, faults) = (null, [new ConfigFault(path, 0, "HW01", "is not UTF-8 text", "save it as UTF-8")]);
        }

        return false;
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">What to call the file in faults.</param>
    /// <param name="config">The configuration, when nothing is wrong.</param>
    /// <param name="faults">What is wrong, in the order of the lines.</param>
    public static bool TryParse(string text, string file, [NotNullWhen(true)] out HardwareConfig? config, out IReadOnlyList<ConfigFault> faults)
    {
        config = null;
        var found = new List<ConfigFault>();
        try
        {
            if (YamlLoader.Load(text) is YamlMap map)
            {
                config = Root(new MapReader(map, file, found), file, found);
            }
            else
            {
                found.Add(new ConfigFault(file, 1, "HW02", "the file is not a mapping with host, gateway and devices", "begin with 'host: NAME'"));
            }
        }
        catch (YamlRefusedException e)
        {
            found.Add(new ConfigFault(file, e.Line, "HW02", e.Message.TrimEnd('.'), e.Next));
        }

        faults = [.. found.OrderBy(f => f.Line)];
        config = found.Count == 0 ? config : null;
        return config is not null;
    }

    private static HardwareConfig Root(MapReader root, string file, List<ConfigFault> faults)
    {
        var host = root.Name("host");
        var gateway = AbsolutePath(root, "gateway", required: true);
        if (gateway is { } socket && Encoding.UTF8.GetByteCount(socket.Value) > MaxSocketPathBytes)
        {
            root.Fault(socket.Line, "HW05", $"'gateway' is longer than {MaxSocketPathBytes} bytes, which no Unix socket can be", "put the socket into a shorter folder, such as /run/edgestock");
        }

        var sysfs = AbsolutePath(root, "sysfs", required: false);
        var buffer = root.Whole("buffer", 100, 10_000_000, DefaultBuffer);
        var spool = Spool(root, host?.Value, gateway?.Value);
        var devices = new List<(DeviceConfig Config, int Line)>();
        if (root.Entry("devices", required: true) is { } entry)
        {
            if (entry.Value is YamlList { Items.Count: > 0 } list)
            {
                foreach (var item in list.Items)
                {
                    if (DeviceEntry.Read(item, file, faults) is { } device)
                    {
                        devices.Add((device, item.Line));
                    }
                }
            }
            else
            {
                root.Fault(entry.Line, "HW05", "'devices' is not a list of devices", "list each one as '- id: …'");
            }
        }

        root.NothingElse();
        Unique(root, devices);
        return new HardwareConfig(host?.Value ?? "", gateway?.Value ?? "", sysfs?.Value ?? "/sys", buffer, spool, [.. devices.Select(d => d.Config)]);
    }

    private static (string Value, int Line)? AbsolutePath(MapReader root, string key, bool required)
    {
        var text = root.Text(key, required);
        if (text is { } path && !Path.IsPathRooted(path.Value))
        {
            root.Fault(path.Line, "HW05", $"'{key}: {path.Value}' is not an absolute path", "begin it with '/'");
        }

        return text;
    }

    private static string? Spool(MapReader root, string? host, string? gateway)
    {
        if (root.Text("spool", required: false) is not { } text)
        {
            return Path.Combine(Path.GetDirectoryName(gateway) ?? "/", $"{host}.spool");
        }

        if (text.Value == "none")
        {
            return null;
        }

        if (!Path.IsPathRooted(text.Value))
        {
            root.Fault(text.Line, "HW05", $"'spool: {text.Value}' is not an absolute path", "begin it with '/', or write 'spool: none'");
        }
        else if (text.Value == gateway)
        {
            root.Fault(text.Line, "HW05", "'spool' is the gateway's socket", "name a file that nothing else uses, or remove the line");
        }

        return text.Value;
    }

    private static void Unique(MapReader root, List<(DeviceConfig Config, int Line)> devices)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new Dictionary<string, DeviceConfig>(StringComparer.Ordinal);
        foreach (var (device, line) in devices)
        {
            if (!ids.TryAdd(device.Id, line))
            {
                root.Fault(line, "HW06", $"the id '{device.Id}' was taken on line {ids[device.Id]}", "give each device its own id");
            }
            else if (!places.TryAdd($"{device.Driver} {device.Place}", device))
            {
                root.Fault(line, "HW06", $"'{device.Id}' and '{places[$"{device.Driver} {device.Place}"].Id}' are both {device.Driver} {device.Place}", "correct the address of one of the two");
            }
        }
    }
}
