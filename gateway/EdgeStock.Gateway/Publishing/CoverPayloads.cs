using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Publishing;

/// <summary>An article's stock and cover as the contract's document (docs/mqtt.md). Culture-free; states are codes, days are of the site's calendar.</summary>
internal static class CoverPayloads
{
    /// <summary>Writes the fields of <c>room/ROOM/article/ARTICLE</c>.</summary>
    /// <param name="described">The article; null when neither catalogue nor site file says more than its id.</param>
    public static void Write(Utf8JsonWriter json, ArticleCover c, CatalogueArticle? described, HoldingView holding, DateTimeOffset asOf, long seq)
    {
        json.WriteString("name", described?.Name ?? c.Article);
        json.WriteString("productGroup", Lower(c.Group));
        Text(json, "emdn", described?.Emdn);
        Text(json, "atc", described?.Atc);
        Text(json, "nplId", described?.NplId);
        json.WriteStartArray("gtins");
        foreach (var item in described?.Packages ?? [])
        {
            json.WriteStringValue(item.Gtin.Digits);
        }

        json.WriteEndArray();
        json.WriteBoolean("obligated", c.Obligated);
        json.WriteBoolean("critical", c.Critical);
        json.WriteString("state", Lower(c.State));
        json.WriteStartObject("onHand");
        Number(json, "low", c.OnHandLow);
        Number(json, "best", c.OnHand);
        Number(json, "high", c.OnHandHigh);
        json.WriteEndObject();
        Number(json, "usable", c.Usable);
        Number(json, "unknown", c.Unknown);
        Number(json, "quarantined", c.Quarantined);
        Number(json, "recalled", c.Recalled);
        Number(json, "expired", c.Expired);
        Number(json, "undated", c.Undated);
        Number(json, "awaiting", c.Awaiting);
        Number(json, "perDay", c.Baseline.PerDay);
        json.WriteString("baseline", Lower(c.Baseline.Source));
        if (c.Baseline.Measured is { } measured)
        {
            json.WriteStartObject("measured");
            Number(json, "perDay", measured.PerDay);
            Number(json, "low", measured.Low);
            Number(json, "high", measured.High);
            json.WriteNumber("validDays", measured.ValidDays);
            json.WriteBoolean("differs", c.Baseline.Differs);
            json.WriteEndObject();
        }

        if (c.DaysLow is { } low)
        {
            json.WriteStartObject("daysOfCover");
            Number(json, "low", low);
            Number(json, "best", c.DaysBest);
            Number(json, "high", c.DaysHigh);
            json.WriteEndObject();
        }

        Number(json, "required", c.Required);
        Number(json, "shortfall", c.Shortfall);
        Day(json, "belowMonth", c.BelowMonth);
        Day(json, "runsOut", c.RunsOut);
        json.WriteBoolean("surge", holding.Surge);
        json.WriteStartObject("expiring");
        Number(json, "days30", c.Expiring30);
        Number(json, "days60", c.Expiring60);
        Number(json, "days90", c.Expiring90);
        Number(json, "unused", c.Unused);
        Day(json, "oldest", c.OldestExpiry);
        json.WriteEndObject();
        if (c.Exemption is { } exemption)
        {
            json.WriteStartObject("exemption");
            json.WriteString("id", exemption.Id);
            Number(json, "targetDays", exemption.TargetDays);
            json.WriteBoolean("met", exemption.Met);
            json.WriteBoolean("reviewOverdue", exemption.ReviewOverdue);
            json.WriteBoolean("riskAssessed", exemption.RiskAssessed);
            json.WriteEndObject();
        }

        json.WriteStartArray("lots");
        foreach (var lot in holding.Lots)
        {
            json.WriteStartObject();
            Text(json, "lot", lot.Lot);
            Day(json, "expiry", lot.Expiry);
            json.WriteNumber("booked", lot.Pieces);
            Text(json, "quarantine", lot.Quarantine);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("day", Iso(c.Day));
        json.WriteString("asOf", LineCodec.Format(asOf));
        json.WriteNumber("seq", seq);
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Math.Round(number, 3));
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day) => Text(json, name, day is { } d ? Iso(d) : null);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Lower<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
