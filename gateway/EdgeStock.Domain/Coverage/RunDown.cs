namespace EdgeStock.Domain;

/// <summary>A quantity of one lot that is on hand and neither quarantined, recalled nor unknown, as an interval of pieces.</summary>
/// <param name="LastUse">Last day on which it may be used; null when it does not expire.</param>
public readonly record struct LotStock(string? Lot, DateOnly? LastUse, double Low, double Best, double High);

/// <summary>
/// Stock run down at a constant daily demand, first-expired-first-out, from the beginning of a day on. A lot counts for what can be used of it
/// through its last day; the rest of it is waste.
/// </summary>
/// <param name="Days">Days until demand can first not be met, the last one as the part of it that is met; at most <see cref="Horizon"/>.</param>
/// <param name="Usable">Pieces that are used before they expire.</param>
/// <param name="Unused">Pieces that expire before their turn comes.</param>
/// <param name="Expiring30">Pieces whose last day comes within 30 days, used by then or not; likewise 60 and 90.</param>
public sealed record RunDown(double Days, double Usable, double Unused, double Expiring30, double Expiring60, double Expiring90)
{
    /// <summary>Ten years: who has more than that has enough.</summary>
    public const double Horizon = 3650;

    /// <summary>Runs lots down.</summary>
    /// <param name="perDay">Pieces a day; with 0 no demand is ever unmet.</param>
    /// <param name="today">The first day.</param>
    public static RunDown Of(IEnumerable<(DateOnly? LastUse, double Pieces)> lots, double perDay, DateOnly today)
    {
        var (time, usable, unused, in30, in60, in90) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (lastUse, pieces) in lots.OrderBy(l => l.LastUse ?? DateOnly.MaxValue))
        {
            // Days from the beginning of today to the end of the lot's last day.
            var left = lastUse is { } last ? last.DayNumber - today.DayNumber + 1 : double.PositiveInfinity;
            var used = perDay > 0 ? Math.Min(pieces, Math.Max(0, left - time) * perDay) : lastUse is null ? pieces : 0;
            time += perDay > 0 ? used / perDay : 0;
            usable += used;
            unused += pieces - used;
            in30 += left is > 0 and <= 30 ? pieces : 0;
            in60 += left is > 0 and <= 60 ? pieces : 0;
            in90 += left is > 0 and <= 90 ? pieces : 0;
        }

        return new(perDay > 0 ? Math.Min(time, Horizon) : Horizon, usable, unused, in30, in60, in90);
    }

    /// <summary>What is left of lots after so many days of demand: what was used is gone, and so is what expired unused.</summary>
    /// <param name="days">Days from the beginning of <paramref name="today"/>.</param>
    public static IReadOnlyList<(DateOnly? LastUse, double Pieces)> After(IEnumerable<(DateOnly? LastUse, double Pieces)> lots, double perDay, DateOnly today, int days)
    {
        var (time, rest) = (0.0, new List<(DateOnly?, double)>());
        foreach (var (lastUse, pieces) in lots.OrderBy(l => l.LastUse ?? DateOnly.MaxValue))
        {
            var left = lastUse is { } last ? last.DayNumber - today.DayNumber + 1 : double.PositiveInfinity;
            var used = Math.Min(pieces, Math.Max(0, Math.Min(left, days) - time) * perDay);
            time += perDay > 0 ? used / perDay : 0;
            if (left > days && pieces > used)
            {
                rest.Add((lastUse, pieces - used));
            }
        }

        return rest;
    }
}
