using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;
using EdgeStock.Tests.Domain.Stock;

namespace EdgeStock.Tests.Gateway.Csv;

/// <summary>A catalogue of a file: what its lines make, and every kind of error by line and column.</summary>
public sealed class CatalogueFileTests
{
    private const string Headings = "artikel;benämning;produktgrupp;emdn;atc;npl-id;gtin styck;gtin avdelning;antal avdelning;gtin transport;antal transport;steril;förvaringsprofil;vikt;viktspridning g;hållbarhet dagar;leverantör;kritisk;varianter;omfattas";

    [Fact]
    public void Every_column_of_an_article_is_read()
    {
        var article = Assert.Single(Right("kateter-12;Kateter CH12;medicinteknik;A01010101;;;=\"09506000134352\";80614141123458;50;;;ja;se-sterile;12,5;0,2;1 095;Leverantör AB;x;kateter;nej").Articles);

        Assert.True(article.IsSame(new(
            "kateter-12", "Kateter CH12", ProductGroup.Device, "A01010101", null, null,
            [new(StockBench.Code("09506000134352"), PackageLevel.Piece, 1), new(StockBench.Code("80614141123458"), PackageLevel.Ward, 50)],
            true, "se-sterile", Grams.From(12.5), Grams.From(0.2), 1095, "Leverantör AB", true, "kateter", false)));
    }

    [Fact]
    public void What_is_left_empty_is_not_known_and_an_article_is_under_the_obligation_unless_the_file_says_no()
    {
        var article = Assert.Single(Right("a;A;ppe").Articles);

        Assert.True(article.IsSame(new("a", "A", ProductGroup.Ppe, null, null, null, [], false, null, null, null, null, null, false, null, true)));
    }

    [Theory]
    [InlineData("Läkemedel", ProductGroup.Medicine)]
    [InlineData("medicine", ProductGroup.Medicine)]
    [InlineData("Medicinteknik", ProductGroup.Device)]
    [InlineData("Medicintekniska produkter", ProductGroup.Device)]
    [InlineData("livsmedel", ProductGroup.Food)]
    [InlineData("FSMP", ProductGroup.Food)]
    [InlineData("Personlig skyddsutrustning", ProductGroup.Ppe)]
    [InlineData("PPE", ProductGroup.Ppe)]
    public void The_four_groups_have_words_in_both_languages(string word, ProductGroup group) =>
        Assert.Equal(group, Assert.Single(Right($"a;A;{word};;{(group == ProductGroup.Medicine ? "A10" : "")}").Articles).Group);

    [Fact]
    public void Further_lines_of_an_article_add_packages()
    {
        var article = Assert.Single(Right("a;A;ppe;;;;7350000000009;80614141123458;10", "b;B;ppe;;;;96385074", "a;;;;;;70614141123451", "a;A;ppe;;;;;9506000134352;20").Articles, a => a.Id == "a");

        Assert.Equal(
            [("07350000000009", PackageLevel.Piece, 1), ("70614141123451", PackageLevel.Piece, 1), ("80614141123458", PackageLevel.Ward, 10), ("09506000134352", PackageLevel.Ward, 20)],
            article.Packages.Select(p => (p.Gtin.Digits, p.Level, p.Pieces)));
    }

