using System.Buffers;
using System.Text.Json;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// A copy of the sample buffer in a file, for the next start of the host after this process was killed. Lies in a memory file system
/// and is never flushed: it outlives the process, not the machine. Lines are only added, each with one write, so that a kill
/// can at most cut off the last one; now and then the file is replaced by a shorter one.
/// A file that fails is told of once and tried again; the samples go on without it. Not safe from several threads: the buffer calls it under its lock.
/// </summary>
/// <param name="path">The file. Beside it lie <c>.lock</c>, which holds off other processes, and for moments <c>.new</c>.</param>
/// <param name="host">Name of this host.</param>
/// <param name="log">Hears what the operator has to know.</param>
internal sealed class SampleSpool(string path, string host, ILogger log) : IDisposable
{
    private const int ChunkBytes = 64 * 1024;

    // EAGAIN: the lock is held
    private const int LockHeld = 11;

    private readonly ArrayBufferWriter<byte> lines = new();
    private SpoolPlaces places = new();
    private FileStream? guard;
    private FileStream? file;
    private int samples;
    private int added;
    private bool failing;
    private bool ended;

    /// <summary>Lines that may be of no more use, beside as many as there are samples, before the file is replaced; the default is some 0.5 MB.</summary>
    public int Slack { get; init; } = 4096;

    /// <summary>Samples that were added while the file could not be written.</summary>
    public long Missed { get; private set; }

