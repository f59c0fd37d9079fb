using EdgeStock.Domain;

namespace EdgeStock.Tests.Gateway.Csv;

/// <summary>Articles that are right, with all that may stand in a catalogue, also what a spreadsheet would spoil.</summary>
internal static class RandomArticles
{
    private static readonly string[] Ids = ["glove", "mask", "catheter", "vial", "0042", "sep-5", "1e5", "2026-03-01", "true", "kateter-12"];
    private static readonly string[] Texts = ["Handske, nitril; M", "5\" nål \"lång\"", "=SUM(A1)", "+46 70", "-", "'s Heeren", "0042", "3M Svenska AB", "1 000", "åäö €", "mars 5", "x\u00A0y"];

    /// <summary>Up to so many of different ids, with product codes that none shares.</summary>
    public static IReadOnlyList<CatalogueArticle> Make(Random random, int most)
    {
        var codes = random.Next(1_000_000);
        return [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Ids[random.Next(Ids.Length)]).Distinct().Select(id => Make(random, id, () => Code(codes++)))];
    }

    private static CatalogueArticle Make(Random random, string id, Func<Gtin> code)
    {
        var group = (ProductGroup)random.Next(4);
        var weight = Maybe(() => Math.Pow(10, random.Next(-6, 5)) * (1 + random.NextDouble()));
        var sterile = random.Next(3) == 0;
        var packages = new List<TradeItem>();
        Add(PackageLevel.Piece, 1, 1);
        Add(PackageLevel.Transport, 100, 5000);
        Add(PackageLevel.Ward, 2, 100);
        var article = new CatalogueArticle(
            id, Text(), group, group == ProductGroup.Medicine ? null : MaybeText(() => "T01020204"), group == ProductGroup.Medicine ? "B05BB01" : null, group == ProductGroup.Medicine ? MaybeText(() => "00010101000001") : null,
            packages, sterile, MaybeText(() => ClimateProfile.All[random.Next(ClimateProfile.All.Count)].Id),
            weight is { } g ? Grams.From(g) : null, weight is { } w && random.Next(2) == 0 ? Grams.From(w * random.NextDouble()) : null,
            sterile || random.Next(2) == 0 ? random.Next(1, 3651) : null, MaybeText(Text), random.Next(2) == 0, MaybeText(Text), random.Next(2) == 0);
        Assert.Empty(CatalogueRules.Problems(article));
        return article;

        string Text() => Texts[random.Next(Texts.Length)];

        double? Maybe(Func<double> value) => random.Next(2) == 0 ? value() : null;

        string? MaybeText(Func<string> value) => random.Next(2) == 0 ? value() : null;

        void Add(PackageLevel level, int least, int most)
        {
            for (var n = random.Next(3); n > 0; n--)
            {
                packages.Add(new(code(), level, random.Next(least, most + 1)));
            }
        }
    }

    private static Gtin Code(int number)
    {
        var data = FormattableString.Invariant($"735{number:D9}");
        return Gtin.TryFrom(data + FormattableString.Invariant($"{Gtin.CheckDigit(data)}"), out var gtin) ? gtin : throw new ArgumentException(data);
    }
}
