namespace EdgeStock.Gateway.Publishing;

/// <summary>Whether this machine's clock is synchronised, as far as the operating system says.</summary>
internal static class Clock
{
    /// <summary><c>synced</c> once systemd-timesyncd or chrony has set the clock since the start of the machine; else <c>uncertain</c>.</summary>
    public static string State => File.Exists("/run/systemd/timesync/synchronized") || File.Exists("/run/chrony/synchronized") ? "synced" : "uncertain";
}
