using System.CommandLine;

namespace EdgeStock.Gateway.Operations;

/// <summary>Exemptions (avsteg) from holding a month: the form, the decision, its reviews and its end.</summary>
internal static class ExemptionCommand
{
    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var id = new Argument<string>("ID") { Description = "id of an exemption" };
        var text = new Option<string>("--text") { Description = "what was found, or why, in words", Required = true };
        var list = new Command("list", "every exemption in force, and whether its review is due") { data, json };
        list.SetAction((parsed, _) => ExemptionListing.ListAsync(parsed.GetValue(data)!, parsed.GetValue(json)));
        var history = new Option<bool>("--history") { Description = "with what became of it, step by step, from the ledger" };
        var show = new Command("show", "all that is documented about an exemption, also one that has ended") { id, history, data, json };
        show.SetAction((parsed, _) => ExemptionListing.ShowAsync(parsed.GetValue(data)!, parsed.GetValue(id)!, parsed.GetValue(history), parsed.GetValue(json)));
        var end = new Command("end", "end an exemption: a month is to be held again") { id, text, data };
        end.SetAction((parsed, _) => ExemptionDecisions.EndAsync(parsed.GetValue(data)!, parsed.GetValue(id)!, parsed.GetValue(text)!));
        return new("exemption", "articles that are held for less than a month, for special reasons (docs/exemptions.md)") { Form(data), Grant(data), list, show, Review(data, id, text), end };
    }

    private static Command Form(Option<string> data)
    {
        var article = new Option<string?>("--article") { Description = "an article's id: what the ledger knows of it stands in the form" };
        var room = new Option<string?>("--room") { Description = "a storeroom's id; every storeroom when it is not given" };
        var lang = new Option<string>("--lang") { Description = "language of the form: sv or en", DefaultValueFactory = _ => "sv" };
        lang.AcceptOnlyFromAmong("sv", "en");
        var verb = new Command("form", "print the standard form, to be filled in and granted") { article, room, lang, data };
        verb.SetAction((parsed, _) => ExemptionDecisions.FormAsync(parsed.GetValue(data)!, parsed.GetValue(article), parsed.GetValue(room), parsed.GetValue(lang)!));
        return verb;
    }

    private static Command Grant(Option<string> data)
    {
        var file = new Argument<string>("FILE") { Description = "a form that was filled in" };
        var verb = new Command("grant", "put an exemption into force, or give one that is another wording") { file, data };
        verb.SetAction((parsed, _) => ExemptionDecisions.GrantAsync(parsed.GetValue(data)!, parsed.GetValue(file)!));
        return verb;
    }

    private static Command Review(Option<string> data, Argument<string> id, Option<string> text)
    {
        var reviewOn = new Option<string>("--review-on") { Description = "day of the next review", Required = true };
        var validUntil = new Option<string?>("--valid-until") { Description = "its last day from now on, or none; when it is not given, the last day in force stays" };
        var verb = new Command("review", "say that an exemption was looked at again, and stands") { id, text, reviewOn, validUntil, data };
        verb.SetAction((parsed, _) => ExemptionDecisions.ReviewAsync(parsed.GetValue(data)!, parsed.GetValue(id)!, parsed.GetValue(text)!, parsed.GetValue(reviewOn)!, parsed.GetValue(validUntil)));
        return verb;
    }
}
