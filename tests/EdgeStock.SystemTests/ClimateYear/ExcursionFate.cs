using EdgeStock.Domain;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>What became of an excursion.</summary>
internal enum Fate
{
    /// <summary>Its alarm stood by the deadline.</summary>
    InTime,

    /// <summary>The gateway could not see it, and said so in time, or raised the alarm as soon as it saw.</summary>
    ToldUnseen,

    /// <summary>Most of it lay in a gap that is too short for the alarm of missing data.</summary>
    Hidden,

    /// <summary>It was beyond the limit by less than the sensor can tell.</summary>
    WithinTolerance,

    /// <summary>Nothing was said, or too late.</summary>
    Missed,
}

/// <summary>An excursion and what EdgeStock said of it.</summary>
/// <param name="Raised">When its alarm was in the ledger; null for never.</param>
internal sealed record ExcursionFate(TrueExcursion Excursion, Fate Fate, DateTimeOffset? Raised)
{
    /// <summary>Without values for so long there is an alarm of its own; five minutes for what a stuck sensor takes to show.</summary>
    public static TimeSpan FaultPatience { get; } = TimeSpan.FromMinutes(35);

    /// <summary>How long after the onset and the on-delay, in minutes.</summary>
    public double? LateMinutes => Raised is { } at ? Math.Max(0, (at - Excursion.Onset - Excursion.Limit.Delay).TotalMinutes) : null;

    public static ExcursionFate Of(TrueRooms truth, SaidAlarms said, TrueExcursion excursion)
    {
        var last = excursion.End > excursion.Deadline ? excursion.End : excursion.Deadline;
        var blind = truth.Blinding(excursion.Point, excursion.Onset, excursion.Deadline).ToList();
        var seeing = blind.Count == 0 ? last : Later(last, blind.Max(b => b.Until) + excursion.Limit.Delay + TrueExcursion.Margin);
        var raised = said.Stood.Where(s => s.Id == excursion.Alarm && s.Meets(excursion.Onset, seeing)).Select(s => (DateTimeOffset?)s.From).Min();
        return new(excursion, Judge(), raised);

        Fate Judge()
        {
            if (raised <= excursion.Deadline)
            {
                return Fate.InTime;
            }

            if (excursion.ClearOnset is null)
            {
                return Fate.WithinTolerance;
            }

            if (blind.Count == 0)
            {
                return Fate.Missed;
            }

            return raised is not null || blind.Any(b => IsTold(truth, said, excursion, b)) ? Fate.ToldUnseen : IsHidden(excursion, blind) ? Fate.Hidden : Fate.Missed;
        }
    }

    /// <summary>An alarm of its own says that this point cannot be seen.</summary>
    private static bool IsTold(TrueRooms truth, SaidAlarms said, TrueExcursion excursion, TrueTrouble trouble)
    {
        if (trouble.Kind == "gateway")
        {
            return said.Stood.Any(s => s.Kind == AlarmKind.GatewayRestart && s.From >= trouble.Until && s.From <= trouble.Until.AddMinutes(1));
        }

        var by = Later(excursion.Deadline, trouble.From + FaultPatience);
        return SensorFate.Naming(truth, said, excursion.Point).Any(s => s.From <= by && s.Meets(trouble.From, Later(by, trouble.Until)));
    }

    /// <summary>So little of it could be seen that the on-delay could not pass, in gaps shorter than those that are told.</summary>
    private static bool IsHidden(TrueExcursion excursion, List<TrueTrouble> blind) =>
        blind.TrueForAll(b => b.Until - b.From < FaultPatience)
        && (excursion.End - excursion.Onset) - blind.Aggregate(TimeSpan.Zero, (sum, b) => sum + (Earlier(b.Until, excursion.End) - Later(b.From, excursion.Onset))) < excursion.Limit.Delay + TrueExcursion.Margin;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
