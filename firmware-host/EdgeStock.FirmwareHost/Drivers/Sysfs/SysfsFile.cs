using System.Text;

namespace EdgeStock.FirmwareHost.Drivers.Sysfs;

/// <summary>What a sysfs attribute said: its text without the line end, or what went wrong.</summary>
internal readonly record struct SysfsText(string? Text, string? Fault)
{
    // what a person needs of a damaged text to recognise it
    private const int MaxQuoted = 40;

    /// <summary>The text as a fault quotes it: a damaged one can be long and hold anything.</summary>
    public string Quoted => Text is { Length: > MaxQuoted } ? $"'{Text[..MaxQuoted]}…'" : $"'{Text}'";
}

/// <summary>Reads and writes sysfs attributes. Every access of a driver passes here, so a test's device is a folder.</summary>
internal static class SysfsFile
{
    // an attribute that is read here is a name, a number, two short lines or the list of a light's triggers, the longest by far:
    // it has an entry for each processor, and is the only one that can be longer than a page
    private const int MaxBytes = 16 * 1024;

    /// <summary>
    /// Reads an attribute. A failed conversion shows as EIO, ENXIO, ETIMEDOUT or, with some kernel drivers, as an empty file:
    /// all of these are faults, none is an exception. What is longer than 16 KiB is no attribute.
    /// </summary>
    public static SysfsText Read(string path)
    {
        try
        {
            // sharing all: the default would lock the attribute, which the kernel's own tools do not either
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> bytes = stackalloc byte[MaxBytes + 1];
            var length = 0;
            while (length < bytes.Length && RandomAccess.Read(handle, bytes[length..], length) is var read and > 0)
            {
                // the kernel gives a page at a time
                length += read;
            }

            var text = Encoding.ASCII.GetString(bytes[..length]).Trim();
            return (length, text.Length) switch
            {
                ( > MaxBytes, _) => new SysfsText(null, $"more than {MaxBytes} bytes, which no attribute has"),
                (_, 0) => new SysfsText(null, "empty file"),
                _ => new SysfsText(text, null),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SysfsText(null, e.Message);
        }
    }

    /// <summary>Writes an attribute that is there.</summary>
    /// <exception cref="IOException">It is not there, or the kernel refused the text.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public static void Write(string path, string text)
    {
        using var handle = File.OpenHandle(path, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.Write(handle, Encoding.ASCII.GetBytes(text + "\n"), 0);
    }
}
