using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>How the articles stand against a month, why, what would be, and what could be done.</summary>
internal static class CoverageCommand
{
    /// <summary>A day is closed ten minutes after its end; so much later it is missing.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    public static Command Verb(Option<string> data) => new("coverage", "whether a month of each article is there, and why")
    {
        CoverageListCommand.Verb(data), CoverageShowCommand.Verb(data), WhatIfCommand.Verb(data), ProposalsCommand.Verb(data),
    };

    /// <summary>The cover of the storerooms now.</summary>
    /// <param name="room">One storeroom; null for all.</param>
    /// <exception cref="CommandException">There is no such storeroom.</exception>
    public static (LedgerView View, IReadOnlyList<ArticleCover> Covers, DateTimeOffset Now) Now(string data, string? room)
    {
        var view = LedgerView.Open(data);
        var now = ScaledClock.FromEnvironment().GetUtcNow();
        var rooms = view.Site.Rooms.Select(r => r.Id).ToList();
        if (room is not null && !rooms.Contains(room))
        {
            throw new CommandException($"'{room}' is no storeroom of this gateway: there are {string.Join(", ", rooms)}");
        }

        if (Behind(view.Site, view.Projection.Book, now) is { } last)
        {
            Console.Error.WriteLine($"note: this ledger has closed no day since {Today.Text(last)}, its gateway did not run: stock is as it was known then; start the gateway");
        }

        return (view, [.. rooms.Where(r => room is null || r == room).SelectMany(r => Cover.Of(view.Site, view.Projection, r, view.Site.Calendar.DayOf(now), now))], now);
    }

    /// <summary>The last day that a storeroom has closed, when it has not closed yesterday: nobody looked since. Null while the days are closed.</summary>
    public static DateOnly? Behind(Site site, StockBook book, DateTimeOffset now)
    {
        var yesterday = site.Calendar.DayOf(now - Grace).AddDays(-1);
        return site.Rooms.Select(r => book.Days.GetValueOrDefault(r.Id)?.Day).Min() is { } last && last < yesterday ? last : null;
    }

    /// <summary>One article's.</summary>
    /// <exception cref="CommandException">The storeroom has no such article.</exception>
    public static (LedgerView View, ArticleCover Cover, DateTimeOffset Now) One(string data, string room, string article)
    {
        var (view, covers, now) = Now(data, room);
        return covers.FirstOrDefault(c => c.Article == article) is { } cover ? (view, cover, now)
            : throw new CommandException($"storeroom '{room}' has no article '{article}': see 'edgestock coverage list --room {room}'");
    }

    /// <summary>The state in words.</summary>
    public static string Say(CoverState state) => state switch
    {
        CoverState.Covered => "month held",
        CoverState.BelowMonth => "below month",
        CoverState.Out => "OUT",
        CoverState.Unknown => "not known",
        _ => "no baseline",
    };

    /// <summary>A number for a table.</summary>
    public static string Number(double? value, int decimals = 0) => value is { } v ? v >= RunDown.Horizon ? ">10 years" : v.ToString(decimals == 0 ? "0" : "0.#", System.Globalization.CultureInfo.InvariantCulture) : "-";

    /// <summary>Days of cover, rounded down: 29.97 are no month.</summary>
    public static string Days(double? days) => Number(days is { } d ? Math.Floor(d * 10) / 10 : null, 1);

    /// <summary>An article's name, or its id.</summary>
    public static string NameOf(LedgerView view, string article) => view.Projection.Book.Catalogue.Find(view.Site, article)?.Name ?? article;
}
