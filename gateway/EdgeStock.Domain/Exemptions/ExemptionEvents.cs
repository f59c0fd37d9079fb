namespace EdgeStock.Domain;

/// <summary>An exemption came into force, or another wording of it did.</summary>
/// <param name="By">Who entered it, as a pseudonym; likewise below.</param>
public sealed record ExemptionGranted(DateTimeOffset At, Exemption Exemption, string By) : StoreroomEvent(At);

/// <summary>An exemption was looked at again, and stands.</summary>
/// <param name="Text">What was found.</param>
/// <param name="ReviewOn">Day of the next review.</param>
/// <param name="ValidUntil">Its last day from now on; null when it holds until it is ended.</param>
public sealed record ExemptionReviewed(DateTimeOffset At, string Exemption, string Text, DateOnly ReviewOn, DateOnly? ValidUntil, string By) : StoreroomEvent(At);

/// <summary>An exemption does not hold any more: a month is to be held again.</summary>
/// <param name="Text">Why.</param>
/// <param name="By">Who ended it; null when its time was over.</param>
public sealed record ExemptionEnded(DateTimeOffset At, string Exemption, string Text, string? By) : StoreroomEvent(At);

/// <summary>A reminder: an exemption's review is due soon, or overdue.</summary>
public sealed record ExemptionReviewDue(DateTimeOffset At, string Exemption, DateOnly ReviewOn, bool Overdue) : StoreroomEvent(At);
