using EdgeStock.Domain;
using static EdgeStock.Gateway.Intake.Csv.CatalogueColumns;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>An article as the lines of a file describe it: its first line says what it is, further ones add packages.</summary>
internal sealed class ListedArticle
{
    private const int MostPieces = 100_000;
    private const double MostGrams = 10_000_000;
    private const int MostDays = 3650;

    private readonly CsvRow first;
    private readonly HashSet<CsvColumn> wrong = [];
    private readonly List<(TradeItem Item, CsvRow Row, CsvColumn Column)> packages = [];

    /// <param name="id">As the first line has it.</param>
    public ListedArticle(string id, CsvRow row)
    {
        (Id, first) = (id, row);
        AddPackages(row);
    }

    public string Id { get; }

    /// <summary>The line that describes it.</summary>
    public long Line => first.Line;

    /// <summary>Its packages, and where they stand.</summary>
    public IReadOnlyList<(TradeItem Item, CsvRow Row, CsvColumn Column)> Packages => packages;

    /// <summary>A further line of it: it adds packages, and says nothing else than the first.</summary>
    public void Add(CsvRow row)
    {
        foreach (var column in All.Except(OfPackages).Where(c => c != CatalogueColumns.Id && row[c] is { } cell && cell != first[c]))
        {
            row.Wrong(column, $"'{CsvTable.Shown(row[column]!)}' differs from line {Line}, where '{Id}' is described{(first[column] is { } there ? $" with '{CsvTable.Shown(there)}'" : " without")}: leave it empty here, or mend line {Line}");
        }

        if (OfPackages.All(c => row[c] is null))
        {
            row.Wrong(CatalogueColumns.Id, $"'{Id}' stands already at line {Line}: a further line of it adds a package, and this one has none. Remove it, or give this article another id");
        }

        AddPackages(row);
    }

    /// <summary>Makes the article, and says all that is wrong with it.</summary>
    /// <param name="own">The site's own climate profiles.</param>
    public CatalogueArticle Read(IReadOnlyList<ClimateProfile>? own)
    {
        var name = Seen(Name, first.Text(Name, "what it is called"), required: true);
        var group = ReadGroup();
        var article = new CatalogueArticle(
            Id, name ?? "?", group ?? ProductGroup.Device,
            first[Emdn]?.ToUpperInvariant(), first[Atc]?.ToUpperInvariant(), Seen(NplId, first.Digits(NplId)),
            [.. packages.Select(p => p.Item).OrderBy(p => p.Level).ThenBy(p => p.Pieces).ThenBy(p => p.Gtin.Digits, StringComparer.Ordinal)],
            Seen(Sterile, first.Flag(Sterile)) ?? false, first[StorageProfile],
            Mass(UnitGrams), Mass(UnitSpread), Seen(ShelfLife, first.Whole(ShelfLife, "days", 1, MostDays)),
            first[Supplier], Seen(Critical, first.Flag(Critical)) ?? false, first[Variants], Seen(Obligated, first.Flag(Obligated)) ?? true);
        if (group is null)
        {
            // Whether it needs a code of medicines is not known.
            wrong.UnionWith([Atc, NplId]);
        }

        if (wrong.Contains(UnitGrams))
        {
            wrong.Add(UnitSpread);
        }

        // Twice the same code is said where the second one stands.
        foreach (var (field, problem) in CatalogueRules.Problems(article, own).Where(p => p.Field != "gtin" && !wrong.Contains(OfField(p.Field))))
        {
            first.Wrong(OfField(field), problem + Instead(field));
        }

        return article;
    }

    private string Instead(string field) =>
        field == "id" && SlugText.Of(Id) is { Length: > 0 } slug ? $": write {slug}" : field == "atc" && first[Atc] is null ? ": write its ATC code, such as A10AB05" : "";

    private ProductGroup? ReadGroup()
    {
        if (first.Text(Group, GroupWords) is not { } word)
        {
            return null;
        }

        var group = GroupOf(word);
        if (group is null)
        {
            first.Wrong(Group, $"'{CsvTable.Shown(word)}' must be one of {GroupWords}");
        }

        return group;
    }

    private Grams? Mass(CsvColumn column) => Seen(column, first.Number(column, "grams", 0, MostGrams)) is { } grams ? Grams.From(grams) : null;

    /// <summary>Remembers that a cell was wrong, so that nothing more is said of it.</summary>
    private T Seen<T>(CsvColumn column, T value, bool required = false)
    {
        if (value is null && (required || first[column] is not null))
        {
            wrong.Add(column);
        }

        return value;
    }

    private void AddPackages(CsvRow row)
    {
        if (row.Code(GtinPiece) is { } piece)
        {
            packages.Add((new(piece, PackageLevel.Piece, 1), row, GtinPiece));
        }

        AddPackage(row, PackageLevel.Ward, GtinWard, PiecesWard);
        AddPackage(row, PackageLevel.Transport, GtinTransport, PiecesTransport);
    }

    private void AddPackage(CsvRow row, PackageLevel level, CsvColumn code, CsvColumn contents)
    {
        var (gtin, pieces) = (row.Code(code), row.Whole(contents, "pieces", 1, MostPieces));
        if (row[contents] is null && row[code] is not null)
        {
            row.Wrong(contents, $"is missing: write how many pieces are in the package of {code.Name}");
        }
        else if (row[code] is null && row[contents] is not null)
        {
            row.Wrong(code, $"is missing: write the product code of the package, or leave {contents.Name} empty");
        }
        else if (gtin is { } g && pieces is { } n)
        {
            packages.Add((new(g, level, n), row, code));
        }
    }
}
