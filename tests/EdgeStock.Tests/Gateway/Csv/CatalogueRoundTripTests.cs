using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain.Stock;

namespace EdgeStock.Tests.Gateway.Csv;

/// <summary>Export, template and dry run: they say what an import does.</summary>
public sealed class CatalogueRoundTripTests
{
    private readonly StockBench bench = new();

    private Catalogue InForce => bench.Projection.Book.Catalogue;

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public void What_is_exported_and_imported_again_changes_nothing(string lang)
    {
        var random = new Random(20262);
        for (var round = 0; round < 300; round++)
        {
            var catalogue = Catalogue.Of(RandomArticles.Make(random, 12).Select(a => new ArticleView(a, 1)));

            var file = CatalogueFile.Read(CatalogueText.Write(catalogue.Articles.Values.Select(v => v.Article), lang), catalogue, whole: true);

            Assert.Empty(file.Problems);
            Assert.Empty(file.Notes);
            Assert.Equal(catalogue.Articles.Values.Select(v => v.Article.Id), file.Articles.Select(a => a.Id));
            Assert.All(file.Articles, a => Assert.True(catalogue.Articles[a.Id].Article.IsSame(a), a.ToString()));
            Assert.True(CatalogueChange.Of(catalogue, file.Articles, whole: true).IsNone());
        }
    }

    [Fact]
    public void The_file_is_one_that_a_swedish_spreadsheet_opens_rightly()
    {
        var octets = CatalogueText.Write([StockBench.GloveArticle with { UnitWeight = Grams.From(4.25), Name = "=1+1" }], "sv");

        Assert.Equal([0xEF, 0xBB, 0xBF], octets.Take(3));
        Assert.Equal(
            "artikel;benämning;produktgrupp;emdn;atc;npl-id;gtin styck;gtin avdelningsförpackning;antal i avdelningsförpackning;gtin transportförpackning;antal i transportförpackning;steril;förvaringsprofil;vikt per styck g;viktspridning g;hållbarhet dagar;leverantör;kritisk;varianter;omfattas\r\n"
            + "glove;'=1+1;skyddsutrustning;;;;\"=\"\"09506000134352\"\"\";;;\"=\"\"80614141123458\"\"\";50;nej;;4,25;;1095;Leverantör AB;nej;;ja\r\n",
            CsvText.Decode(octets).Text);
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public void The_template_has_every_column_and_its_examples_are_right(string lang)
    {
        var table = CsvTable.Read(CatalogueText.Write([], lang), CatalogueColumns.All);
        var examples = CatalogueFile.Read(CatalogueText.Write(CatalogueExamples.Articles, lang), Catalogue.Empty, true);

        Assert.Empty(table.Problems);
        Assert.Empty(table.Rows);
        Assert.Empty(examples.Problems);
        Assert.Equal(2, examples.Articles.Count);
    }

    [Fact]
    public void Every_name_of_a_column_means_one_column() => Assert.All(
        CatalogueColumns.All.SelectMany(c => c.Also.Append(c.Name).Append(c.Swedish).Select(name => (c, name))),
        x => Assert.Equal([x.c], CatalogueColumns.All.Where(other => other.Is(x.name))));

    [Fact]
    public void A_dry_run_says_what_the_import_then_does()
    {
        var random = new Random(20263);
        for (var round = 0; round < 100; round++)
        {
            var whole = random.Next(2) == 0;
            var articles = RandomArticles.Make(random, 8);
            var change = CatalogueChange.Of(InForce, articles, whole);

            var events = bench.Said(new ImportCatalogue("a.csv", "ab", articles, whole));

            var imported = events.OfType<CatalogueImported>().Single();
            Assert.Equal((change.New.Count, change.Changed.Count, change.Withdrawn.Count, change.Unchanged), (imported.Added, imported.Changed, imported.Withdrawn, imported.Unchanged));
            Assert.Equal(change.New.Concat(change.Changed).Select(a => a.Article).Order(), events.OfType<ArticleDefined>().Select(a => a.Article.Id).Order());
            Assert.Equal(change.Withdrawn.Select(a => a.Article), events.OfType<ArticleWithdrawn>().Select(a => a.Article));
            Assert.All(change.Changed, a => Assert.NotEmpty(a.Fields));
        }
    }

    [Fact]
    public void Changed_fields_are_named_old_and_new()
    {
        var glove = StockBench.GloveArticle with
        {
            Name = "Handske",
            Critical = true,
            UnitWeight = Grams.From(4.25),
            Supplier = null,
            Packages = [new(StockBench.Code(StockBench.GlovePiece), PackageLevel.Piece, 1), new(StockBench.Code("7350000000009"), PackageLevel.Transport, 40), new(StockBench.Code("96385074"), PackageLevel.Ward, 5)],
        };

        var change = CatalogueChange.Of(InForce, [glove, StockBench.MaskArticle, StockBench.MaskArticle with { Id = "mask-2" }], whole: true);

        Assert.Equal(
            [
                "name: glove → Handske", "unit_g: (nothing) → 4.25", "supplier: Leverantör AB → (nothing)", "critical: no → yes",
                "package 00000096385074: (nothing) → ward of 5", "package 07350000000009: (nothing) → transport of 40", "package 80614141123458: transport of 50 → (nothing)",
            ],
            Assert.Single(change.Changed).Fields.Select(f => f.ToString()));
        Assert.Equal("mask-2", Assert.Single(change.New).Article);
        Assert.Equal("catheter", Assert.Single(change.Withdrawn).Article);
        Assert.Equal(1, change.Unchanged);
    }

    [Fact]
    public void Packages_in_another_order_are_no_change()
    {
        var turned = StockBench.GloveArticle with { Packages = [.. StockBench.GloveArticle.Packages.Reverse()] };

        Assert.True(CatalogueChange.Of(InForce, [turned], whole: false).IsNone());
        Assert.Equal(1, bench.Said(new ImportCatalogue("a.csv", "ab", [turned], false)).OfType<CatalogueImported>().Single().Unchanged);
    }

    [Fact]
    public void What_may_not_be_meant_is_noted()
    {
        bench.Said(new ReceiveGoods("store", new(StockBench.Mask, Lot: "A", Pieces: 7)));
        bench.Said(new GrantExemption(new("bulky-1", StockBench.Mask, null, ExemptionReason.Bulky, "trångt", null, [], 10, "chefsfarmaceut", bench.Today, null, bench.Today.AddDays(90))));
        var site = bench.Site with { Articles = [.. bench.Site.Articles.Select(a => a.Id == "vial" ? a with { Gtin = StockBench.Code("7350000000009") } : a)] };
        var flask = StockBench.MaskArticle with { Id = "flask", Packages = [new(StockBench.Code("7350000000009"), PackageLevel.Piece, 1)] };

        var notes = CatalogueNotes.Of(new(site, bench.Projection), [flask], CatalogueChange.Of(InForce, [flask], whole: true)).ToList();

        Assert.Equal(3, notes.Count);
        Assert.Contains("07350000000009 is of 'vial' in the site file, and of 'flask' here", notes[0], StringComparison.Ordinal);
        Assert.Contains("'mask' is withdrawn, and 7 pieces of it are booked in", notes[1], StringComparison.Ordinal);
        Assert.Contains("the exemption 'bulky-1' is of it", notes[2], StringComparison.Ordinal);
    }
}
