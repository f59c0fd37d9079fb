using EdgeStock.Domain;

namespace EdgeStock.Ledger.Memory;

/// <summary>
/// The estimators' memory as the file keeps it: packed, many to a row, and each row as large as a page of the file holds. SQLite writes whole
/// pages, so a commit costs as many as hold something that changed; a row of its own for each bin and device would cost several times that.
/// The same pages are kept here, because a row is written whole.
/// </summary>
internal sealed class MemoryPages
{
    /// <summary>Octets of a row: with its headers it fills a leaf page of 4,096 and needs no overflow page.</summary>
    public const int Size = 4_048;

    /// <summary>New records leave some room, so that one that grows a little stays where it is.</summary>
    private const int Filled = Size - 400;

    /// <summary>First octet of a page.</summary>
    private const byte Form = 1;

    private readonly List<Page> pages = [];
    private readonly Dictionary<(MemoryKind Kind, string Id), Page> places = [];
    private readonly PackWriter body = new();
    private readonly PackWriter record = new();

    /// <summary>Takes what changed; <see cref="Changed"/> then names the rows to write.</summary>
    public void Put(StoreroomChanges changes)
    {
        if (changes.Whole)
        {
            places.Clear();
            pages.ForEach(p => p.Clear());
        }

        PutAll(MemoryKind.Bin, changes.Bins, MemoryCodec.Write);
        PutAll(MemoryKind.Device, changes.Devices, MemoryCodec.Write);
        PutAll(MemoryKind.Zone, changes.Zones, MemoryCodec.Write);
        PutAll(MemoryKind.Antenna, changes.Antennas, MemoryCodec.Write);
        PutAll(MemoryKind.Climate, changes.Climate, MemoryCodec.Write);
        PutAll(MemoryKind.Minute, changes.Minutes, MemoryCodec.Write);
        PutAll(MemoryKind.Peer, changes.Peers, MemoryCodec.Write);
        PutAll(MemoryKind.Tag, changes.Tags, MemoryCodec.Write);
        foreach (var tag in changes.ForgottenTags)
        {
            Remove((MemoryKind.Tag, tag));
        }

        if (changes.Keeping is { } keeping)
        {
            Put(MemoryKind.Keeping, "", keeping, MemoryCodec.Write);
        }

        if (changes.LastTick is { } tick)
        {
            Put(MemoryKind.Tick, "", tick, (to, at) => to.Instant(at));
        }
    }

    /// <summary>Rows that differ from those written last, with their numbers.</summary>
    public IEnumerable<(int Number, byte[] Row)> Changed() => pages.Index().Where(p => p.Item.Changed).Select(p => (p.Index, p.Item.Row(Form)));

    /// <summary>The file still holds documents of an older release, which stand here now.</summary>
    public bool TakenOver { get; private set; }

    /// <summary>All rows stand in the file as they are here.</summary>
    public void Settle()
    {
        TakenOver = false;
        pages.ForEach(p => p.Changed = false);
    }

    /// <summary>Takes the documents of an older release; the next commit writes them as rows.</summary>
    public void TakeOver(StoreroomMemory documents)
    {
        Put(StoreroomChanges.All(documents));
        TakenOver = true;
    }

    /// <summary>Takes a row as it stands in the file. Rows come in the order of their numbers.</summary>
    /// <exception cref="LedgerFormatException">A newer release's, or damaged.</exception>
    public void Add(int number, ReadOnlySpan<byte> row, StoreroomMemory memory)
    {
        try
        {
            while (pages.Count <= number)
            {
                pages.Add(new());
            }

            if (row.IsEmpty || row[0] != Form)
            {
                throw new FormatException("it was written by a newer release: install that release again");
            }

            var from = new PackReader(row[1..]);
            while (!from.IsEmpty && from.Natural() is var code && code != (ulong)MemoryKind.None)
            {
                var kind = (MemoryKind)code;
                var id = kind == MemoryKind.Tag ? Convert.ToHexString(from.Octets()) : from.Text();
                var packed = from.Octets();
                Restore(memory, kind, id, packed);
                Record(kind, id, packed);
                Place(kind, id, pages[number]);
            }
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new LedgerFormatException($"the estimators' memory, row {number}, cannot be read: {e.Message}");
        }
    }

