using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A lot, or one package of it, stood in a storeroom.</summary>
/// <param name="To">Null: it still does.</param>
/// <param name="Points">Climate points at which it can have stood.</param>
internal sealed record LotStay(string Room, DateTimeOffset From, DateTimeOffset? To, IReadOnlyList<ClimatePoint> Points)
{
    /// <summary>The part of it in a stretch of time, in whole minutes; null when none is. The minute of a move belongs to the storeroom that it went to.</summary>
    public LotStay? Within(DateTimeOffset begin, DateTimeOffset end)
    {
        var (from, to) = (Floor(From), To is { } until ? Floor(until) : end);
        (from, to) = (from < begin ? begin : from, to > end ? end : to);
        return from < to ? this with { From = from, To = to } : null;
    }

    /// <summary>The start of an instant's minute.</summary>
    public static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute)).ToUniversalTime();
}
