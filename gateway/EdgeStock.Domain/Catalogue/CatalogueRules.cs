namespace EdgeStock.Domain;

/// <summary>What must be right about an article before it stands in the catalogue, whichever way it came.</summary>
public static class CatalogueRules
{
    private const int LongestText = 200;
    private const int MostPieces = 100_000;
    private const int MostShelfLife = 3650;

    /// <summary>Letters and digits of an ATC code's five levels: A10AB05.</summary>
    private const string AtcForm = "A00AA00";

    /// <summary>Everything that is wrong with an article, by field.</summary>
    /// <param name="own">A site's own climate profiles, which it may name beside the built-in ones; null for none.</param>
    public static IReadOnlyList<(string Field, string Problem)> Problems(CatalogueArticle a, IReadOnlyList<ClimateProfile>? own = null)
    {
        var profiles = ClimateProfile.All.Concat(own ?? []).Select(p => p.Id).ToList();
        var problems = new List<(string Field, string Problem)>();
        Add(IsSlug(a.Id), "id", "must be lower-case letters, digits and dashes, beginning with a letter or digit, at most 64");
        Add(IsText(a.Name), "name", $"must be 1 to {LongestText} signs on one line");
        Add(a.Emdn is null || IsEmdn(a.Emdn), "emdn", $"'{a.Emdn}' must be a category's letter and pairs of digits, such as T01020204");
        Add(a.Atc is null || IsAtc(a.Atc), "atc", $"'{a.Atc}' must be an ATC code of any level, such as A10AB05");
        Add(a.NplId is null || (a.NplId.Length == 14 && a.NplId.All(char.IsAsciiDigit)), "npl_id", $"'{a.NplId}' must be 14 digits");
        Add(a.Group != ProductGroup.Medicine || a.Atc is not null, "atc", "is missing: a medicine has one");
        Add(a.Group == ProductGroup.Medicine || (a.Atc is null && a.NplId is null), "atc", "and npl_id are for medicines alone");
        Add(a.StorageProfile is null || profiles.Contains(a.StorageProfile), "storage_profile", $"'{a.StorageProfile}' must be one of {string.Join(", ", profiles)}");
        Add(a.UnitWeight is not { Value: <= 0 }, "unit_g", "must be more than 0");
        Add(a.UnitSpread is not { } spread || (spread.Value >= 0 && spread.Value <= (a.UnitWeight?.Value ?? 0)), "unit_sd_g", "must be 0 up to the weight itself, which must be given");
        Add(a.ShelfLifeDays is null or (>= 1 and <= MostShelfLife), "shelf_life_days", $"must be 1 to {MostShelfLife}");
        Add(!a.Sterile || a.ShelfLifeDays is not null, "shelf_life_days", "is missing: sterile goods expire");
        Add(a.Supplier is null || IsText(a.Supplier), "supplier", $"must be 1 to {LongestText} signs on one line");
        Add(a.Variants is null || IsText(a.Variants), "variants", $"must be 1 to {LongestText} signs on one line");
        Add(a.Packages.All(p => p.Pieces is >= 1 and <= MostPieces), "pieces", $"of a package must be 1 to {MostPieces}");
        Add(a.Packages.Where(p => p.Level == PackageLevel.Piece).All(p => p.Pieces == 1), "pieces", "of the single piece must be 1");
        Add(a.Packages.Select(p => p.Gtin).Distinct().Count() == a.Packages.Count, "gtin", "stands twice");
        Add(MostIn(PackageLevel.Ward) <= LeastIn(PackageLevel.Transport), "pieces", "of a ward package cannot be more than of a transport package");
        return problems;

        void Add(bool right, string field, string problem)
        {
            if (!right)
            {
                problems.Add((field, problem));
            }
        }

        int MostIn(PackageLevel level) => a.Packages.Where(p => p.Level == level).Select(p => p.Pieces).DefaultIfEmpty(0).Max();

        int LeastIn(PackageLevel level) => a.Packages.Where(p => p.Level == level).Select(p => p.Pieces).DefaultIfEmpty(int.MaxValue).Min();
    }

    private static bool IsSlug(string id) => id.Length is >= 1 and <= 64 && id[0] != '-' && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsText(string text) => text.Length is >= 1 and <= LongestText && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static bool IsEmdn(string code) => code.Length is >= 3 and <= 15 && code.Length % 2 == 1 && char.IsAsciiLetterUpper(code[0]) && code.Skip(1).All(char.IsAsciiDigit);

    private static bool IsAtc(string code) => code.Length is 1 or 3 or 4 or 5 or 7 && code.Zip(AtcForm).All(c => c.Second == 'A' ? char.IsAsciiLetterUpper(c.First) : char.IsAsciiDigit(c.First));
}