    /// <summary>Opens the file and tells what the last process left in it. Nothing if it cannot be used.</summary>
    public SpoolContent Open()
    {
        try
        {
            guard = Guard();
            file = Stream(path, FileMode.OpenOrCreate);
            var content = SpoolContent.Read(file, host);
            if (content.Refusal is { } reason)
            {
                SetAside(reason);
                file = Stream(path, FileMode.OpenOrCreate);
                content = new SpoolContent();
            }

            file.SetLength(content.Bytes);
            file.Position = content.Bytes;
            if (content.Bytes == 0)
            {
                Put(Header);
                Flush(file);
            }

            (samples, added, places) = (content.Samples, content.Samples, content.Places);
            if (content.Unreadable > 0)
            {
                // the file shall count what the buffer counts
                Replace(Texts(content.Lines), content.Lost);
            }

            Tell(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // what lies there was not read, so it stays
            Close();
            Fail(e);
            return new SpoolContent();
        }
    }

    /// <summary>A sample was added to the buffer, last.</summary>
    public void Append(SampleLine sample)
    {
        if (file is not null)
        {
            places.Note(samples, file.Position);
            Put(LineCodec.ToUtf8(sample));
            samples++;
            Write();
        }

        Missed += file is null ? 1 : 0;
    }

    /// <summary>Samples got their numbers. They may be sent when this returns: they will have the same numbers after a kill.</summary>
    /// <param name="behind">Samples of the buffer from the first numbered one to the last of all.</param>
    /// <param name="first">Its number.</param>
    /// <param name="count">How many were numbered.</param>
    public void Number(int behind, ulong first, int count)
    {
        if (file is not null)
        {
            Put(new SpoolMark { From = samples - behind, N = first, Count = count });
            Write();
        }
    }

    /// <summary>Samples left the buffer, or losses were told. Makes the file anew when it has failed or was removed.</summary>
    /// <param name="living">What is in the buffer, oldest first.</param>
    /// <param name="count">How many these are.</param>
    /// <param name="lost">The losses.</param>
    public void Settle(IEnumerable<SampleLine> living, int count, IReadOnlyList<LostRun> lost)
    {
        if (file is not null && !File.Exists(path))
        {
            // a folder under /run goes when its service stops
            Close();
        }

        if (file is null)
        {
            Resume(living, lost);
            return;
        }

        Put(new SpoolMark { Gone = samples - count, Lost = lost.Count > 0 ? lost : null });
        Write();
        if (IsLong(count))
        {
            Shorten(living, count, lost);
        }
    }

    /// <summary>Whether most of the file is of no more use.</summary>
    public bool IsLong(int count) => file is not null && added > count + Slack;

    /// <summary>Replaces the file by one that holds only what is needed. Where that fails, the long one stays in use.</summary>
    /// <param name="living">What is in the buffer, oldest first.</param>
    /// <param name="count">How many these are.</param>
    /// <param name="lost">The losses.</param>
    public void Shorten(IEnumerable<SampleLine> living, int count, IReadOnlyList<LostRun> lost)
    {
        try
        {
            if (!TryCopy(count, lost))
            {
                Replace(Texts(living), lost);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            added = 0;
            log.SpoolStaysLong(path, e.Message);
        }
    }

    /// <summary>Closes the file and keeps what it holds.</summary>
    public void Dispose()
    {
        if (Missed > 0)
        {
            log.SpoolMissed(path, Missed);
        }

        ended = true;
        Close();
    }

    private byte[] Header => JsonSerializer.SerializeToUtf8Bytes(new SpoolMark { Spool = SpoolContent.Version, Host = host }, SpoolJson.Default.SpoolMark);

    private void Resume(IEnumerable<SampleLine> living, IReadOnlyList<LostRun> lost)
    {
        if (ended)
        {
            return;
        }

        try
        {
            if (guard is null)
            {
                guard = Guard();
                if (new FileInfo(path) is { Exists: true, Length: > 0 })
                {
                    ended = true;
                    throw new IOException("samples of another process lie in it; start this host again to have them sent");
                }
            }

            Replace(Texts(living), lost);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(e);
            return;
        }

        if (failing)
        {
            failing = false;
            log.SpoolBack(path, Missed);
        }
    }

    // false when the file does not hold what the buffer holds: somebody else wrote into it
    private bool TryCopy(int count, IReadOnlyList<LostRun> lost)
    {
        var first = samples - count;
        try
        {
            return count == 0 ? Replace([], lost) : Replace(SpoolCopy.Kept(file!.SafeFileHandle, places.Before(first), first), lost, count);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Replace(IEnumerable<ReadOnlyMemory<byte>> body, IReadOnlyList<LostRun> lost, int? expected = null)
    {
        var fresh = Stream(path + ".new", FileMode.Create);
        var (count, begins) = (0, new SpoolPlaces());
        try
        {
            Put(Header);
            if (lost.Count > 0)
            {
                Put(new SpoolMark { Gone = 0, Lost = lost });
            }

            foreach (var line in body)
            {
                if (SpoolContent.IsSample(line.Span))
                {
                    begins.Note(count++, fresh.Position + lines.WrittenCount);
                }

                Put(line.Span);
                if (lines.WrittenCount > ChunkBytes)
                {
                    Flush(fresh);
                }
            }

            Flush(fresh);
            if (expected is not null && count != expected)
            {
                Abandon(fresh);
                return false;
            }

            File.Move(path + ".new", path, overwrite: true);
        }
        catch
        {
            Abandon(fresh);
            throw;
        }

        file?.Dispose();
        (file, samples, added, places) = (fresh, count, 0, begins);
        return true;
    }

    private void Abandon(FileStream fresh)
    {
        lines.ResetWrittenCount();
        fresh.Dispose();
        File.Delete(path + ".new");
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Texts(IEnumerable<SampleLine> living) => living.Select(sample => (ReadOnlyMemory<byte>)LineCodec.ToUtf8(sample));

    private void Put(SpoolMark mark) => Put(JsonSerializer.SerializeToUtf8Bytes(mark, SpoolJson.Default.SpoolMark));

    private void Put(ReadOnlySpan<byte> line)
    {
        lines.Write(line);
        lines.Write("\n"u8);
    }

    private void Write()
    {
        added++;
        try
        {
            Flush(file!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Empty();
            Fail(e);
        }
    }

    private void Flush(FileStream stream)
    {
        try
        {
            // unbuffered: this is the one write
            stream.Write(lines.WrittenSpan);
        }
        finally
        {
            lines.ResetWrittenCount();
        }
    }

    // Samples go out under numbers that are not in the file from now on, so the next start must not find them there without.
    private void Empty()
    {
        try
        {
            file!.SetLength(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.SpoolStale(path, e.Message);
        }

        file!.Dispose();
        file = null;
    }

    private void Fail(Exception e)
    {
        if (!failing || ended)
        {
            failing = true;
            log.SpoolFailed(path, e.Message);
        }
    }

    private void Tell(SpoolContent content)
    {
        if (content.Lines.Any())
        {
            log.SpoolRead(path, content.Lines.Count());
        }

        if (content.Unreadable > 0)
        {
            log.SpoolUnreadable(path, content.Unreadable);
        }

        if (FormatOf(path) is { } format and not ("tmpfs" or "ramfs"))
        {
            log.SpoolOnDisk(path, format);
        }
    }

    /// <summary>The file system that holds the file; null where it is not told: the root of a container need not stand in the list of mounts.</summary>
    private static string? FormatOf(string path)
    {
        try
        {
            return new DriveInfo(path).DriveFormat;
        }
        catch (DriveNotFoundException)
        {
            return null;
        }
    }

    private void SetAside(string reason)
    {
        var aside = Enumerable.Range(1, int.MaxValue).Select(i => $"{path}.aside-{i}").First(name => !Path.Exists(name));
        file!.Dispose();
        File.Move(path, aside);
        log.SpoolSetAside(path, reason, aside);
    }

    private FileStream Guard()
    {
        try
        {
            return Stream(path + ".lock", FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException e) when (e.HResult == LockHeld)
        {
            throw new IOException("another process uses it; stop that one, or give each host a 'spool' of its own", e);
        }
    }

    private static FileStream Stream(string name, FileMode mode, FileShare share = FileShare.ReadWrite) => new(name, new FileStreamOptions
    {
        Mode = mode,
        Access = FileAccess.ReadWrite,
        Share = share,
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    private void Close()
    {
        file?.Dispose();
        guard?.Dispose();
        (file, guard) = (null, null);
    }
}
