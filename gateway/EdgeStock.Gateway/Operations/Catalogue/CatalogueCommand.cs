using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>The catalogue of articles: from a file and into one, and what stands in it.</summary>
internal static class CatalogueCommand
{
    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var lang = new Option<string>("--lang") { Description = "language of the column names and words: sv or en", DefaultValueFactory = _ => "sv" };
        lang.AcceptOnlyFromAmong("sv", "en");
        var output = new Option<string?>("--out") { Description = "file to write; one that is there is replaced. Standard output when it is not given" };
        return new("catalogue", "the articles that storerooms hold (docs/catalogue.md)") { Import(data, json), List(data, json), Show(data, json), Template(lang, output), Export(data, lang, output) };
    }

    private static Command Import(Option<string> data, Option<bool> json)
    {
        var file = new Argument<string>("FILE") { Description = "a CSV file, as a spreadsheet saves it" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what is wrong, or what would change" };
        var whole = new Option<bool>("--whole") { Description = "the file is the whole catalogue: articles that it does not name are withdrawn" };
        var verb = new Command("import", "put a catalogue file into force; where one line is wrong, nothing is changed") { file, dryRun, whole, data, json };
        verb.SetAction((parsed, _) => CatalogueImport.RunAsync(parsed.GetValue(file)!, parsed.GetValue(data)!, parsed.GetValue(dryRun), parsed.GetValue(whole), parsed.GetValue(json)));
        return verb;
    }

    private static Command List(Option<string> data, Option<bool> json)
    {
        var group = new Option<string?>("--group") { Description = $"only one product group: {CatalogueColumns.GroupWords}" };
        var verb = new Command("list", "every article, also those that only the site file names") { group, data, json };
        verb.SetAction((parsed, _) => CatalogueListing.ListAsync(parsed.GetValue(data)!, parsed.GetValue(group) is { } word ? GroupOf(word) : null, parsed.GetValue(json)));
        return verb;
    }

    private static Command Show(Option<string> data, Option<bool> json)
    {
        var article = new Argument<string>("ARTICLE") { Description = "an article's id, or the product code of one of its packages" };
        var verb = new Command("show", "all that is known of an article") { article, data, json };
        verb.SetAction((parsed, _) => CatalogueListing.ShowAsync(parsed.GetValue(data)!, parsed.GetValue(article)!, parsed.GetValue(json)));
        return verb;
    }

    private static Command Template(Option<string> lang, Option<string?> output)
    {
        var examples = new Option<bool>("--examples") { Description = "with two articles that exist nowhere, to see how they are written" };
        var verb = new Command("template", "write a catalogue file with the names of its columns, to be filled in with a spreadsheet") { lang, examples, output };
        verb.SetAction(async (parsed, _) =>
        {
            await TableFile.WriteAsync(parsed.GetValue(output), CatalogueText.Write(parsed.GetValue(examples) ? CatalogueExamples.Articles : [], parsed.GetValue(lang)!));
            return 0;
        });
        return verb;
    }

    private static Command Export(Option<string> data, Option<string> lang, Option<string?> output)
    {
        var verb = new Command("export", "write the catalogue into a file; to import it again changes nothing") { data, lang, output };
        verb.SetAction(async (parsed, _) =>
        {
            var articles = LedgerView.Open(parsed.GetValue(data)!).Projection.Book.Catalogue.Articles.Values.Select(v => v.Article);
            await TableFile.WriteAsync(parsed.GetValue(output), CatalogueText.Write(articles, parsed.GetValue(lang)!));
            return 0;
        });
        return verb;
    }

    private static ProductGroup GroupOf(string word) => CatalogueColumns.GroupOf(word) ?? throw new CommandException($"--group {word}: give one of {CatalogueColumns.GroupWords}");
}