    private static void Restore(StoreroomMemory memory, MemoryKind kind, string id, ReadOnlySpan<byte> packed)
    {
        var from = new PackReader(packed);
        switch (kind)
        {
            case MemoryKind.Bin: memory.Bins[id] = MemoryCodec.Bin(ref from); break;
            case MemoryKind.Tag: memory.Tags[Epc.From(id).Hex] = MemoryCodec.Tag(ref from); break;
            case MemoryKind.Zone: memory.Zones[id] = MemoryCodec.Zone(ref from); break;
            case MemoryKind.Antenna: memory.Antennas[id] = MemoryCodec.Antenna(ref from); break;
            case MemoryKind.Climate: memory.Climate[id] = MemoryCodec.Climate(ref from); break;
            case MemoryKind.Minute: memory.Minutes[id] = MemoryCodec.Minute(ref from); break;
            case MemoryKind.Device: memory.Devices[id] = MemoryCodec.Device(ref from); break;
            case MemoryKind.Peer: memory.Peers[id] = MemoryCodec.Peer(ref from); break;
            case MemoryKind.Keeping: memory.Keeping = MemoryCodec.Keeping(ref from); break;
            case MemoryKind.Tick: memory.LastTick = from.Instant(); break;
            default: throw new FormatException($"memory of kind {kind} was written by a newer release: install that release again");
        }
    }

    private void PutAll<T>(MemoryKind kind, Dictionary<string, T> changed, Action<PackWriter, T> write)
    {
        foreach (var (id, value) in changed)
        {
            Put(kind, id, value, write);
        }
    }

    private void Put<T>(MemoryKind kind, string id, T value, Action<PackWriter, T> write)
    {
        body.Clear();
        write(body, value);
        Record(kind, id, body.Written);
        if (!places.TryGetValue((kind, id), out var page) || !page.TryReplace((kind, id), record.Written))
        {
            Remove((kind, id));
            page = pages.Find(p => p.IsEmpty || p.Used + record.Written.Length <= Filled);
            if (page is null)
            {
                pages.Add(page = new());
            }

            Place(kind, id, page);
            page.Changed = true;
        }
    }

    private void Record(MemoryKind kind, string id, ReadOnlySpan<byte> packed)
    {
        record.Clear();
        record.Natural((ulong)kind);
        if (kind == MemoryKind.Tag)
        {
            record.Octets(Convert.FromHexString(id));
        }
        else
        {
            record.Text(id);
        }

        record.Octets(packed);
    }

    private void Place(MemoryKind kind, string id, Page page)
    {
        page.Add((kind, id), record.Written.ToArray());
        places[(kind, id)] = page;
    }

    private void Remove((MemoryKind Kind, string Id) key)
    {
        if (places.Remove(key, out var page))
        {
            page.Remove(key);
        }
    }

    /// <summary>One row.</summary>
    private sealed class Page
    {
        private readonly Dictionary<(MemoryKind Kind, string Id), byte[]> records = [];

        public bool Changed { get; set; }

        public bool IsEmpty => records.Count == 0;

        /// <summary>Octets in use.</summary>
        public int Used { get; private set; } = 1;

        public void Add((MemoryKind Kind, string Id) key, byte[] record)
        {
            records.Add(key, record);
            Used += record.Length;
        }

        /// <returns>False when the row cannot hold it.</returns>
        public bool TryReplace((MemoryKind Kind, string Id) key, ReadOnlySpan<byte> next)
        {
            var old = records[key];
            if (next.SequenceEqual(old))
            {
                return true;
            }

            if (Used + next.Length - old.Length > Size)
            {
                return false;
            }

            Used += next.Length - old.Length;
            Changed = true;
            if (next.Length == old.Length)
            {
                next.CopyTo(old);
            }
            else
            {
                records[key] = next.ToArray();
            }

            return true;
        }

        public void Remove((MemoryKind Kind, string Id) key)
        {
            records.Remove(key, out var record);
            Used -= record!.Length;
            Changed = true;
        }

        public void Clear()
        {
            records.Clear();
            (Used, Changed) = (1, true);
        }

        /// <summary>Filled up with nought, so that it always takes the same room and is written over in place.</summary>
        public byte[] Row(byte form)
        {
            var row = new byte[Math.Max(Size, Used)];
            row[0] = form;
            var at = 1;
            foreach (var record in records.Values)
            {
                record.CopyTo(row, at);
                at += record.Length;
            }

            return row;
        }
    }
}
