using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain.Stock;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.Gateway.Exemptions;

/// <summary>The form for exemptions: printed, filled in, read and granted, in both languages; and everything that can be wrong in it.</summary>
public sealed class ExemptionFormTests
{
    private static readonly (string English, string Swedish, string Value)[] Filled =
    [
        ("reason:", "skäl:", "bulky|skrymmande"), ("text:", "motivering:", "\"fyller hela rummet: 40 pallar\""), ("harm:", "händelse:", "dialys ställs in"), ("likelihood:", "sannolikhet:", "low|låg"),
        ("consequence:", "konsekvens:", "high|hög"), ("target_days:", "mål_dagar:", "7,5"), ("decided_by:", "beslutad_av:", "chefsfarmaceut"), ("valid_until:", "giltig_till:", "2027-03-02"), ("review_on:", "omprövas_den:", "2026-09-01"),
    ];

    private readonly StockBench bench = new();

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public void A_form_that_is_filled_in_becomes_the_exemption(string lang)
    {
        var text = Fill(lang);

        var file = Read(text);

        Assert.Empty(file.Problems);
        bench.Said(new GrantExemption(file.Exemption!));
        var granted = bench.Projection.Book.Exemptions["mask-2026"].Exemption;
        Assert.Equal(["två leverantörer", "avtal om leverans inom två dygn"], granted.Measures);
        Assert.Equal(
            new Exemption(
                "mask-2026", "mask", "store", ExemptionReason.Bulky, "fyller hela rummet: 40 pallar", new("dialys ställs in", RiskLevel.Low, RiskLevel.High), granted.Measures, 7.5,
                "chefsfarmaceut", new(2026, 3, 2), new(2027, 3, 2), new(2026, 9, 1)),
            granted);
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public void A_form_that_is_not_filled_in_is_said_to_lack_each_field(string lang)
    {
        var text = ExemptionForm.Write("", null, null, [], bench.Today, lang);
        var lines = text.Split('\n');

        var problems = Read(text).Problems;

        string[] needed = lang == "sv" ? ["id", "artikel", "skäl", "motivering", "mål_dagar", "beslutad_av", "omprövas_den"] : ["id", "article", "reason", "text", "target_days", "decided_by", "review_on"];
        Assert.Equal(needed.Select(f => (1 + Array.FindIndex(lines, l => l.StartsWith(f + ":", StringComparison.Ordinal)), $"'{f}' is not filled in")).OrderBy(p => p.Item1), problems.Select(p => ((int)p.Line, p.Problem)));
    }

    [Fact]
    public void What_may_be_left_open_is_a_room_a_risk_measures_and_a_last_day()
    {
        var file = Read(
            """
            id: mask-1
            article: mask
            room:
            reason: other
            text: för dyr
            risk:
            measures:
            target_days: 0
            decided_by: chefsfarmaceut
            decided_on: 2026-03-02
            review_on: 2026-09-01
            """);

        Assert.Empty(file.Problems);
        Assert.Equal((null, null, 0, null), (file.Exemption!.Room, file.Exemption.Risk, file.Exemption.Measures.Count, file.Exemption.ValidUntil));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_line()
    {
        var problems = Read(
            """
            id: Mask 1
            artikel: nobody
            room: kitchen
            reason: because
            text: "
              two

              lines"
            risk:
              harm: x
              likelihood: perhaps
            measures: [{a: b}]
            target_days: thirty
            decided_by: ""
            decided_on: 2026-03-03
            valid_until: 2026-03-01
            review_on: 3/9/2026
            colour: red
            """).Problems;

        (int Line, string Begin)[] expected =
        [
            (1, "'id': 'Mask 1' is no id"), (2, "'artikel': 'nobody' is neither"), (3, "'room': 'kitchen' is no storeroom"), (4, "'reason': 'because' must be one of bulky, cost, shelf-life, special-safety, other"),
            (5, "'text': the special reason in words holds a control character"), (10, "'consequence' is not filled in"), (11, "'likelihood': 'perhaps' must be one of low, medium, high"),
            (12, "'measures' is a list of texts"), (13, "'target_days': 'thirty' must be a number"), (14, "'decided_by' is not filled in"), (15, "'decided_on': it cannot have been decided on 2026-03-03"),
            (16, "'valid_until': it is valid until 2026-03-01 only"), (17, "'review_on': '3/9/2026' is no day"), (18, "the form: field 'colour' is not known here"),
        ];
        Assert.Equal(expected.Select(e => e.Line), problems.Select(p => (int)p.Line));
        Assert.All(expected.Zip(problems), p => Assert.StartsWith(p.First.Begin, p.Second.Problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("target_days: 7", "target_days: 30", "a target of 30 days is no exemption")] // a month of this site
    [InlineData("target_days: 7", "target_days: -1", "a target of -1 days is no exemption")]
    [InlineData("review_on: 2026-09-01", "review_on: 2026-03-02", "is not after the decision")]
    [InlineData("review_on: 2026-09-01", "review_on: 2028-03-03", "more than two years after the decision")]
    [InlineData("decided_on: 2026-03-02", "decided_on: 9999-12-31", "which is still to come")]
    public void A_date_or_target_that_makes_no_sense_is_said(string from, string to, string why)
    {
        const string Right = "id: m\narticle: mask\nreason: bulky\ntext: x\ntarget_days: 7\ndecided_by: y\ndecided_on: 2026-03-02\nreview_on: 2026-09-01\n";
        Assert.Empty(Read(Right).Problems);

        Assert.Contains(why, Read(Right.Replace(from, to, StringComparison.Ordinal)).Problems[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_stays_with_its_article()
    {
        bench.Said(new GrantExemption(Read(Fill("en")).Exemption!));

        var problem = Assert.Single(Read(Fill("en").Replace("article: mask", "article: glove", StringComparison.Ordinal)).Problems);

        Assert.Contains("'mask-2026' is the exemption of 'mask': give this one another id", problem.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_ledger_knows_of_the_article_stands_in_the_form()
    {
        bench.Said(new SetNormalConsumption([new("store", "mask", 60, "inköp 2025", new(2026, 1, 1))]));
        bench.Said(new ReceiveGoods("store", new("mask", Lot: "A", Pieces: 10)));

        // 60 a month of 30 days are 2 a day: 10 last for 5 days.
        var figures = ExemptionFigures.Of(new(bench.Site, bench.Projection), "mask", "store", bench.Now, "sv");

        Assert.Equal(["mask: mask (skyddsutrustning)", "store: normalförbrukning per månad 60 (inköp 2025, 2026-01-01); lagret räcker nu dagar: 5"], figures);
        Assert.Contains("\n#   store: normalförbrukning per månad 60", ExemptionForm.Write("m", "mask", "store", figures, bench.Today, "sv"), StringComparison.Ordinal);
        Assert.Contains("no storeroom", Assert.Throws<CommandException>(() => ExemptionFigures.Of(new(bench.Site, bench.Projection), "mask", "kitchen", bench.Now, "sv")).Message, StringComparison.Ordinal);
        Assert.Contains("neither in the catalogue", Assert.Throws<CommandException>(() => ExemptionFigures.Of(new(bench.Site, bench.Projection), "nobody", null, bench.Now, "sv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_thousand_mutated_forms_are_taken_or_said_to_be_wrong_by_line()
    {
        var mutator = Mutator.OfText(20267, [Fill("sv"), Fill("en")], YamlWords.All, mostChanges: 2);
        var taken = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var text = System.Text.Encoding.UTF8.GetString(mutator.Next());
            var file = Read(text);
            Assert.Equal(file.Exemption is null, file.Problems.Count > 0);
            Assert.All(file.Problems, p => Assert.InRange(p.Line, 1, YamlWords.Lines(text)));
            taken += file.Exemption is null ? 0 : 1;
        }

        Fuzz.ReachedBothSides(taken, 20_000 - taken);
    }

    /// <summary>The printed form with its blanks filled in, as a person would.</summary>
    private string Fill(string lang)
    {
        var text = ExemptionForm.Write("mask-2026", "mask", "store", ["mask: Munskydd"], bench.Today, lang);
        foreach (var (english, swedish, value) in Filled)
        {
            var key = lang == "sv" ? swedish : english;
            Assert.Single(text.Split('\n'), l => l.Trim() == key);
            text = text.Replace($"{key}\n", $"{key} {value.Split('|')[lang == "sv" ? ^1 : 0]}\n", StringComparison.Ordinal);
        }

        return text.Replace("  -\n  -\n", "  - två leverantörer\n  - avtal om leverans inom två dygn\n", StringComparison.Ordinal);
    }

    private ExemptionFile Read(string text) => ExemptionFile.Read(text, bench.Site, bench.Projection, bench.Today);
}
