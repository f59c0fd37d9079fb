using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.Gateway.Csv;

/// <summary>Whatever stands in a file, it is read, said to be wrong by line, or refused in a sentence.</summary>
public sealed class CsvFuzzTests
{
    private const int Files = 20_000;
    private const string TableSigns = "artikel;benämning;produktgrupp,\t\"\r\n=0019,.E+'";

    private static readonly string[] Words =
    [
        .. Mutator.Numbers, ";", ";;;;", ",", "\t", "\"", "\"\"", "=\"", "'", "\r", "\n", "\r\n", "\0", "\uFEFF", "\u00A0", "sep=;\n", "sep=\t", "artikel", "gtin styck", "ja", "7,35E+12", "=\"0123\"", "\u0085", "\u2028", "\uFFFD", "1,234",
    ];

    [Fact]
    public void Twenty_thousand_files_of_random_octets_are_refused_in_a_sentence()
    {
        var random = new Random(20264);
        for (var round = 0; round < Files; round++)
        {
            var octets = new byte[random.Next(300)];
            random.NextBytes(octets);
            for (var i = 0; i < octets.Length && round % 2 == 0; i++)
            {
                // Half of them of what tables are made of.
                octets[i] = (byte)TableSigns[random.Next(TableSigns.Length)];
            }

            try
            {
                Takes(octets);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"round {round}: {Convert.ToHexString(octets)}\n{e.Message}", e);
            }
        }
    }

    [Fact]
    public void Twenty_thousand_mutated_catalogues_are_read_or_said_to_be_wrong_and_what_is_read_keeps_the_rules()
    {
        var random = new Random(20265);
        var mutator = new Mutator(20266, [.. Enumerable.Range(0, 20).Select(_ => CatalogueText.Write(RandomArticles.Make(random, 3), "sv"))], Words) { MostChanges = 3 };
        var taken = 0;
        for (var round = 0; round < Files; round++)
        {
            var octets = mutator.Next();
            try
            {
                taken += Takes(octets) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"round {round}: {Convert.ToHexString(octets)}\n{Encoding.UTF8.GetString(octets)}\n{e.Message}", e);
            }
        }

        Fuzz.ReachedBothSides(taken, Files - taken);
    }

    /// <summary>Whether a catalogue was right; the same octets as consumption must not break either.</summary>
    private static bool Takes(byte[] octets)
    {
        var lines = 2 + octets.Count(b => b is (byte)'\n' or (byte)'\r');
        var site = TestSite.Make();
        try
        {
            Assert.All(ConsumptionFile.Read(octets, site, Projection.Empty(site)).Problems, p => Assert.InRange(p.Line, 1, lines));
        }
        catch (CsvFileException)
        {
            // its own error
        }

        try
        {
            var file = CatalogueFile.Read(octets, Catalogue.Empty, whole: true);
            Assert.All(file.Problems, p => Assert.InRange(p.Line, 1, lines));
            if (file.Problems.Count > 0)
            {
                return false;
            }

            Assert.All(file.Articles, a => Assert.Empty(CatalogueRules.Problems(a)));
            Assert.Equal(file.Articles.Count, file.Articles.Select(a => a.Id).Distinct().Count());
            var codes = file.Articles.SelectMany(a => a.Packages).Select(p => p.Gtin).ToList();
            Assert.Equal(codes.Count, codes.Distinct().Count());
            return file.Articles.Count > 0;
        }
        catch (CsvFileException e)
        {
            Assert.NotEqual("", e.Message);
            return false;
        }
    }
}
