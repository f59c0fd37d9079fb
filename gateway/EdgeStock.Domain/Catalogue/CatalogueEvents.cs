namespace EdgeStock.Domain;

/// <summary>An article is as this says from now on: it is new, or something of it was changed.</summary>
/// <param name="By">Who imported it, as a pseudonym; likewise below.</param>
public sealed record ArticleDefined(DateTimeOffset At, CatalogueArticle Article, string By) : StoreroomEvent(At);

/// <summary>An article is not in the catalogue any more. What lies in a storeroom of it stays there.</summary>
public sealed record ArticleWithdrawn(DateTimeOffset At, string Article, string By) : StoreroomEvent(At);

/// <summary>A catalogue file was read, and the entries before this one say what it changed.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Hash">SHA-256 of its octets, hexadecimal.</param>
public sealed record CatalogueImported(DateTimeOffset At, string File, string Hash, int Added, int Changed, int Withdrawn, int Unchanged, string By) : StoreroomEvent(At);

/// <summary>The configured normal consumption (normalförbrukning) of an article in a storeroom.</summary>
/// <param name="PerMonth">Pieces a month.</param>
/// <param name="Source">Where the figure comes from.</param>
/// <param name="Date">Day from which it holds, or on which it was found.</param>
public sealed record NormalConsumptionSet(DateTimeOffset At, string Room, string Article, double PerMonth, string Source, DateOnly Date, string By) : RoomEvent(At, Room);
