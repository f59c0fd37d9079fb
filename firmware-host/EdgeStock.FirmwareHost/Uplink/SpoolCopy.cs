using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// What is still needed of a spool, taken over as bytes. Making the lines of a full buffer anew takes a large part of a second, and all
/// drivers would wait for it.
/// </summary>
internal static class SpoolCopy
{
    // several of the longest lines
    private const int ReadBytes = 256 * 1024;

    /// <summary>The lines about the samples from <paramref name="first"/> on, which is the first of the new file. Each is valid until the next is asked for.</summary>
    /// <param name="file">The old file.</param>
    /// <param name="from">A sample of it that is not behind the first, and where its line begins.</param>
    /// <param name="first">The first that is needed, by its place in the old file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">Somebody else has written into it.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Kept(SafeFileHandle file, (int Sample, long Offset) from, int first)
    {
        var buffer = new byte[ReadBytes];
        var (sample, offset) = from;
        var held = 0;
        while (RandomAccess.Read(file, buffer.AsSpan(held), offset) is > 0 and var read)
        {
            offset += read;
            held += read;
            var at = 0;
            while (buffer.AsSpan(at, held - at).IndexOf((byte)'\n') is >= 0 and var length)
            {
                var line = buffer.AsMemory(at, length);
                at += length + 1;
                if (!SpoolContent.IsSample(line.Span))
                {
                    if (Moved(line.Span, first) is { } mark)
                    {
                        yield return mark;
                    }
                }
                else if (sample++ >= first)
                {
                    yield return line;
                }
            }

            buffer.AsSpan(at, held - at).CopyTo(buffer);
            held -= at;
        }
    }

    // numbers of samples that are kept, by their places in the new file; what is gone is not in it
    private static byte[]? Moved(ReadOnlySpan<byte> line, int first)
    {
        if (JsonSerializer.Deserialize(line, SpoolJson.Default.SpoolMark) is not { From: { } from, N: { } n, Count: { } count } || from + count <= first)
        {
            return null;
        }

        var gone = Math.Max(0, first - from);
        return JsonSerializer.SerializeToUtf8Bytes(new SpoolMark { From = from + gone - first, N = n + (ulong)gone, Count = count - gone }, SpoolJson.Default.SpoolMark);
    }
}
