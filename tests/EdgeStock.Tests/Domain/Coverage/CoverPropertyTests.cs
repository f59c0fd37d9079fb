using System.Collections.Immutable;
using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>What must hold of every cover, whatever scales and books say.</summary>
public sealed class CoverPropertyTests
{
    private const string Article = "glove";
    private static readonly DateTimeOffset Now = TestSite.T0;
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Site Site = TestSite.Make() with
    {
        Bins = [.. Enumerable.Range(1, 4).Select(n => TestSite.BinOf($"bin-{n}", $"scale-{n}", TestSite.GloveBin.Article, 400))],
        Devices = [.. Enumerable.Range(1, 4).Select(n => new Device($"scale-{n}", DeviceKind.Scale, "store", TimeSpan.FromSeconds(1)))],
        ClimatePoints = [],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Bins_sum_up_to_the_storeroom_and_no_more_is_usable_than_is_on_hand(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var projection = Some(random);
            var stock = StockOnHand.Of(Site, projection, "store", Article, Today, Now);
            var cover = CoverOf(projection);

            Assert.Equal(projection.Bins.Values.Sum(b => b.Count ?? 0), stock.Best + stock.Unknown);
            Assert.Equal(projection.Bins.Values.Where(b => b.Count is not null && b.Quality != Quality.Bad).Sum(b => b.Count!.Value), cover.OnHand);
            Assert.True(stock.Low <= stock.Best && stock.Best <= stock.High, "low, best, high");
            Assert.All(stock.Usable, l => Assert.True(0 <= l.Low && l.Low <= l.Best && l.Best <= l.High, "low, best, high of a lot"));
            Assert.True(cover.Usable <= cover.OnHandLow + 1e-9 && cover.Usable + cover.Quarantined + cover.Recalled + cover.Expired <= cover.OnHand + 1e-9, "usable is part of what is on hand");
            Assert.True(cover.DaysLow <= cover.DaysBest + 1e-9 && cover.DaysBest <= cover.DaysHigh + 1e-9, "days from low, best, high");
            Assert.Equal(cover.Required, cover.Baseline.PerDay * 30);
            Assert.True(cover.State != CoverState.Covered || cover.DaysLow >= 30, "covered from the low end alone");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void More_stock_never_lowers_cover_and_an_earlier_expiry_or_more_demand_never_raises_it(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var projection = Some(random);
            var days = CoverOf(projection).DaysLow!.Value;
            var bin = projection.Bins.Values.ElementAt(random.Next(projection.Bins.Count));
            var more = projection with { Bins = projection.Bins.SetItem(bin.Bin, bin with { Count = bin.Count + 3, Low = bin.Low + 3, High = bin.High + 3 }) };
            Assert.True(CoverOf(more).DaysLow >= days - 1e-9, "more on the shelf");

            var earlier = WithHolding(projection, h => h with { Lots = [.. h.Lots.Select(l => l with { Expiry = l.Expiry?.AddDays(-random.Next(6)) }).OrderBy(l => l.Expiry ?? DateOnly.MaxValue)] });
            Assert.True(CoverOf(earlier).DaysLow <= days + 1e-9, "earlier expiry");

            var quarantined = WithHolding(projection, h => h with { Lots = [.. h.Lots.Select((l, k) => k == 0 ? l with { Quarantine = "x" } : l)] });
            Assert.True(CoverOf(quarantined).DaysLow <= days + 1e-9, "a lot quarantined");

            var hungry = WithHolding(projection, h => h with { Normal = h.Normal! with { PerMonth = h.Normal!.PerMonth + 30 } });
            Assert.True(CoverOf(hungry).DaysLow <= days + 1e-9, "more demand");
        }
    }

    private static ArticleCover CoverOf(Projection projection) => Cover.Of(Site, projection, "store", Article, Today, Now);

    private static Projection WithHolding(Projection projection, Func<HoldingView, HoldingView> change)
    {
        var key = HoldingView.Key("store", Article);
        return projection with { Book = projection.Book with { Holdings = projection.Book.Holdings.SetItem(key, change(projection.Book.Holdings[key])) } };
    }

    /// <summary>Bins with counts in doubt or not at all, and lots of all kinds in the book.</summary>
    private static Projection Some(Random random)
    {
        var projection = Projection.Empty(Site);
        var bins = projection.Bins.Values.Select(b =>
        {
            var count = random.Next(60);
            var known = random.Next(8) != 0;
            return b with
            {
                Count = known ? count : null,
                Low = known ? Math.Max(0, count - random.Next(4)) : 0,
                High = known ? count + random.Next(4) : 0,
                Confidence = 0.99,
                Scale = random.Next(6) == 0 ? DeviceState.Silent : DeviceState.Up,
                DoubtSince = Now.AddHours(-1),
            };
        }).ToImmutableSortedDictionary(b => b.Bin, b => b, StringComparer.Ordinal);
        var lots = Enumerable.Range(0, random.Next(5)).Select(n => new BookedLot(
            random.Next(5) == 0 ? null : $"L{n}", random.Next(5) == 0 ? null : Today.AddDays(random.Next(-5, 90)), random.Next(1, 60), random.Next(6) == 0 ? "skadad" : null, Now.AddDays(-n)));
        var holding = HoldingView.Empty("store", Article) with { Lots = [.. lots.OrderBy(l => l.Expiry ?? DateOnly.MaxValue)], Normal = new("store", Article, random.Next(1, 10) * 30, "x", Today) };
        var book = projection.Book with { Holdings = projection.Book.Holdings.SetItem(HoldingView.Key("store", Article), holding) };
        if (random.Next(2) == 0)
        {
            book = book with { Catalogue = Catalogue.Of([new(new(Article, Article, ProductGroup.Ppe, null, null, null, [], false, null, null, null, 365, null, false, null, true), 1)]) };
        }

        if (random.Next(6) == 0)
        {
            book = book with { Recalls = book.Recalls.SetItem("recall-1", new("recall-1", Article, "L1", "x", null, Now, 1)) };
        }

        return projection with { Bins = bins, Book = book };
    }
}
