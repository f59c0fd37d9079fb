namespace EdgeStock.Domain;

/// <summary>How an exemption stands on a day.</summary>
public enum ExemptionStanding
{
    /// <summary>It holds, and its review is not due yet.</summary>
    InForce,

    /// <summary>It holds, and its review is due within 30 days.</summary>
    ReviewDue,

    /// <summary>It holds, and its review is overdue.</summary>
    ReviewOverdue,

    /// <summary>Its last day is over: it does not hold any more, and ends when the day is closed.</summary>
    Over,
}

/// <summary>Tells how exemptions stand.</summary>
public static class ExemptionStandings
{
    /// <summary>Reviews are announced so many days before.</summary>
    public const int ReminderDays = 30;

    /// <summary>How it stands on a day.</summary>
    /// <param name="today">A day of the site's calendar.</param>
    public static ExemptionStanding On(this Exemption x, DateOnly today) =>
        x.ValidUntil < today ? ExemptionStanding.Over
        : x.ReviewOn < today ? ExemptionStanding.ReviewOverdue
        : x.ReviewOn <= today.AddDays(ReminderDays) ? ExemptionStanding.ReviewDue
        : ExemptionStanding.InForce;
}
