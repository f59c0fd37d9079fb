using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;

namespace EdgeStock.Gateway.Operations;

/// <summary>Covers as JSON: the documents that the topic <c>room/ROOM/article/ARTICLE</c> carries, with storeroom and article.</summary>
internal static class CoverageJson
{
    /// <summary>Prints a list.</summary>
    public static void Print(IReadOnlyList<ArticleCover> covers, LedgerView view, DateTimeOffset now)
    {
        using var json = Writer();
        json.WriteStartArray();
        foreach (var cover in covers)
        {
            Write(json, cover, view, now);
        }

        json.WriteEndArray();
    }

    /// <summary>Prints one.</summary>
    public static void Print(ArticleCover cover, LedgerView view, DateTimeOffset now)
    {
        using var json = Writer();
        Write(json, cover, view, now);
    }

    private static Utf8JsonWriter Writer() => new(Console.OpenStandardOutput(), new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static void Write(Utf8JsonWriter json, ArticleCover cover, LedgerView view, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("room", cover.Room);
        json.WriteString("article", cover.Article);
        var holding = view.Projection.Book.Holding(cover.Room, cover.Article);
        CoverPayloads.Write(json, cover, view.Projection.Book.Catalogue.Find(view.Site, cover.Article), holding, now, holding.Seq);
        json.WriteEndObject();
    }
}
