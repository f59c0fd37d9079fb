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
}
