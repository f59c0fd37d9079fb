using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>The limits in force: each point's own, made stricter by what the ledger says of the goods in its storeroom, and never looser.</summary>
public static class LimitsInForce
{
    /// <summary>The site with these limits.</summary>
    public static Site Of(Site site, Projection projection)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(projection);
        return projection.StockLimits.IsEmpty ? site : site with { ClimatePoints = [.. site.ClimatePoints.Select(p => Of(site, projection, p))] };
    }

    /// <summary>A climate point with these limits.</summary>
    public static ClimatePoint Of(Site site, Projection projection, ClimatePoint point) =>
        projection.StockLimits.IsEmpty || !Follows(site, point.Room) ? point : point with { Channels = [.. point.Channels.Select(c => Of(point, c, projection))] };

    /// <summary>What goods made of a channel's limits, in words: <c>25 → 15 °C because of insulin lot A (med-cool)</c>; none where they are its own.</summary>
    public static IEnumerable<string> Words(ClimatePoint own, ClimatePoint inForce) => own.Channels.Zip(inForce.Channels).SelectMany(c => new[]
    {
        c.Second.LowBecause is { } low ? $"{own.Id} {Word(c.First)} not below {low}" : null,
        c.Second.HighBecause is { } high ? $"{own.Id} {Word(c.First)} not above {high}" : null,
    }).OfType<string>();

    /// <summary>The limits of a storeroom follow its stock.</summary>
    internal static bool Follows(Site site, string room) => site.Rooms.Any(r => r.Id == room && r.LimitsFollowStock);

    /// <summary>The limits in force at a channel, and who asks for them.</summary>
    internal static LimitRange Range(ClimatePoint point, ClimateChannel channel, Projection projection)
    {
        var own = LimitRange.Of(channel);
        if (projection.StockLimits.GetValueOrDefault(StoreroomMemory.Key(point.Id, channel.Quantity)) is not { } view || view.Room != point.Room)
        {
            return own;
        }

        var both = own.And(new(view.Low, view.High, view.LowBecause, view.HighBecause));
        return both.HasRoom(channel.DeadbandInForce()) ? both : own;
    }

    private static ClimateChannel Of(ClimatePoint point, ClimateChannel channel, Projection projection)
    {
        var range = Range(point, channel, projection);
        return range.IsSame(LimitRange.Of(channel)) ? channel : channel with
        {
            Low = range.Low,
            High = range.High,
            LowBecause = Because(channel, channel.Low, range.Low, range.LowBecause),
            HighBecause = Because(channel, channel.High, range.High, range.HighBecause),
        };
    }

    private static string? Because(ClimateChannel channel, double? own, double? limit, LimitReason? reason) => reason is null || own == limit
        ? null : string.Create(CultureInfo.InvariantCulture, $"{(own is { } o ? $"{Figure(o)} → " : "")}{Figure(limit ?? 0)} {(channel.Quantity == Quantity.Temperature ? "°C" : "%")} because of {reason.Words()}");

    private static string Figure(double value) => value.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Word(ClimateChannel channel) => channel.Quantity == Quantity.Temperature ? "temperature" : "humidity";
}
