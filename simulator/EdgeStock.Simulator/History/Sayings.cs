using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.History;

/// <summary>What people say to the gateway, as a recording carries it: verbs, and JSON objects as bodies (docs/operate.md names the verbs).</summary>
internal static class Sayings
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Measures = ["Leverans två gånger i veckan enligt avtal"];

    public static string GoodsIn(string room, StockedArticle a, Lot lot, int pieces) =>
        Body(new { room, goods = new { article = a.Article.Id, lot = lot.Number, expiry = lot.Expiry, pieces }, supplier = a.Supplier });

    /// <summary>The tags that stand in a zone and are of no lot yet are this delivery.</summary>
    public static string TagsIn(string room, string zone, StockedArticle a, Lot lot) =>
        Body(new { room, goods = new { article = a.Article.Id, lot = lot.Number, expiry = lot.Expiry }, zone, supplier = a.Supplier });

    /// <param name="lot">Null: whichever it was.</param>
    public static string Waste(string room, StockedArticle a, Lot? lot, int pieces, string reason) =>
        Body(new { room, goods = new { article = a.Article.Id, lot = lot?.Number, expiry = lot?.Expiry, pieces }, reason });

    public static string Count(string room, StockedArticle a, Lot? lot, int pieces) =>
        Body(new { room, goods = new { article = a.Article.Id, lot = lot?.Number, expiry = lot?.Expiry, pieces } });

    public static string CountBin(string room, string bin, int pieces) => Body(new { room, goods = new { pieces }, bin });

    public static string Quarantine(string room, StockedArticle a, Lot lot, string reason) => Body(new { room, goods = new { article = a.Article.Id, lot = lot.Number }, reason });

    public static string Recall(StockedArticle a, Lot lot) =>
        Body(new { goods = new { article = a.Article.Id, lot = lot.Number }, reason = "tillverkaren återkallar satsen", reference = $"FSN-{lot.Number}" });

    public static string Catalogue(string file, IEnumerable<StockedArticle> articles)
    {
        var rows = articles.Select(a => new
        {
            id = a.Article.Id,
            name = a.Article.Name,
            group = a.Article.Group.ToString().ToLowerInvariant(),
            emdn = a.Article.Emdn,
            atc = a.Article.Atc,
            packages = new[] { new { gtin = a.Article.Gtin, level = "piece", pieces = 1 } },
            sterile = false,
            unitWeight = a.Article.UnitGrams,
            unitSpread = a.Article.UnitSdGrams,
            shelfLifeDays = a.ShelfLifeDays,
            supplier = a.Supplier,
            critical = a.Article.Group == ProductGroup.Medicine && a.Movement == Movement.Fast,
            obligated = true,
        }).ToList();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body(rows))));
        return Body(new { file, hash, articles = rows, whole = true });
    }

    public static string Consumption(string room, IEnumerable<StockedArticle> articles, DateOnly date) =>
        Body(new { figures = articles.Where(a => a.PerMonth is not null).Select(a => new { room, article = a.Article.Id, perMonth = a.PerMonth, source = "inköpsstatistik, senaste helåret", date }) });

    public static string Exemption(string room, StockedArticle a, DateOnly day) => Body(new
    {
        exemption = new
        {
            id = $"avsteg-{a.Article.Id}",
            article = a.Article.Id,
            room,
            reason = "bulky",
            text = "En månads förbrukning ryms inte i förrådet",
            risk = new { harm = "Vården fördröjs tills leverans kommer", likelihood = "low", consequence = "medium" },
            measures = Measures,
            targetDays = a.ExemptDays,
            decidedBy = "förrådsansvarig",
            decidedOn = day.AddDays(-10),
            reviewOn = day.AddDays(170),
        },
    });

    private static string Body(object value) => JsonSerializer.Serialize(value, Plain);
}
