using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>How a command line says which goods are meant, and how many.</summary>
internal sealed class GoodsOptions
{
    public Option<string?> Article { get; } = new("--article") { Description = "the article's id, as in the catalogue or the site file" };

    public Option<string?> Scan { get; } = new("--scan") { Description = "what a scanner read: a GS1 element string, a Digital Link or a product code; <GS> stands for its separator" };

    public Option<string?> Lot { get; } = new("--lot") { Description = "lot (batch), where the scan does not say it" };

    public Option<DateOnly?> Expiry { get; } = new("--expiry") { Description = "last day of use, YYYY-MM-DD, where the scan does not say it", CustomParser = Day };

    public Option<int?> Pieces { get; } = new("--pieces") { Description = "how many pieces in all" };

    public Option<int?> Packages { get; } = new("--packages") { Description = "how many of the scanned packages; 1 otherwise" };

    public Option<string?> Epc { get; } = new("--epc") { Description = "tag of one package, in hexadecimal" };

    /// <summary>Gives a verb all of them.</summary>
    public void AddTo(Command verb)
    {
        Named(verb, Article, Scan, Epc);
        Add(verb, [Article, Scan, Lot, Expiry, Pieces, Packages, Epc]);
        verb.Validators.Add(given =>
        {
            if (IsGiven(given, Pieces) && IsGiven(given, Packages))
            {
                given.AddError("give --pieces or --packages, not both");
            }
        });
    }

    /// <summary>Gives a verb those that name goods, without how many.</summary>
    public void AddNamesTo(Command verb)
    {
        Named(verb, Article, Scan, Epc);
        Add(verb, [Article, Scan, Lot, Expiry, Epc]);
    }

    /// <summary>What was given.</summary>
    public Goods Read(ParseResult given) => new(Of(given, Article), Of(given, Scan) is { } scan ? ScannedText.Read(scan) : null, Of(given, Lot), Of(given, Expiry), Of(given, Pieces), Of(given, Packages), Of(given, Epc));

    /// <summary>Refuses a command line that has none of these.</summary>
    public static void Named(Command verb, params Option[] some) => verb.Validators.Add(given =>
    {
        if (!some.Any(o => IsGiven(given, o)))
        {
            given.AddError($"it is not said which goods: give {string.Join(" or ", some.Select(o => o.Name))}");
        }
    });

    public static bool IsGiven(SymbolResult given, Option option) => given.GetResult(option) is { Implicit: false };

    private static void Add(Command verb, Option[] options)
    {
        foreach (var option in options)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>An option that this verb does not have was not given.</summary>
    private static T? Of<T>(ParseResult given, Option<T?> option) => given.GetResult(option) is null ? default : given.GetValue(option);

    private static DateOnly? Day(ArgumentResult given)
    {
        if (DateOnly.TryParseExact(given.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        given.AddError($"--expiry {given.Tokens[0].Value}: write the day as YYYY-MM-DD, such as 2027-03-31");
        return null;
    }
}
