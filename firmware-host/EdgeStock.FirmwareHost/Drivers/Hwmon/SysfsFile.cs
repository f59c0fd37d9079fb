using System.Text;

namespace EdgeStock.FirmwareHost.Drivers.Hwmon;

/// <summary>What a sysfs attribute said: its text without the line end, or what went wrong.</summary>
internal readonly record struct SysfsText(string? Text, string? Fault);

/// <summary>Reads sysfs attributes. Every read of a driver passes here, so a test's device is a folder.</summary>
internal static class SysfsFile
{
    // an attribute that is read here is a name or one number
    private const int MaxBytes = 256;

    /// <summary>
    /// Reads an attribute. A failed conversion shows as EIO, ENXIO, ETIMEDOUT or, with some kernel drivers, as an empty file:
    /// all of these are faults, none is an exception.
    /// </summary>
    public static SysfsText Read(string path)
    {
        try
        {
            // sharing all: the default would lock the attribute, which the kernel's own tools do not either
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> bytes = stackalloc byte[MaxBytes];
            var length = RandomAccess.Read(handle, bytes, 0);
            var text = Encoding.ASCII.GetString(bytes[..length]).Trim();
            return text.Length == 0 ? new SysfsText(null, "empty file") : new SysfsText(text, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SysfsText(null, e.Message);
        }
    }
}
