namespace EdgeStock.Domain;

/// <summary>Who is told of alarms, by which way, and when. It goes into the ledger with the site file, so it names slugs and no addresses.</summary>
/// <param name="Recipients">Everybody who can be told.</param>
/// <param name="OnCall">Calendars of who is on call.</param>
/// <param name="Steps">In order: of those that are meant for an alarm, the first is told when it is raised, the next ones while nobody acknowledges it.</param>
public sealed record NotificationPolicy(IReadOnlyList<string> Recipients, IReadOnlyList<OnCallCalendar> OnCall, IReadOnlyList<NotificationStep> Steps)
{
    /// <summary>Where the site file says nothing: nobody is told.</summary>
    public static NotificationPolicy None { get; } = new([], [], []);

    /// <summary>Every way out. A light is none: it shows what stands, whoever was told (docs/notifications-setup.md).</summary>
    public static IReadOnlyList<string> Channels { get; } = ["mail", "webhook"];

    /// <summary>The language of messages.</summary>
    public NotificationLanguage Language { get; init; } = NotificationLanguage.Swedish;

    /// <summary>Alarms of one storeroom within this time are one message.</summary>
    public TimeSpan Group { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A message that reached nobody for so long calls the next step, and is an alarm of its own.</summary>
    public TimeSpan Undelivered { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Who was told of an alarm is told that it is over.</summary>
    public bool Returned { get; init; } = true;

    /// <summary>The monthly drill; null for none.</summary>
    public DrillDay? Drill { get; init; }

    /// <summary>Whether anybody is told of anything.</summary>
    public bool TellsAnybody() => Steps.Count > 0;

    /// <summary>The steps that are meant for an alarm.</summary>
    public IReadOnlyList<NotificationStep> StepsFor(AlarmName alarm) => [.. Steps.Where(s => s.IsFor(alarm))];

    /// <summary>Who is told at a step of an alarm at an instant. An alarm with more steps than stand here tells the last one again: still nobody has acknowledged it.</summary>
    /// <param name="step">1 or higher.</param>
    public IReadOnlyList<NotificationTarget> TargetsOf(AlarmName alarm, int step, SiteCalendar calendar, DateTimeOffset at) =>
        StepsFor(alarm) is { Count: > 0 } steps ? Resolve([steps[Math.Min(step, steps.Count) - 1]], calendar, at) : [];

    /// <summary>Everybody whom any step would tell at an instant.</summary>
    public IReadOnlyList<NotificationTarget> Everybody(SiteCalendar calendar, DateTimeOffset at) => Resolve(Steps, calendar, at);

    private List<NotificationTarget> Resolve(IReadOnlyList<NotificationStep> steps, SiteCalendar calendar, DateTimeOffset at)
    {
        return
        [
            .. steps.SelectMany(s => s.To.SelectMany(to => s.By.Select(by => new NotificationTarget(Who(to), by))))
                .Distinct().OrderBy(t => t.Recipient, StringComparer.Ordinal).ThenBy(t => t.Channel, StringComparer.Ordinal),
        ];

        string Who(string to) => OnCall.FirstOrDefault(c => c.Id == to)?.At(calendar, at) ?? to;
    }
}
