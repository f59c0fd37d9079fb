using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>What people decide about exemptions.</summary>
internal static class ExemptionDecisions
{
    private const int LongestStem = 59;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Prints the form; where there is a ledger, with what it knows of the article.</summary>
    public static async Task<int> FormAsync(string data, string? article, string? room, string lang)
    {
        var now = ScaledClock.FromEnvironment().GetUtcNow();
        var view = File.Exists(Path.Combine(data, "ledger.db")) ? LedgerView.Open(data) : null;
        foreach (var id in new[] { article, room }.Where(id => id is not null && SlugText.Of(id) != id))
        {
            throw new CommandException($"'{id}' is no id: give lower-case letters, digits and dashes");
        }

        var today = (view?.Site.Calendar ?? SiteCalendar.Utc).DayOf(now);
        var figures = view is not null && article is not null ? ExemptionFigures.Of(view, article, room, now, lang) : [];
        await Console.Out.WriteAsync(ExemptionForm.Write(SuggestedId(article, room, today), article, room, figures, today, lang));
        return 0;
    }

    /// <summary>Of article, storeroom and year; the year is never cut off.</summary>
    private static string SuggestedId(string? article, string? room, DateOnly today)
    {
        var stem = room is null ? article : $"{article}-{room}";
        return article is null ? "" : FormattableString.Invariant($"{(stem!.Length > LongestStem ? stem[..LongestStem] : stem)}-{today.Year}");
    }

    /// <returns>0 when it is in force; 1 when the form is wrong, and nothing was changed.</returns>
    /// <exception cref="CommandException">The form cannot be read, or the gateway refuses.</exception>
    public static async Task<int> GrantAsync(string data, string path)
    {
        var (site, projection) = LedgerView.Open(data);
        var file = ExemptionFile.Read(ReadText(path), site, projection, Today.At(site));
        if (file.Exemption is not { } x)
        {
            foreach (var (line, problem) in file.Problems)
            {
                await Console.Out.WriteLineAsync($"line {line}: {problem}");
            }

            await Console.Out.WriteLineAsync($"{path}: {file.Problems.Count} {(file.Problems.Count == 1 ? "error" : "errors")}: nothing was changed. Mend them and try again");
            return 1;
        }

        var known = projection.Book.Exemptions.GetValueOrDefault(x.Id)?.Exemption;
        if (known is not null && known.Measures.SequenceEqual(x.Measures) && known with { Measures = x.Measures } == x)
        {
            await Console.Out.WriteLineAsync($"exemption {x.Id} is in force as the form says: nothing was changed");
            return 0;
        }

        var entry = (await Instructing.DoAsync(data, new GrantExemption(x))).First(e => e.Kind.StartsWith("exemption.granted.", StringComparison.Ordinal));
        await Console.Out.WriteLineAsync($"exemption {x.Id} of {x.Article} {(known is not null ? "has a new wording" : "is in force")} until {(x.ValidUntil is null ? "it is ended" : Today.Text(x.ValidUntil))}, to be reviewed by {Today.Text(x.ReviewOn)}: ledger entry {entry.Seq}");
        if (x.Risk is null)
        {
            await Console.Out.WriteLineAsync("note: nobody has assessed the risk yet; the report shows that as a fault. Fill in the form again with it, and grant it under the same id");
        }

        return 0;
    }

    /// <param name="validUntil">Null: the last day in force stays; <c>none</c>: there is none any more.</param>
    public static async Task<int> ReviewAsync(string data, string id, string text, string reviewOn, string? validUntil)
    {
        var review = Today.Parse(reviewOn, "--review-on");
        DateOnly? until = validUntil is null ? LedgerView.Open(data).Projection.Book.Exemptions.GetValueOrDefault(id)?.Exemption.ValidUntil
            : validUntil == "none" ? null : Today.Parse(validUntil, "--valid-until");
        var entries = await Instructing.DoAsync(data, new ReviewExemption(id, text, review, until));
        await Console.Out.WriteLineAsync($"exemption {id} stands, until {(until is null ? "it is ended" : Today.Text(until))}, to be reviewed by {Today.Text(review)}: ledger entry {entries[0].Seq}");
        return 0;
    }

    public static async Task<int> EndAsync(string data, string id, string text)
    {
        var entries = await Instructing.DoAsync(data, new EndExemption(id, text));
        await Console.Out.WriteLineAsync($"exemption {id} has ended, and a month is to be held again: ledger entry {entries[0].Seq}");
        return 0;
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path, StrictUtf8);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException($"the form {path} is not UTF-8: save it with that encoding and try again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the form {path} cannot be read: {e.Message}");
        }
    }
}
