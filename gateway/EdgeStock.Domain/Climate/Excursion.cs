namespace EdgeStock.Domain;

/// <summary>
/// A climate point outside one of its limits: from the first minute whose mean was beyond it to the last, short returns included. Where nobody
/// measured just before, within or just after, it can have been longer: that is said, and not guessed.
/// </summary>
/// <param name="Side">Above the upper limit (High) or below the lower (Low).</param>
/// <param name="Limit">In force when it began.</param>
/// <param name="StartEarliest">It can have begun here: the end of the last minute known to be within the limit.</param>
/// <param name="Start">Its first minute known to be outside.</param>
/// <param name="End">End of its last minute known to be outside.</param>
/// <param name="EndLatest">It can have ended here: the start of the first minute known to be within again, or the end of what was looked at.</param>
/// <param name="Ongoing">It had not returned for five minutes when what was looked at ended.</param>
/// <param name="Peak">The most extreme value, in °C or %.</param>
/// <param name="PeakAt">Start of the minute that holds it.</param>
/// <param name="MinutesOutside">Minutes known to be outside.</param>
/// <param name="MinutesUnknown">Minutes without a value from <paramref name="StartEarliest"/> to <paramref name="EndLatest"/>: each can have been outside.</param>
/// <param name="MinutesUncertain">Of those outside, how many are not of good quality.</param>
public sealed record Excursion(
    Quantity Quantity, ClimateState Side, double Limit, DateTimeOffset StartEarliest, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset EndLatest, bool Ongoing,
    double Peak, DateTimeOffset PeakAt, int MinutesOutside, int MinutesUnknown, int MinutesUncertain);
