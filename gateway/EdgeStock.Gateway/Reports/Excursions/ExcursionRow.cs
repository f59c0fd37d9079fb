using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Reports;

/// <summary>A line in the list of excursions.</summary>
/// <param name="Peak">The furthest filtered value, as the alarm tells it, in °C or %.</param>
/// <param name="Lots">Lots that were in the storeroom.</param>
/// <param name="Decided">Of these, those about which somebody has decided.</param>
internal sealed record ExcursionRow(AlarmedExcursion Excursion, ClimateSubject Subject, double? Peak, int Lots, int Decided)
{
    /// <summary>The excursions of a stretch of time, the latest first.</summary>
    /// <param name="alarm">Of this alarm alone; null for all.</param>
    /// <param name="from">Only those whose onset is not before this; null for all.</param>
    /// <param name="to">Only those whose onset is before this; null for all.</param>
    public static IReadOnlyList<ExcursionRow> All(LedgerReader ledger, string? alarm, DateTimeOffset? from, DateTimeOffset? to) => ledger.AtOneInstant(() =>
    {
        var told = ExcursionQueries.Lots(ledger);
        return (IReadOnlyList<ExcursionRow>)[.. ExcursionReading.All(ledger, alarm).Where(e => !(e.Onset < from) && !(e.Onset >= to)).Reverse().Select(e => Of(e, told))];
    });

    private static ExcursionRow Of(AlarmedExcursion excursion, IReadOnlyList<(LedgerEntry Entry, StoreroomEvent Event)> told)
    {
        var events = told.Where(t => ExcursionReading.IsOf(t.Event, excursion)).Select(t => t.Event).ToList();
        var lots = events.OfType<ExcursionLots>().SelectMany(l => l.Lots).Select(l => (l.Article, l.Lot, l.Expiry))
            .Concat(events.OfType<ExcursionEnded>().SelectMany(l => l.Lots).Select(l => (l.Article, l.Lot, l.Expiry))).ToHashSet();
        var decided = events.OfType<LotDecided>().Select(d => (d.Article, d.Lot, d.Expiry)).ToHashSet();
        var changes = excursion.Timeline.Select(t => t.Event).OfType<AlarmChanged>().Select(c => c.Peak).OfType<double>().ToList();
        var subject = ClimateSubject.Of(excursion);
        return new(
            excursion, subject, changes.Count == 0 ? null : subject.Minutes.Side == ClimateState.High ? changes.Max() : changes.Min(), lots.Count, lots.Count(decided.Contains));
    }
}
