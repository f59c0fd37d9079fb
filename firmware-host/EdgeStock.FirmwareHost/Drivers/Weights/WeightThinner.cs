namespace EdgeStock.FirmwareHost.Drivers.Weights;

/// <summary>
/// Decides which values of a scale's stream become sample lines. The estimator wants every detail of a movement and little else.
/// Pure: time comes with the value, from the monotonic clock.
/// </summary>
internal sealed class WeightThinner(ReportRule rule)
{
    // a stream of exactly the wanted rate jitters; without slack each value a little early would be lost
    private const double Slack = 0.25;

    private readonly TimeSpan activePeriod = TimeSpan.FromSeconds(1 / rule.ActiveHertz);
    private double? level;
    private string? state;
    private TimeSpan activeUntil = TimeSpan.MinValue;
    private TimeSpan due = TimeSpan.MinValue;

    /// <summary>Whether this weight is reported.</summary>
    /// <param name="at">Monotonic time of the value.</param>
    /// <param name="value">Gross weight, in the unit of the rule's trigger.</param>
    public bool TakesWeight(TimeSpan at, double value)
    {
        var back = state is not null;
        state = null;
        if (back || level is null || Math.Abs(value - level.Value) > rule.Trigger)
        {
            if (back || at >= activeUntil)
            {
                due = at;
            }

            level = value;
            activeUntil = at + rule.Hold;
        }

        var active = at < activeUntil;
        var takes = Takes(at, active ? activePeriod : rule.Idle);
        if (takes && !active)
        {
            // the idle level follows creep and drift, which are no movements
            level = value;
        }

        return takes;
    }

    /// <summary>Whether this state (overload, underload) is reported: once when it begins, then at the idle rate.</summary>
    public bool TakesState(TimeSpan at, string current)
    {
        if (state != current)
        {
            state = current;
            due = at;
        }

        return Takes(at, rule.Idle);
    }

    private bool Takes(TimeSpan at, TimeSpan period)
    {
        var early = period * Slack;
        if (due != TimeSpan.MinValue && at < due - early)
        {
            return false;
        }

        due = (due > at - early ? due : at - early) + period;
        return true;
    }
}
