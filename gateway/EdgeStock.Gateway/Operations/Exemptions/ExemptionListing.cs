using System.Globalization;
using System.Text.Json;

namespace EdgeStock.Gateway.Operations;

/// <summary>Exemptions as they stand.</summary>
internal static class ExemptionListing
{
    public static async Task<int> ListAsync(string data, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var today = Today.At(site);
        var all = projection.Book.Exemptions.Values.Select(v => ExemptionReply.Of(v.Exemption, v, today)).ToList();
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(all, JsonSerializerOptions.Web));
            return 0;
        }

        var rows = all.Select(x => (IReadOnlyList<string>)[x.Id, x.Article, x.Room ?? "(every)", x.Reason, x.TargetDays.ToString(CultureInfo.InvariantCulture), x.DecidedBy, Today.Text(x.DecidedOn), Today.Text(x.ValidUntil), Today.Text(x.ReviewOn), x.Said()]);
        Table.Write(["id", "article", "room", "reason", "days", "decided by", "on", "valid until", "review on", "state"], rows);

        return 0;
    }

    /// <exception cref="CommandException">The ledger knows no such exemption.</exception>
    public static async Task<int> ShowAsync(string data, string id, bool history, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var view = projection.Book.Exemptions.GetValueOrDefault(id);
        var past = view is null || history ? ExemptionHistory.Read(data, id) : null;
        var x = view?.Exemption ?? past?.Last ?? throw new CommandException($"the ledger knows no exemption '{id}': see 'edgestock exemption list'");
        var reply = ExemptionReply.Of(x, view, Today.At(site), history ? past!.Steps : null);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reply, JsonSerializerOptions.Web));
            return 0;
        }

        foreach (var line in Said(reply).Concat(history ? past!.Lines().Prepend("") : []))
        {
            await Console.Out.WriteLineAsync(line);
        }

        return 0;
    }

    private static IEnumerable<string> Said(ExemptionReply x) => new (string What, string Value)[]
    {
        ("id", x.Id), ("state", x.Said()), ("article", x.Article), ("room", x.Room ?? "every storeroom of this gateway"), ("reason", x.Reason), ("text", x.Text),
        ("risk", x.Risk is { } r ? $"{r.Harm} (likelihood {r.Likelihood}, consequence {r.Consequence})" : "not assessed: fill in the form again and grant it"),
        ("measures", x.Measures.Count == 0 ? "none" : string.Join("; ", x.Measures)), ("target_days", x.TargetDays.ToString(CultureInfo.InvariantCulture)), ("decided_by", x.DecidedBy), ("decided_on", Today.Text(x.DecidedOn)),
        ("valid_until", x.ValidUntil is null ? "it is ended" : Today.Text(x.ValidUntil)), ("review_on", Today.Text(x.ReviewOn)), ("reviewed", x.Reviewed is { } at ? $"{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : "never"),
    }.Select(s => $"{s.What,-11}  {s.Value}");
}
