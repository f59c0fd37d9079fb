using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>What is normal in each storeroom: the configured figure, and the measured one beside it.</summary>
internal static class ConsumptionListing
{
    /// <exception cref="CommandException">There is no such storeroom.</exception>
    public static async Task<int> ListAsync(string data, string? room, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        if (room is not null && site.Rooms.All(r => r.Id != room))
        {
            throw new CommandException($"'{room}' is no storeroom of this gateway: there are {string.Join(", ", site.Rooms.Select(r => r.Id))}");
        }

        var lines = Of(site, projection, room);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(lines, JsonSerializerOptions.Web));
            return 0;
        }

        Table.Write(["room", "article", "configured", "from", "measured a month", "valid days", "differs", "source"], lines.Select(Cells));

        return 0;
    }

    /// <summary>Every article that a storeroom holds, has held, or is to hold.</summary>
    public static IReadOnlyList<ConsumptionLine> Of(Site site, Projection projection, string? room) =>
    [
        .. site.Rooms.Where(r => room is null || r.Id == room)
            .SelectMany(r => projection.Book.ArticlesOf(site, r.Id).Select(a => ConsumptionLine.Of(r.Id, a, Cover.BaselineOf(site, projection, r.Id, a)))),
    ];

    private static IReadOnlyList<string> Cells(ConsumptionLine l) =>
    [
        l.Room, l.Article, l.Configured?.ToString(CultureInfo.InvariantCulture) ?? "-", Today.Text(l.Date),
        l.Measured is { } m ? string.Create(CultureInfo.InvariantCulture, $"{m:0.#} ({l.MeasuredLow:0.#} to {l.MeasuredHigh:0.#})") : $"- (fewer than {MeasuredConsumption.FewestDays} valid days)",
        l.ValidDays?.ToString(CultureInfo.InvariantCulture) ?? "-", l.Differs ? "DIFFERS" : "-", l.Source ?? "-",
    ];
}

/// <summary>What is normal of an article in a storeroom; pieces a month.</summary>
/// <param name="Configured">Null where none is.</param>
/// <param name="Source">Where the configured figure comes from.</param>
/// <param name="Date">From when on it holds.</param>
/// <param name="Measured">Null with fewer than 28 valid days.</param>
/// <param name="MeasuredLow">Low end of its 95 % interval.</param>
/// <param name="MeasuredHigh">High end.</param>
/// <param name="ValidDays">Days without faults that it rests on.</param>
/// <param name="DemandDays">Of these, days on which any was used.</param>
/// <param name="Method">How it was found: weekdays, or intermittent for slow movers.</param>
/// <param name="Differs">The two differ by more than a quarter of the configured one.</param>
internal sealed record ConsumptionLine(
    string Room, string Article, double? Configured, string? Source, DateOnly? Date, double? Measured, double? MeasuredLow, double? MeasuredHigh, int? ValidDays, int? DemandDays, string? Method, bool Differs)
{
    public static ConsumptionLine Of(string room, string article, Baseline b) => new(
        room, article, b.Configured?.PerMonth, b.Configured?.Source, b.Configured?.Since,
        Month(b.Measured?.PerDay, b), Month(b.Measured?.Low, b), Month(b.Measured?.High, b), b.Measured?.ValidDays, b.Measured?.DemandDays, b.Measured?.Method.ToString().ToLowerInvariant(), b.Differs);

    private static double? Month(double? perDay, Baseline b) => perDay is { } day ? Math.Round(day * b.MonthDays, 3) : null;
}
