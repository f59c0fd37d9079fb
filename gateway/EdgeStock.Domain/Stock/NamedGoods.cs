using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Which goods somebody means, after catalogue, scan and tag were asked.</summary>
/// <param name="Pieces">Null when nobody said how many.</param>
/// <param name="Package">The package that was scanned; null when none was.</param>
/// <param name="Packages">How many packages; null when pieces were given.</param>
/// <param name="Sscc">Serial code of the logistic unit that was scanned.</param>
/// <param name="Serial">Serial number of the one package that was scanned; null when it has none, or there are several.</param>
internal sealed record NamedGoods(CatalogueArticle Article, string? Lot, DateOnly? Expiry, int? Pieces, TradeItem? Package, int? Packages, string? Sscc, string? Serial, Epc? Epc, GoodsSource Via)
{
    private const int MostPieces = 1_000_000;

    /// <summary>Finds out which goods are meant.</summary>
    /// <param name="refused">Why it cannot be known, and what to do; null when it is.</param>
    public static NamedGoods? Find(Site site, Projection projection, Goods goods, DateOnly today, out string? refused)
    {
        refused = null;
        ScanResult? scan = null;
        if (goods.Scan is { } text)
        {
            scan = Scan.Parse(text, today);
            if (scan.Error is { } wrong)
            {
                refused = $"the scan cannot be read: {wrong}";
                return null;
            }
        }

        var tag = Tag(goods, out refused);
        if (refused is not null)
        {
            return null;
        }

        var catalogue = projection.Book.Catalogue;
        var identity = tag is { } epc ? EpcCode.Decode(epc) : null;
        var bound = tag is { } known ? projection.Tags.GetValueOrDefault(known.Hex)?.Goods ?? projection.Book.Gone.GetValueOrDefault(known.Hex)?.Goods : null;
        var code = scan?.Gtin ?? identity?.Gtin;
        var found = code is { } gtin ? catalogue.Find(site, gtin) : null;
        if (code is not null && found is null && goods.Article is null && bound is null)
        {
            refused = $"product code {code} is not in the catalogue: import the article ('edgestock catalogue import'), or name it with --article";
            return null;
        }

        var id = goods.Article ?? found?.Article.Id ?? bound?.Article;
        if (id is null)
        {
            refused = scan is null && tag is null ? "no article is named: give --article or --scan"
                : scan?.UdiDi is { } device ? $"the scan is the HIBC of {device}, and the catalogue holds GTINs: name the article with --article as well; lot and expiry are then taken from the scan"
                : "what was scanned names no product of the catalogue: name the article with --article as well";
            return null;
        }

        if (found is { } other && other.Article.Id != id)
        {
            refused = $"the scan is of '{other.Article.Id}', not of '{id}': leave --article out, or scan the right package";
            return null;
        }

        if (catalogue.Find(site, id) is not { } article)
        {
            refused = $"'{id}' is neither in the catalogue nor in the site file: see 'edgestock catalogue list'";
            return null;
        }

        var lot = Agree("lot", goods.Lot, scan?.Lot ?? identity?.Lot ?? bound?.Lot, StringComparer.Ordinal.Equals, ref refused);
        var expiry = Agree("expiry", goods.Expiry, scan?.Expiry ?? identity?.Expiry ?? bound?.Expiry, static (a, b) => a == b, ref refused);
        refused ??= lot is { } named && InstructionDesk.Wrong(named, "the lot") is { } bad ? bad : null;
        refused ??= goods.Pieces is < 0 or > MostPieces ? $"{goods.Pieces} pieces cannot be: give 0 to {MostPieces}" : null;
        var package = found?.Item;
        var packages = goods.Pieces is null && package is not null ? goods.Packages ?? Contained(scan) ?? 1 : goods.Packages;
        refused ??= packages is < 1 or > MostPieces ? $"{packages} packages cannot be: give 1 to {MostPieces}" : null;
        var inAll = goods.Pieces ?? (package is null ? bound?.Pieces : (long?)packages * package.Pieces);
        refused ??= inAll > MostPieces ? $"{inAll} pieces cannot be: give at most {MostPieces}" : null;
        return refused is not null ? null : new(
            article, lot, expiry, (int?)inAll, package, packages, scan?.Sscc, packages is null or 1 ? scan?.Serial : null, tag, scan is not null ? GoodsSource.Scan : tag is not null ? GoodsSource.Tags : GoodsSource.Hand);
    }

    /// <summary>How many packages a logistic unit's label says are in it (application identifiers 02 and 37, GS1 General Specifications 3.2.4 and 3.6.5); null when it does not.</summary>
    private static int? Contained(ScanResult? scan) =>
        scan?.Fields.Any(f => f.Identifier == "02") == true && scan.Fields.FirstOrDefault(f => f.Identifier == "37").Value is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : null;

    /// <summary>A case that was opened stands for nothing any more; null when it was not, or no tag was named.</summary>
    public Decision? OpenedBefore(Projection projection) => Epc is { } epc && (projection.Tags.GetValueOrDefault(epc.Hex) is { Opened: true } || projection.Book.Gone.GetValueOrDefault(epc.Hex) is { Opened: true })
        ? Decision.No($"the case with tag {epc.Hex} was opened: its pieces stand for themselves; give --article and --pieces, or scan a piece")
        : null;

    private static Epc? Tag(Goods goods, out string? refused)
    {
        refused = null;
        if (goods.Epc is not { } hex)
        {
            return null;
        }

        try
        {
            return Domain.Epc.From(hex);
        }
        catch (ArgumentException e)
        {
            refused = $"'{hex}' is no tag: {e.Message}";
            return null;
        }
    }

    private static T? Agree<T>(string what, T? said, T? read, Func<T, T, bool> same, ref string? refused)
    {
        if (said is not null && read is not null && !same(said, read))
        {
            refused ??= $"the {what} that was given ({said}) is not the one that was scanned ({read}): leave it out, or scan the right package";
        }

        return said ?? read;
    }
}
