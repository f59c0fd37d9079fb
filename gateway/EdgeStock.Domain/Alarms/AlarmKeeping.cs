namespace EdgeStock.Domain;

/// <summary>Makes the views of alarms of their events, and of nothing else.</summary>
internal static class AlarmKeeping
{
    /// <summary>The read models after one more entry.</summary>
    public static Projection Apply(Projection projection, long seq, StoreroomEvent e)
    {
        if (e is not AlarmEvent alarm)
        {
            return projection;
        }

        var id = alarm.Alarm.Id;
        var place = new RemovedView("alarm", alarm.Alarm.Room ?? "", id, seq);
        if (alarm is AlarmWithdrawn)
        {
            return projection with { Alarms = projection.Alarms.Remove(id), Removed = projection.Removed.SetItem(place.Key, place) };
        }

        var before = projection.Alarms.GetValueOrDefault(id) ?? AlarmView.Normal(alarm.Alarm, alarm.Limits);
        var after = After(before, alarm) with { Name = alarm.Alarm, Limits = alarm.Limits, Seq = seq };
        return projection with
        {
            Alarms = projection.Alarms.SetItem(id, after.State() == before.State() && before.Seq > 0 ? after : after with { Since = alarm.At }),
            Removed = projection.Removed.ContainsKey(place.Key) ? projection.Removed.Remove(place.Key) : projection.Removed,
        };
    }

    private static AlarmView After(AlarmView v, AlarmEvent e) => e switch
    {
        AlarmChanged c => Asking(v, c.State, c.Level, c.NextStep, c.At) with
        {
            Condition = c.Condition,
            Onset = c.Onset,
            Value = c.Value,
            Peak = c.Peak,
            OutsideSeconds = c.OutsideSeconds,
            Causes = c.Causes,
        },
        AlarmEscalated x => v with { Level = x.Level, NextStep = x.NextStep },
        AlarmAcknowledged a => Asking(v, a.State, a.State == AlarmState.Acknowledged ? v.Level : 0, a.NextStep, a.At) with { Acknowledged = new(a.By, a.Reason, a.Action, a.At) },
        AlarmConfirmed c => v with { Confirmed = new(c.By, c.Action, c.At) },
        AlarmShelved s => AlarmMachine.Quiet(v) with { Shelf = new(s.Reason, s.By, s.At, s.Until) },
        AlarmSuppressed s => AlarmMachine.Quiet(v) with { Suppression = new(s.Reason, s.By, s.At, s.Until) },
        AlarmTakenOut o => AlarmMachine.Quiet(v) with { OutOfService = new(o.Reason, o.By, o.At, null) },
        AlarmUnshelved u => Asking(v with { Shelf = null }, u.State, u.Level, u.NextStep, u.At),
        AlarmUnsuppressed u => Asking(v with { Suppression = null }, u.State, u.Level, u.NextStep, u.At),
        AlarmPutBack p => Asking(v with { OutOfService = null }, p.State, p.Level, p.NextStep, p.At),
        _ => v,
    };

    /// <summary>The view in a state: a new call for attention begins where it was not asked for before.</summary>
    private static AlarmView Asking(AlarmView v, AlarmState state, int level, DateTimeOffset? nextStep, DateTimeOffset at)
    {
        var attention = state switch
        {
            AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged => AlarmAttention.Wanted,
            AlarmState.Acknowledged => AlarmAttention.Given,
            _ => AlarmAttention.None,
        };
        var called = attention == AlarmAttention.Wanted && v.Attention != AlarmAttention.Wanted;
        return v with
        {
            Attention = attention,
            Level = level,
            NextStep = nextStep,
            RaisedAt = called ? at : v.RaisedAt,
            Acknowledged = called ? null : v.Acknowledged,
            Confirmed = called ? null : v.Confirmed,
        };
    }
}
