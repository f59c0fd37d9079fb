namespace EdgeStock.Domain;

/// <summary>Who is on call when: a week that comes back, with dates that differ. No hour is without anybody.</summary>
/// <param name="Id">Its name, a slug.</param>
/// <param name="Otherwise">Who is on call where no shift says it.</param>
/// <param name="Shifts">The week; where two overlap, the first counts.</param>
/// <param name="Exceptions">Dates that differ; they go before the week.</param>
public sealed record OnCallCalendar(string Id, string Otherwise, IReadOnlyList<OnCallShift> Shifts, IReadOnlyList<OnCallException> Exceptions)
{
    /// <summary>Who is on call at an instant.</summary>
    public string At(SiteCalendar calendar, DateTimeOffset at) =>
        Exceptions.FirstOrDefault(e => e.Lasts(calendar, at))?.Recipient ?? Shifts.FirstOrDefault(s => s.Lasts(calendar, at))?.Recipient ?? Otherwise;

    /// <summary>Who is on call from when to when, without a gap.</summary>
    /// <param name="until">The end, not counted; after <paramref name="from"/>.</param>
    public IReadOnlyList<OnCallSpan> Spans(SiteCalendar calendar, DateTimeOffset from, DateTimeOffset until)
    {
        var spans = new List<OnCallSpan>();
        foreach (var edge in Edges(calendar, from, until))
        {
            var recipient = At(calendar, edge);
            if (spans.Count == 0 || spans[^1].Recipient != recipient)
            {
                if (spans.Count > 0)
                {
                    spans[^1] = spans[^1] with { Until = edge };
                }

                spans.Add(new(edge, until, recipient));
            }
        }

        return spans;
    }

    /// <summary>The beginning, and every instant at which a shift or an exception may begin or end.</summary>
    private SortedSet<DateTimeOffset> Edges(SiteCalendar calendar, DateTimeOffset from, DateTimeOffset until)
    {
        var edges = new SortedSet<DateTimeOffset> { from.ToUniversalTime() };
        var times = Shifts.SelectMany(s => new[] { s.From, s.Until }).Concat(Exceptions.SelectMany(e => new[] { e.From, e.Until })).Distinct().ToList();
        for (var day = calendar.DayOf(from); day <= calendar.DayOf(until); day = day.AddDays(1))
        {
            edges.UnionWith(times.Select(t => calendar.InstantOf(day, t)).Where(at => at > from && at < until));
        }

        return edges;
    }
}
