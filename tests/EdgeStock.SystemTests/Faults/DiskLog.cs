using System.Buffers.Binary;
using System.Text;
using EdgeStock.FaultWriter;

namespace EdgeStock.SystemTests.Faults;

/// <summary>One entry of the log: a write, a flush, a discard.</summary>
/// <param name="Sector">On the disk, in sectors of 512 octets.</param>
/// <param name="Data">Where its octets stand in the log.</param>
/// <param name="Flush">All that stands before it is on the disk.</param>
/// <param name="Durable">It is on the disk by itself.</param>
/// <param name="Discard">Its sectors hold nothing any more; there are no octets.</param>
internal readonly record struct DiskWrite(long Sector, int Sectors, int Data, bool Flush, bool Durable, bool Discard);

/// <summary>
/// Everything that a virtual disk was told, in order, as QEMU's blklogwrites records it: the format of the kernel's dm-log-writes, a sector
/// of header, then for each entry a sector of description and its data.
/// </summary>
internal sealed class DiskLog
{
    public const int SectorBytes = 512;

    private const ulong Magic = 0x6a736677736872;
    private const ulong FlushFlag = 1;
    private const ulong FuaFlag = 2;
    private const ulong DiscardFlag = 4;

    private readonly byte[] log;

    private DiskLog(byte[] log, List<DiskWrite> writes) => (this.log, Writes) = (log, writes);

    public IReadOnlyList<DiskWrite> Writes { get; }

    /// <summary>Reads a log; its last entry may be cut off.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static DiskLog Read(string path)
    {
        var log = File.ReadAllBytes(path);
        if (log.Length < SectorBytes || Number(log, 0) != Magic || Number(log, 8) != 1 || BinaryPrimitives.ReadInt32LittleEndian(log.AsSpan(24)) != SectorBytes)
        {
            throw new InvalidDataException($"{path} is not a log of a disk's writes with sectors of {SectorBytes} octets");
        }

        // the header's own number of entries is written now and then only
        var writes = new List<DiskWrite>();
        for (var at = SectorBytes; at + SectorBytes <= log.Length;)
        {
            var (sector, sectors, flags) = ((long)Number(log, at), (int)Number(log, at + 8), Number(log, at + 16));
            at += SectorBytes;
            var discard = (flags & DiscardFlag) != 0;
            var octets = discard ? 0 : sectors * SectorBytes;
            if (at + octets > log.Length)
            {
                break;
            }

            writes.Add(new(sector, sectors, at, (flags & FlushFlag) != 0, (flags & FuaFlag) != 0, discard));
            at += octets;
        }

        return new(log, writes);
    }

    /// <summary>The octets of one sector of a write.</summary>
    public ReadOnlySpan<byte> Octets(DiskWrite write, int sector) => log.AsSpan(write.Data + (sector * SectorBytes), SectorBytes);

    /// <summary>The acknowledgement in a write to the disk's part for marks; null when it is another write.</summary>
    public Acknowledgement? Mark(DiskWrite write) =>
        write.Sector == GuestDisk.MarkSector && write.Sectors > 0 ? Acknowledgement.Read(Encoding.UTF8.GetString(Octets(write, 0)).TrimEnd('\0').TrimEnd('\n')) : null;

    private static ulong Number(byte[] log, int at) => BinaryPrimitives.ReadUInt64LittleEndian(log.AsSpan(at));
}
