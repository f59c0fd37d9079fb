using System.Globalization;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.Led;

/// <summary>How a light was: what drives it, and with what.</summary>
/// <param name="Trigger">What drives it: <c>none</c> is its brightness alone, <c>timer</c> a blinking.</param>
/// <param name="Brightness">As the file has it.</param>
/// <param name="DelayOn">Of a timer.</param>
/// <param name="DelayOff">Of a timer.</param>
internal sealed record LedState(string Trigger, string Brightness, string? DelayOn, string? DelayOff);

/// <summary>A light under the kernel's <c>class/leds</c>: <c>brightness</c>, <c>max_brightness</c>, <c>trigger</c>; a timer adds <c>delay_on</c> and <c>delay_off</c>.</summary>
internal static class LedFolder
{
    private const string Timer = "timer";
    private const string HalfPeriodMs = "250";

    /// <summary>Finds a light by its name, such as <c>shelf-3:green:status</c>.</summary>
    public static SysfsFinder Finder(string sysfs, string name) =>
        new(Root(sysfs), "*", $"light '{name}'", folder => Path.GetFileName(folder) == name && Path.Exists(Path.Combine(folder, "brightness")));

    /// <summary>The folder of the class.</summary>
    public static string Root(string sysfs) => Path.Combine(sysfs, "class", "leds");

    /// <summary>How the light is now.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static LedState Read(string folder) => new(
        Trigger(Text(folder, "trigger")), Text(folder, "brightness"), SysfsFile.Read(Path.Combine(folder, "delay_on")).Text, SysfsFile.Read(Path.Combine(folder, "delay_off")).Text);

    /// <summary>Lights it as bright as it can be, or puts it out.</summary>
    public static void Set(string folder, bool on)
    {
        Write(folder, "trigger", "none");
        Write(folder, "brightness", on ? Text(folder, "max_brightness") : "0");
    }

    /// <summary>Lets the kernel blink it, so that it blinks on however busy this process is.</summary>
    /// <exception cref="IOException">The kernel has no timer for lights.</exception>
    public static void Blink(string folder)
    {
        if (!Text(folder, "trigger").Split(' ').Any(word => word.Trim('[', ']') == Timer))
        {
            throw new IOException($"{folder}/trigger knows no '{Timer}': load the kernel module ledtrig-timer");
        }

        // the timer takes over the brightness it finds
        Set(folder, on: true);
        Write(folder, "trigger", Timer);
        Delays(folder, HalfPeriodMs, HalfPeriodMs);
    }

    /// <summary>Puts it back to how it was.</summary>
    public static void Restore(string folder, LedState state)
    {
        Write(folder, "trigger", "none");
        Write(folder, "brightness", state.Brightness);
        if (state.Trigger == "none")
        {
            return;
        }

        Write(folder, "trigger", state.Trigger);
        Delays(folder, state.DelayOn, state.DelayOff);
    }

    // the trigger file lists all there are, the one in force in brackets
    private static string Trigger(string text)
    {
        var (open, close) = (text.IndexOf('[', StringComparison.Ordinal), text.IndexOf(']', StringComparison.Ordinal));
        return open >= 0 && close > open ? text[(open + 1)..close] : text;
    }

    private static void Delays(string folder, string? on, string? off)
    {
        if (on is not null && off is not null && Path.Exists(Path.Combine(folder, "delay_on")))
        {
            Write(folder, "delay_on", on);
            Write(folder, "delay_off", off);
        }
    }

    private static string Text(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        var read = SysfsFile.Read(path);
        return read.Text ?? throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{path}: {read.Fault}"));
    }

    private static void Write(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        try
        {
            SysfsFile.Write(path, text);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path} may not be written by this user: give its group the right, by a udev rule", e);
        }
    }
}
