namespace EdgeStock.Domain;

/// <summary>What the watch over one limit must remember over a restart.</summary>
/// <param name="Onset">When the limit was first broken; null while nothing is wrong.</param>
/// <param name="ReturnAt">When the value came back, while the alarm ends.</param>
/// <param name="Uncounted">Time without believable values since the last of these.</param>
/// <param name="Peak">The furthest value since the onset.</param>
/// <param name="Outside">Time beyond the limit since the onset, gaps left out.</param>
public sealed record LimitMemory(AlarmKind Kind, AlarmCondition Condition, DateTimeOffset? Onset, DateTimeOffset? ReturnAt, TimeSpan Uncounted, double Peak, TimeSpan Outside)
{
    /// <summary>Before anything was wrong.</summary>
    public static LimitMemory Clear(AlarmKind kind) => new(kind, AlarmCondition.Clear, null, null, TimeSpan.Zero, 0, TimeSpan.Zero);
}

/// <summary>One limit of a climate channel.</summary>
/// <param name="Limit">Beyond it is wrong: above it for an upper one, below it for a lower one.</param>
/// <param name="Deadband">So far within the limit a value counts as back.</param>
internal sealed record ClimateLimit(AlarmKind Kind, double Limit, double Deadband, TimeSpan OnDelay, TimeSpan OffDelay)
{
    public bool IsUpper => Kind is AlarmKind.High or AlarmKind.HighHigh or AlarmKind.RateOfChange;

    public bool IsBeyond(double value) => IsUpper ? value > Limit : value < Limit;

    public bool IsBack(double value) => IsUpper ? value <= Limit - Deadband : value >= Limit + Deadband;

    public double Further(double a, double b) => IsUpper ? Math.Max(a, b) : Math.Min(a, b);
}

/// <summary>
/// The deadband and the delays of one limit. The deadband stands before the delay, so that a value hovering at the limit cannot put the alarm
/// off. Without believable values nothing is raised and nothing begins anew; if the first one afterwards is still beyond the limit, it was so in
/// between. An alarm ends only on values that were seen.
/// </summary>
internal sealed class LimitWatch(ClimateLimit limit, LimitMemory memory)
{
    public LimitMemory Memory { get; private set; } = memory;

    public ClimateLimit Limit => limit;

    public AlarmCondition Condition => Memory.Condition;

    /// <summary>It stands, perhaps ending.</summary>
    public bool Stands => Condition is AlarmCondition.Standing or AlarmCondition.Returning;

    /// <summary>Time went by in which no value was believed.</summary>
    public void Skip(TimeSpan time)
    {
        if (Condition != AlarmCondition.Clear)
        {
            Memory = Memory with { Uncounted = Memory.Uncounted + time };
        }
    }

    /// <summary>Takes a filtered value.</summary>
    /// <param name="raw">The last value as it came: after a gap it must be beyond the limit itself.</param>
    /// <param name="of">The time of the value that the filtered one stands for.</param>
    /// <param name="lasted">Time since the value before.</param>
    /// <param name="stood">The value that stood meanwhile; null for this one.</param>
    /// <returns>Whether the condition changed.</returns>
    public bool Observe(double value, double raw, DateTimeOffset of, DateTimeOffset now, TimeSpan lasted, double? stood = null)
    {
        var before = Condition;
        var beyond = limit.IsBeyond(value);
        if (before == AlarmCondition.Clear)
        {
            if (!beyond)
            {
                return false;
            }

            Memory = new(limit.Kind, AlarmCondition.Pending, of, null, TimeSpan.Zero, value, TimeSpan.Zero);
        }
        else if (before == AlarmCondition.Pending && limit.IsBack(value))
        {
            Memory = Memory with { Condition = AlarmCondition.Clear };
            return true;
        }

        Memory = Memory with { Peak = limit.Further(Memory.Peak, value), Outside = limit.IsBeyond(stood ?? value) ? Memory.Outside + lasted : Memory.Outside };
        switch (Condition)
        {
            case AlarmCondition.Pending:
                var passed = now - Memory.Onset!.Value;
                if (passed - Memory.Uncounted >= limit.OnDelay || (beyond && limit.IsBeyond(raw) && passed >= limit.OnDelay))
                {
                    Memory = Memory with { Condition = AlarmCondition.Standing };
                }

                break;
            case AlarmCondition.Standing when limit.IsBack(value):
                Memory = Memory with { Condition = AlarmCondition.Returning, ReturnAt = of, Uncounted = TimeSpan.Zero };
                goto case AlarmCondition.Returning;
            case AlarmCondition.Returning:
                Memory = beyond ? Memory with { Condition = AlarmCondition.Standing, ReturnAt = null }
                    : now - Memory.ReturnAt!.Value - Memory.Uncounted >= limit.OffDelay ? Memory with { Condition = AlarmCondition.Clear }
                    : Memory;
                break;
            default:
                break;
        }

        return Condition != before;
    }

    /// <summary>The host's clock was set back: delays that ran by it say nothing any more.</summary>
    /// <returns>Whether the condition changed.</returns>
    public bool Restart()
    {
        var before = Condition;
        Memory = before switch
        {
            AlarmCondition.Pending => LimitMemory.Clear(limit.Kind),
            AlarmCondition.Returning => Memory with { Condition = AlarmCondition.Standing, ReturnAt = null },
            _ => Memory,
        };
        return Condition != before;
    }
}
