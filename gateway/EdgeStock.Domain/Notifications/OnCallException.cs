namespace EdgeStock.Domain;

/// <summary>A date on which somebody else is on call: a holiday, an exchange of shifts.</summary>
/// <param name="Day">The local day on which it begins.</param>
/// <param name="From">Local time at which it begins.</param>
/// <param name="Until">Local time at which it ends, not counted; not later than <paramref name="From"/>: on the day after.</param>
/// <param name="Recipient">Who is on call instead.</param>
public sealed record OnCallException(DateOnly Day, TimeOnly From, TimeOnly Until, string Recipient)
{
    /// <summary>Whether it lasts at an instant.</summary>
    internal bool Lasts(SiteCalendar calendar, DateTimeOffset at) => OnCallShift.Lasts(calendar, Day, From, Until, at);
}
