using System.Globalization;
using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>
/// What the writer keeps of the climate beside the chain: minutes in their order of arrival, the hours' rows, and the thinning of minutes that
/// may go. Thinning is spread over later commits, a slice each, so that no commit is long.
/// </summary>
/// <param name="statements">The writer's other statements, of whose transactions these are.</param>
/// <param name="thinning">Minutes before this (unix seconds) were being thinned when the file was last written; null when none were.</param>
internal sealed class ClimateStatements(LedgerStatements statements, long? thinning)
{
    /// <summary>Rows that one commit deletes at most.</summary>
    public const int Slice = 1000;

    /// <summary>Hours whose last number is remembered; more are asked from the file again.</summary>
    private const int MostHours = 10_000;

    private const long Hour = 3600;

    private readonly Dictionary<(string Point, long Hour), long> last = [];
    private readonly SqliteCommand minute = statements.Prepare(
        "INSERT INTO climate_minute(minute, point, n, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", 12);

    private readonly SqliteCommand lastOf = statements.Prepare($"SELECT coalesce(max(n), 0) FROM {ClimateQueries.MinutesOfHour}", 2);

    private readonly SqliteCommand hour = statements.Prepare(
        $"INSERT INTO climate_hour({ClimateHourRow.Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)", 24);

    private readonly SqliteCommand begin = statements.Prepare(
        $"INSERT INTO meta(k, v) VALUES ('{LedgerSchema.MinutesBefore}', $0) ON CONFLICT DO UPDATE SET v = CAST(max(CAST(v AS INTEGER), CAST(excluded.v AS INTEGER)) AS TEXT)", 1);

    private readonly SqliteCommand end = statements.Prepare($"DELETE FROM meta WHERE k = '{LedgerSchema.MinutesBefore}'", 0);

    private readonly SqliteCommand thin = statements.Prepare(
        $"""
        DELETE FROM climate_minute WHERE (minute, point, n) IN (
          SELECT minute, point, n FROM climate_minute WHERE minute < (SELECT CAST(v AS INTEGER) FROM meta WHERE k = '{LedgerSchema.MinutesBefore}')
          ORDER BY minute, point, n LIMIT $0)
        """,
        1);

    // Minutes before this are being thinned (unix seconds); null when none are. The second holds when the commit in hand does.
    private long? thinning = thinning;
    private long? thinningNext = thinning;

    /// <summary>Deletes a slice of what an earlier commit said may go.</summary>
    public void Thin()
    {
        thinningNext = thinning;
        if (thinning is not null && LedgerStatements.Run(thin, Slice) < Slice)
        {
            EndThinning();
        }
    }

    /// <summary>Keeps what an entry says of the climate.</summary>
    public void Apply(LedgerEntry entry)
    {
        if (!entry.Kind.StartsWith("climate.hour.", StringComparison.Ordinal) && !entry.Kind.StartsWith("climate.thinned.", StringComparison.Ordinal))
        {
            return;
        }

        var e = EventCodec.Decode(entry);
        if (ClimateHourRow.Of(entry.Seq, e) is { } row)
        {
            LedgerStatements.Run(hour, row.Fields());
        }
        else if (e is ClimateThinned thinned)
        {
            var before = thinned.Before.ToUnixTimeSeconds();
            LedgerStatements.Run(begin, before.ToString(CultureInfo.InvariantCulture));
            thinningNext = Math.Max(before, thinningNext ?? before);
        }
    }

    /// <summary>Adds a minute behind those of its point's hour that came before.</summary>
    public void Put(ClimateMinute closed)
    {
        var m = StoredMinute.From(closed);
        if (m.Start < thinningNext)
        {
            // It came after the entry that lets the others go, as when a wrong clock was put right: it stays, and what is left of them too until the next.
            EndThinning();
        }

        var (t, h) = (m.Temperature, m.Humidity);
        LedgerStatements.Run(minute, m.Start, m.Point, Next(m.Point, m.Start - (m.Start % Hour)), t?.Mean, t?.Min, t?.Max, t?.Samples, h?.Mean, h?.Min, h?.Max, h?.Samples, m.Quality);
    }

    /// <summary>The commit is durable.</summary>
    public void Committed() => thinning = thinningNext;

    private void EndThinning()
    {
        LedgerStatements.Run(end);
        thinningNext = null;
    }

    // Only the order counts: a number that a failed commit took stays unused.
    private long Next(string point, long start)
    {
        if (!last.TryGetValue((point, start), out var n))
        {
            if (last.Count >= MostHours)
            {
                last.Clear();
            }

            n = LedgerStatements.Scalar(lastOf, start, point);
        }

        return last[(point, start)] = n + 1;
    }
}
