namespace EdgeStock.Domain;

/// <summary>
/// The life cycle of an alarm after ISA-18.2 / IEC 62682: what comes after what. Each step gives the view after it; the event is made of that,
/// and <see cref="AlarmKeeping"/> makes the same view of the event.
/// </summary>
internal static class AlarmMachine
{
    /// <summary>The condition is another one.</summary>
    public static AlarmView Under(AlarmView view, AlarmDefinition definition, AlarmCondition condition, DateTimeOffset at)
    {
        var next = view with { Condition = condition };
        var raised = condition == AlarmCondition.Standing && !view.IsOn();
        return view.IsSetAside() ? Quiet(next)
            : raised ? view.Attention == AlarmAttention.Wanted ? next : Raise(next, definition, at)
            : condition is AlarmCondition.Clear && view.Attention == AlarmAttention.Given ? Quiet(next)
            : next;
    }

    /// <summary>It asks for attention: the first step.</summary>
    public static AlarmView Raise(AlarmView view, AlarmDefinition definition, DateTimeOffset at) => view with
    {
        Attention = AlarmAttention.Wanted,
        RaisedAt = at,
        Level = 1,
        NextStep = Step(definition, at, 1),
        Acknowledged = null,
        Confirmed = null,
    };

    /// <summary>Nobody answered: the next step.</summary>
    public static AlarmView Escalate(AlarmView view, AlarmDefinition definition) =>
        view with { Level = view.Level + 1, NextStep = Step(definition, view.RaisedAt ?? view.Since, view.Level + 1) };

    /// <summary>Somebody is on it.</summary>
    /// <param name="realarm">When it asks again.</param>
    public static AlarmView Acknowledge(AlarmView view, DateTimeOffset? realarm) => view.IsOn() ? view with { Attention = AlarmAttention.Given, NextStep = realarm } : Quiet(view);

    /// <summary>It was set aside: it asks for nothing meanwhile.</summary>
    public static AlarmView Quiet(AlarmView view) => view with { Attention = AlarmAttention.None, Level = 0, NextStep = null };

    /// <summary>It is not set aside any more, in one way at least: when nothing else holds it, what stands asks anew.</summary>
    public static AlarmView Back(AlarmView view, AlarmDefinition definition, DateTimeOffset at) => !view.IsSetAside() && view.IsOn() ? Raise(view, definition, at) : view;

    private static DateTimeOffset? Step(AlarmDefinition definition, DateTimeOffset raised, int level) => level <= definition.Escalations.Count ? raised + definition.Escalations[level - 1] : null;
}
