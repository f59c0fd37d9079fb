using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.History;

/// <summary>The truth of a past as JSON lines: what was the case of each article at each local midnight, and what went wrong.</summary>
internal sealed class DailyTruth : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly StreamWriter file;
    private readonly LocalDays days;

    public DailyTruth(string path, PastStoreroom storeroom, LocalDays days, Troubles troubles, long seed)
    {
        (this.days, file) = (days, new StreamWriter(path) { NewLine = "\n" });
        Write(new { type = "truth", version = 1, id = storeroom.Id, seed, t0 = LineCodec.Format(days.T0), room = storeroom.Room });
        foreach (var a in storeroom.Articles)
        {
            Write(new
            {
                type = "article",
                article = a.Article.Id,
                counted = a.Counted.ToString().ToLowerInvariant(),
                movement = a.Movement.ToString().ToLowerInvariant(),
                perDay = a.PerDay,
                weekdays = a.Weekdays,
                configured = a.PerMonth,
                devices = a.Counted == CountedBy.Tags ? [storeroom.Reader!] : a.Bins.Select(b => b.Device),
            });
        }

        foreach (var s in troubles.Surges)
        {
            Write(new { type = "surge", article = s.Article, from = s.From, until = s.Until, factor = s.Factor });
        }

        foreach (var s in troubles.Stops)
        {
            Write(new { type = "stop", supplier = s.Supplier, from = s.From, until = s.Until });
        }

        foreach (var f in troubles.Faults)
        {
            Write(new { type = "fault", device = f.Device, from = LineCodec.Format(days.Instant(f.FromMs)), until = LineCodec.Format(days.Instant(f.UntilMs)) });
        }
    }

    /// <summary>A local day is over.</summary>
    public void Close(DateOnly day, IEnumerable<ArticleLife> lives)
    {
        foreach (var life in lives)
        {
            Write(new
            {
                type = "day",
                day,
                article = life.Shelf.Plan.Article.Id,
                onHand = life.Shelf.OnHand,
                usable = life.Shelf.Usable(day.AddDays(1)),
                used = life.Used,
                asked = life.Asked,
                unmet = life.Unmet,
                shortAt = life.ShortMs is { } ms ? LineCodec.Format(days.Instant(ms)) : null,
                lots = life.Shelf.Lots().Select(l => new { lot = l.Lot.Number, expiry = l.Lot.Expiry, pieces = l.Pieces, state = l.Lot.State.ToString().ToLowerInvariant() }),
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Write(object line) => file.WriteLine(JsonSerializer.Serialize(line, Plain));
}
