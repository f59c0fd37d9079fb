using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>
/// Takes the keys of one mapping, each at most once, and collects every fault rather than stopping at the first.
/// A value that is at fault reads as a harmless one; the file is refused as a whole afterwards.
/// </summary>
/// <param name="map">The mapping.</param>
/// <param name="file">Path of the file, for the faults.</param>
/// <param name="faults">Takes the faults.</param>
internal sealed partial class MapReader(YamlMap map, string file, List<ConfigFault> faults)
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Reads a mapping that stands under one of the keys.</summary>
    public MapReader Under(YamlMap inner) => new(inner, file, faults);

    /// <summary>Adds a fault at a line of the file.</summary>
    public void Fault(int line, string code, string reason, string next) => faults.Add(new ConfigFault(file, line, code, reason, next));

    /// <summary>The entry under a key, or null; a missing one that is required is a fault.</summary>
    public YamlEntry? Entry(string key, bool required)
    {
        taken.Add(key);
        var entry = map.Entries.FirstOrDefault(e => e.Key == key);
        if (entry is null && required)
        {
            Fault(map.Line, "HW04", $"'{key}' is missing here", $"add '{key}: …'");
        }

        return entry;
    }

    /// <summary>A text and its line; null when missing or empty (a fault) or not required.</summary>
    public (string Value, int Line)? Text(string key, bool required = true)
    {
        var entry = Entry(key, required);
        if (entry?.Value is YamlText { Value.Length: > 0 } text)
        {
            return (text.Value, text.Line);
        }

        if (entry is not null)
        {
            Fault(entry.Line, "HW05", $"'{key}' is not a text", $"write '{key}: …' with one value");
        }

        return null;
    }

    /// <summary>A name: letters, digits, dot, dash, underscore; at most 64. Channels are cut off at a slash, so it has none.</summary>
    public (string Value, int Line)? Name(string key) =>
        Matching(key, NamePattern(), "a name", "use letters, digits, '.', '-' and '_', beginning with a letter or digit, at most 64");

    /// <summary>The name of a folder in sysfs: as a name, and ':', which names of platform devices and lights hold.</summary>
    public (string Value, int Line)? BusName(string key) =>
        Matching(key, BusNamePattern(), "a name of the kernel's", "write it as its folder under /sys is named: letters, digits, '.', '-', '_' and ':', at most 64");

    /// <summary>A number within limits; <paramref name="absent"/> stands for a key that is not there, null makes it required.</summary>
    public double Number(string key, double low, double high, double? absent = null)
    {
        if (Text(key, absent is null) is not { } text)
        {
            return absent ?? low;
        }

        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (double.TryParse(text.Value, style, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
        {
            return value;
        }

        Fault(text.Line, "HW05", $"'{key}: {text.Value}' is not a number from {Plain(low)} to {Plain(high)}", $"write a number such as '{key}: {Plain(absent ?? low)}'");
        return absent ?? low;
    }

    /// <summary>A whole number within limits.</summary>
    public int Whole(string key, int low, int high, int? absent = null)
    {
        var value = Number(key, low, high, absent);
        if (value != Math.Truncate(value))
        {
            Fault(Entry(key, false)!.Line, "HW05", $"'{key}' is not a whole number", $"write a number such as '{key}: {Plain(absent ?? low)}'");
        }

        return (int)value;
    }

    /// <summary>A span in seconds within limits.</summary>
    public TimeSpan Seconds(string key, double low, double high, double? absent = null) => TimeSpan.FromSeconds(Number(key, low, high, absent));

    /// <summary>Ends the reading: a key that nobody took is a fault, so that a slip of the pen is not silently a default.</summary>
    public void NothingElse()
    {
        foreach (var entry in map.Entries.Where(e => !taken.Contains(e.Key)))
        {
            Fault(entry.Line, "HW03", $"unknown key '{entry.Key}'", $"remove it, or use one of: {string.Join(", ", taken.Order(StringComparer.Ordinal))}");
        }
    }

    private (string Value, int Line)? Matching(string key, Regex pattern, string what, string next)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (!pattern.IsMatch(text.Value))
        {
            Fault(text.Line, "HW05", $"'{key}: {text.Value}' is not {what}", next);
            return null;
        }

        return text;
    }

    private static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex BusNamePattern();
}