    [Theory]
    [InlineData(";A;ppe", "artikel", "is missing: write the article's id")]
    [InlineData("a;;ppe", "benämning", "is missing: write what it is called")]
    [InlineData("a;A;", "produktgrupp", "is missing: write medicine (läkemedel), device (medicinteknik), food (livsmedel), ppe (skyddsutrustning)")]
    [InlineData("a;A;kontor", "produktgrupp", "'kontor' must be one of medicine (läkemedel)")]
    [InlineData("Handske M;A;ppe", "artikel", "dashes, beginning with a letter or digit, at most 64: write handske-m")]
    [InlineData("a;A;device;T0102020", "emdn", "'T0102020' must be a category's letter and pairs of digits")]
    [InlineData("a;A;medicine", "atc", "is missing: a medicine has one: write its ATC code, such as A10AB05")]
    [InlineData("a;A;medicine;;A1", "atc", "'A1' must be an ATC code of any level")]
    [InlineData("a;A;ppe;;A10AB05", "atc", "and npl_id are for medicines alone")]
    [InlineData("a;A;medicine;;A10AB05;2001", "npl-id", "'2001' must be 14 digits")]
    [InlineData("a;A;medicine;;A10AB05;2,00101E+13", "npl-id", "Format the column as text")]
    [InlineData("a;A;ppe;;;;7,35E+12", "gtin styck", "Format the column as text")]
    [InlineData("a;A;ppe;;;;7350000000003", "gtin styck", "its check digit would be 9")]
    [InlineData("a;A;ppe;;;;;7350000000009", "antal avdelning", "is missing: write how many pieces")]
    [InlineData("a;A;ppe;;;;;;10", "gtin avdelning", "is missing: write the product code")]
    [InlineData("a;A;ppe;;;;;7350000000009;tio", "antal avdelning", "must be a whole number of pieces")]
    [InlineData("a;A;ppe;;;;;;;7350000000009;0", "antal transport", "must be a whole number of pieces, 1 to 100000")]
    [InlineData("a;A;ppe;;;;;7350000000009;10;96385074;5", "antal transport", "of a ward package cannot be more than of a transport package")]
    [InlineData("a;A;ppe;;;;7350000000009;07350000000009;10", "gtin avdelning", "07350000000009 stands already on this line")]
    [InlineData("a;A;ppe;;;;;;;;;kanske", "steril", "must be ja or nej")]
    [InlineData("a;A;ppe;;;;;;;;;ja", "hållbarhet dagar", "is missing: sterile goods expire")]
    [InlineData("a;A;ppe;;;;;;;;;;kylskåp", "förvaringsprofil", "'kylskåp' must be one of se-sterile")]
    [InlineData("a;A;ppe;;;;;;;;;;;tung", "vikt", "is no number")]
    [InlineData("a;A;ppe;;;;;;;;;;;tung;0,1", "vikt", "is no number")] // and nothing about the spread of a weight that is not known
    [InlineData("a;A;ppe;;;;;;;;;;;0", "vikt", "must be more than 0")]
    [InlineData("a;A;ppe;;;;;;;;;;;;0,1", "viktspridning g", "must be 0 up to the weight itself")]
    [InlineData("a;A;ppe;;;;;;;;;;;4;5", "viktspridning g", "must be 0 up to the weight itself")]
    [InlineData("a;A;ppe;;;;;;;;;;;;;4000", "hållbarhet dagar", "1 to 3650")]
    [InlineData("a;A;ppe;;;;;;;;;;;;;;;maybe", "kritisk", "must be ja or nej")]
    [InlineData("a;A;ppe;;;;;;;;;;;;;;;;;maybe", "omfattas", "must be ja or nej")]
    public void A_wrong_cell_is_said_with_its_line_its_column_and_what_to_write(string line, string column, string problem)
    {
        // A right line before it: the wrong one is line 3.
        var found = Assert.Single(Read(Catalogue.Empty, false, "ratt;Rätt;ppe", line).Problems);

        Assert.Equal((3, column), (found.Line, found.Column));
        Assert.Contains(problem, found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_two_lines_is_refused()
    {
        var found = Assert.Single(Read(Catalogue.Empty, false, "a;\"A\nB\";ppe").Problems);

        Assert.Equal((2, "benämning"), (found.Line, found.Column));
        Assert.Contains("on one line", found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_said_at_once_in_the_order_of_the_lines()
    {
        var file = Read(Catalogue.Empty, false, "a;;kontor;;;;7350000000003", "b;B;ppe;X", "c;C;ppe;;;;;;;;;kanske;kylskåp;tung");

        Assert.Equal(
            [(2, "benämning"), (2, "gtin styck"), (2, "produktgrupp"), (3, "emdn"), (4, "förvaringsprofil"), (4, "steril"), (4, "vikt")],
            file.Problems.Select(p => (p.Line, p.Column!)).OrderBy(p => p.Line).ThenBy(p => p.Item2, StringComparer.Ordinal));
        Assert.Equal(file.Problems.Select(p => p.Line).Order(), file.Problems.Select(p => p.Line));
    }

    [Fact]
    public void A_product_code_of_two_lines_is_said_at_the_second_with_the_first()
    {
        var found = Assert.Single(Read(Catalogue.Empty, false, "a;A;ppe;;;;7350000000009", "b;B;ppe", "c;C;ppe;;;;07350000000009").Problems);

        Assert.Equal("line 4, gtin styck: 07350000000009 stands already at line 2, for 'a': a product code is of one package alone", found.ToString());
    }

    [Fact]
    public void A_line_that_adds_nothing_and_one_that_says_another_thing_are_said()
    {
        var file = Read(Catalogue.Empty, false, "a;A;ppe;;;;7350000000009", "a;A;ppe", "a;Annan;;;;;96385074;;;;;ja");

        Assert.Equal(
            [
                "line 3, artikel: 'a' stands already at line 2: a further line of it adds a package, and this one has none. Remove it, or give this article another id",
                "line 4, benämning: 'Annan' differs from line 2, where 'a' is described with 'A': leave it empty here, or mend line 2",
                "line 4, steril: 'ja' differs from line 2, where 'a' is described without: leave it empty here, or mend line 2",
            ],
            file.Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void A_product_code_of_the_catalogue_in_force_may_not_change_hands_unless_its_owner_is_in_the_file_or_withdrawn()
    {
        var known = Catalogue.Of([new(StockBench.CatheterArticle, 7)]);
        const string Thief = "tjuv;Tjuv;ppe;;;;70614141123451";

        Assert.Contains("is of 'catheter' in the catalogue in force", Assert.Single(Read(known, false, Thief).Problems).Problem, StringComparison.Ordinal);
        Assert.Empty(Read(known, false, Thief, "catheter;Kateter;device").Problems);
        Assert.Empty(Read(known, true, Thief).Problems);
    }

    [Fact]
    public void What_the_reader_lets_pass_the_desk_takes()
    {
        var bench = new StockBench();
        var file = Right("kateter-12;Kateter CH12;medicinteknik;A01010101;;;=\"07350000000009\";96385074;50;;;ja;se-sterile;12,5;0,2;1 095;Leverantör AB;x;kateter;nej", "b;B;läkemedel;;a10ab05");

        bench.Said(new ImportCatalogue("a.csv", file.Hash, file.Articles, true));

        Assert.Equal(["b", "kateter-12"], bench.Projection.Book.Catalogue.Articles.Keys);
        Assert.Equal("A10AB05", bench.Projection.Book.Catalogue.Articles["b"].Article.Atc);
    }

    [Fact]
    public void A_file_without_an_article_is_said() =>
        Assert.Contains("holds no article", Assert.Single(Read(Catalogue.Empty, false).Problems).Problem, StringComparison.Ordinal);

    [Fact]
    public void Too_many_articles_are_said()
    {
        var found = Assert.Single(Read(Catalogue.Empty, false, [.. Enumerable.Range(1, 50_001).Select(n => $"a{n};A;ppe")]).Problems);

        Assert.Equal((50_002, "the file holds 50001 articles: give at most 50000, in several files"), (found.Line, found.Problem));
    }

    [Fact]
    public void The_hash_is_of_the_octets() =>

        // SHA-256 of "artikel;benämning;produktgrupp\na;A;ppe\n" in UTF-8, by coreutils' sha256sum.
        Assert.Equal("0417a16fb9fc0135f2b3a16cf099791ef31388b399cb69bb70ba5e4417a00907", CatalogueFile.Read(Encoding.UTF8.GetBytes("artikel;benämning;produktgrupp\na;A;ppe\n"), Catalogue.Empty, false).Hash);

    private static CatalogueFile Right(params string[] lines)
    {
        var file = Read(Catalogue.Empty, false, lines);
        Assert.Empty(file.Problems);
        return file;
    }

    private static CatalogueFile Read(Catalogue known, bool whole, params string[] lines) =>
        CatalogueFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', [Headings, .. lines])), known, whole);
}
