using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Gateway.Intake;

/// <summary>A form for an exemption that somebody filled in, in either language.</summary>
/// <param name="Exemption">Null where anything is wrong.</param>
/// <param name="Problems">Everything that is wrong, by line.</param>
internal sealed record ExemptionFile(Exemption? Exemption, IReadOnlyList<(long Line, string Problem)> Problems)
{
    private const int MostCharacters = 64 * 1024;
    private const string Form = "the form";

    /// <summary>Reads a form.</summary>
    /// <param name="today">The site's day on which it is entered.</param>
    public static ExemptionFile Read(string text, Site site, Projection projection, DateOnly today)
    {
        var problems = new YamlProblems();
        var form = problems.Try(Form, () => text.Length > MostCharacters ? throw new SiteFileException(1, $"it has more than {MostCharacters} characters: check that this is the form") : YamlFields.Parse(text, Form));
        if (form is null)
        {
            return new(null, problems.All);
        }

        var reader = new Reader(form, problems);
        var exemption = reader.Read();
        foreach (var (field, problem) in ExemptionRules.Problems(site, projection, exemption, today).Where(p => !problems.Has(p.Field)))
        {
            // A day that is wrong makes no other one wrong.
            if (field != "review_on" || !problems.Has("decided_on"))
            {
                problems.Add(reader.LineOf(field), field, $"'{reader.NameOf(field)}': {problem}");
            }
        }

        return new(problems.All.Count == 0 ? exemption : null, problems.All);
    }

    /// <summary>Reads the fields; a wrong one is noted, and the others are read all the same.</summary>
    private sealed class Reader(YamlFields form, YamlProblems problems)
    {
        private readonly YamlFields? risk = problems.Try("risk", () => form.IsBlank(form.Either("risk", ExemptionWords.InSwedish("risk"))) ? null : form.Group(form.Either("risk", ExemptionWords.InSwedish("risk"))));

        public string NameOf(string field) => Holder(field).Either(field, ExemptionWords.InSwedish(field));

        public long LineOf(string field) => Holder(field).LineOf(NameOf(field));

        public Exemption Read()
        {
            var exemption = new Exemption(
                Text("id") ?? "", Text("article") ?? "", Blank("room") ? null : Text("room"),
                Choice("reason", ExemptionWords.Reason, ExemptionWords.ReasonWords) ?? ExemptionReason.Other, Text("text") ?? "", ReadRisk(),
                problems.Try("measures", () => form.Texts(NameOf("measures"))) ?? [], Target() ?? 0,
                Text("decided_by") ?? "", Day("decided_on") ?? default, Blank("valid_until") ? null : Day("valid_until"), Day("review_on") ?? default);
            problems.Done(form);
            return exemption;
        }

        /// <summary>Null where nothing of it is filled in: it is still to be made.</summary>
        private RiskAssessment? ReadRisk()
        {
            string[] fields = ["harm", "likelihood", "consequence"];
            if (risk is null)
            {
                return null;
            }

            // All are looked at, so that the known names are noted.
            var blank = fields.Count(Blank);
            var assessed = blank == fields.Length
                ? null
                : new RiskAssessment(
                    Text("harm") ?? "",
                    Choice("likelihood", ExemptionWords.Level, ExemptionWords.LevelWords) ?? default,
                    Choice("consequence", ExemptionWords.Level, ExemptionWords.LevelWords) ?? default);
            problems.Done(risk);
            return assessed;
        }

        private double? Target() => Text("target_days") is not { } text ? null
            : CsvCells.TryNumber(text, out var days) ? days
            : Wrong<double>("target_days", $"'{CsvTable.Shown(text)}' must be a number of days, such as 10");

        private DateOnly? Day(string field) => Text(field) is not { } text ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : Wrong<DateOnly>(field, $"'{CsvTable.Shown(text)}' is no day: write it as 2026-03-01");

        private T? Choice<T>(string field, Func<string, T?> read, Func<bool, string> words)
            where T : struct =>
            Text(field) is not { } text ? null : read(text) ?? Wrong<T>(field, $"'{CsvTable.Shown(text)}' must be one of {words(NameOf(field) != field)}");

        private bool Blank(string field) => Holder(field).IsBlank(NameOf(field));

        private string? Text(string field) => problems.Try(field, () => Blank(field) ? throw new SiteFileException(LineOf(field), $"'{NameOf(field)}' is not filled in") : Holder(field).Text(NameOf(field)));

        private T? Wrong<T>(string field, string problem)
            where T : struct
        {
            problems.Add(LineOf(field), field, $"'{NameOf(field)}': {problem}");
            return null;
        }

        private YamlFields Holder(string field) => field is "harm" or "likelihood" or "consequence" && risk is not null ? risk : form;
    }
}
