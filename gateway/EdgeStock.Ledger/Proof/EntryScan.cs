using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Proof;

/// <summary>What stands in the file where entries are looked for.</summary>
internal abstract record Found;

/// <summary>An entry that can be read; whether it holds is another question.</summary>
internal sealed record FoundEntry(LedgerEntry Entry) : Found;

/// <summary>A row that is no entry.</summary>
/// <param name="Hash">The hash that it carries, from which the next entry is to follow; null when that is none.</param>
internal sealed record FoundDamaged(long Seq, byte[]? Hash, string Problem) : Found;

/// <summary>Pages that the database cannot read.</summary>
/// <param name="To">The last entry before the file can be read again; null when it cannot any more.</param>
internal sealed record FoundUnreadable(long From, long? To, string Problem) : Found;

/// <summary>Reads all entries of a file that may be damaged, and finds the way round what cannot be read.</summary>
internal static class EntryScan
{
    private const int Page = 1000;

    /// <summary>So many entries after unreadable ones are tried one by one, before the search goes on in leaps.</summary>
    private const int Near = 256;

    private const long Beyond = long.MaxValue / 4;

    /// <summary>Everything after an entry, in order; the writer may go on meanwhile.</summary>
    public static IEnumerable<Found> After(SqliteConnection connection, long seq)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE seq > $seq ORDER BY seq LIMIT $max";
        command.Parameters.AddWithValue("$seq", seq);
        command.Parameters.AddWithValue("$max", Page);
        while (true)
        {
            var page = new List<(long Seq, Found Found)>();
            var error = Read(command, seq, Page, page);
            foreach (var (_, found) in page)
            {
                yield return found;
            }

            seq = page.Count > 0 ? page[^1].Seq : seq;
            if (error is not null)
            {
                var next = NextReadable(command, seq);
                yield return new FoundUnreadable(seq + 1, next - 1, error);
                if (next is null)
                {
                    yield break;
                }

                seq = next.Value - 1;
            }
            else if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Reads rows until there are enough or one cannot be read.</summary>
    /// <returns>Why the rows ended; null when nothing was wrong.</returns>
    private static string? Read(SqliteCommand command, long after, int max, List<(long Seq, Found Found)> into)
    {
        command.Parameters[0].Value = after;
        command.Parameters[1].Value = max;
        try
        {
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                var seq = rows.GetInt64(0);
                if (seq <= after)
                {
                    return "the order of the file's pages is damaged";
                }

                into.Add((seq, Row(seq, rows)));
                after = seq;
            }

            return null;
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException or FormatException)
        {
            return e.Message;
        }
    }

    private static Found Row(long seq, SqliteDataReader row)
    {
        var hash = row.GetValue(7) as byte[];
        hash = hash?.Length == Chain.HashBytes ? hash : null;
        if (row.GetValue(4) is not long occurred || row.GetValue(5) is not long recorded || Instant.From(occurred) is not { } happened || Instant.From(recorded) is not { } taken)
        {
            return new FoundDamaged(seq, hash, "it cannot be read: an instant lies beyond the calendar");
        }

        return row.GetValue(1) is string kind && row.GetValue(3) is string subject && row.GetValue(6) is byte[] payload && hash is not null
            ? new FoundEntry(new(seq, kind, row.GetValue(2) as string, subject, happened, taken, payload, hash))
            : new FoundDamaged(seq, hash, "it cannot be read: a column holds what an entry does not have there");
    }

    /// <summary>The first entry that can be read after one behind which nothing can; null when none can.</summary>
    private static long? NextReadable(SqliteCommand command, long after)
    {
        var bad = after;
        for (var i = 0; i < Near; i++)
        {
            if (Probe(command, ++bad) is { Error: null } found)
            {
                return found.Seq;
            }
        }

        for (long leap = Near; bad < Beyond; leap *= 2)
        {
            if (Probe(command, bad + leap) is { Error: null })
            {
                return Boundary(command, bad, bad + leap);
            }

            bad += leap;
        }

        return null;
    }

    /// <summary>Between a place where nothing can be read and one where something can, the first that can.</summary>
    private static long? Boundary(SqliteCommand command, long bad, long good)
    {
        while (good - bad > 1)
        {
            var middle = bad + ((good - bad) / 2);
            (bad, good) = Probe(command, middle) is { Error: null } ? (bad, middle) : (middle, good);
        }

        return Probe(command, good).Seq;
    }

    /// <summary>The first entry behind <paramref name="after"/>, if the file can be read there at all; none at the file's end.</summary>
    private static (long? Seq, string? Error) Probe(SqliteCommand command, long after)
    {
        var rows = new List<(long Seq, Found Found)>();
        var error = Read(command, after, 1, rows);
        return (rows.Count > 0 ? rows[0].Seq : null, error);
    }
}
