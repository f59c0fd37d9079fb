using System.Text.Json;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>What is true of an article of a simulated past.</summary>
/// <param name="Counted"><c>scale</c>, <c>tags</c> or <c>hand</c>.</param>
/// <param name="Movement"><c>fast</c>, <c>regular</c> or <c>slow</c>.</param>
/// <param name="PerDay">Pieces a mean day without a surge.</param>
/// <param name="Weekdays">Factors of the weekdays, Monday first.</param>
internal sealed record TrueArticle(string Article, string Counted, string Movement, double PerDay, IReadOnlyList<double> Weekdays, double? Configured, IReadOnlyList<string> Devices)
{
    /// <summary>Pieces that are expected to be asked for on a day, without a surge.</summary>
    public double Expected(DateOnly day) => PerDay * Weekdays[((int)day.DayOfWeek + 6) % 7];
}

/// <summary>Pieces of a lot that truly lie there.</summary>
/// <param name="State"><c>usable</c>, <c>quarantined</c> or <c>recalled</c>.</param>
internal sealed record TrueLot(string Lot, DateOnly? Expiry, int Pieces, string State);

/// <summary>An article's true state at the local midnight that ended a day.</summary>
/// <param name="Usable">Pieces that may be used the next day.</param>
/// <param name="Used">Pieces used that day.</param>
/// <param name="Asked">Pieces asked for that day, there or not, used or returned.</param>
/// <param name="Unmet">Pieces that were asked for and not there.</param>
/// <param name="ShortAt">When that first happened that day; null when it did not.</param>
internal sealed record TrueDay(DateOnly Day, string Article, int OnHand, int Usable, int Used, int Asked, int Unmet, DateTimeOffset? ShortAt, IReadOnlyList<TrueLot> Lots);

/// <summary>A device said nothing.</summary>
internal sealed record TrueFault(string Device, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Demand was a multiple of normal on some days.</summary>
internal sealed record TrueSurge(string Article, DateOnly From, DateOnly Until, double Factor);

/// <summary>The truth file of a simulated past.</summary>
internal sealed record PastTruth(long Seed, string Room, IReadOnlyDictionary<string, TrueArticle> Articles, IReadOnlyList<TrueDay> Days, IReadOnlyList<TrueFault> Faults, IReadOnlyList<TrueSurge> Surges)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web);

    public static PastTruth Read(string path)
    {
        var (seed, room) = (0L, "");
        var articles = new Dictionary<string, TrueArticle>(StringComparer.Ordinal);
        var (days, faults, surges) = (new List<TrueDay>(), new List<TrueFault>(), new List<TrueSurge>());
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            switch (json.RootElement.GetProperty("type").GetString())
            {
                case "truth":
                    (seed, room) = (json.RootElement.GetProperty("seed").GetInt64(), json.RootElement.GetProperty("room").GetString()!);
                    break;
                case "article":
                    var article = json.Deserialize<TrueArticle>(Plain)!;
                    articles.Add(article.Article, article);
                    break;
                case "day":
                    days.Add(json.Deserialize<TrueDay>(Plain)!);
                    break;
                case "fault":
                    faults.Add(json.Deserialize<TrueFault>(Plain)!);
                    break;
                case "surge":
                    surges.Add(json.Deserialize<TrueSurge>(Plain)!);
                    break;
                default:
                    break;
            }
        }

        return new(seed, room, articles, days, faults, surges);
    }
}
