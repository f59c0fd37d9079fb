using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Decides what people say to alarms.</summary>
internal sealed class AlarmDesk(Site site, Projection projection, Instruct instruct)
{
    private readonly DateTimeOffset now = instruct.Taken;
    private readonly string by = instruct.By;

    public Decision Decide(AlarmInstruction what)
    {
        if (AlarmDefinition.Of(LimitsInForce.Of(site, projection)).FirstOrDefault(d => d.Id == what.Alarm) is not { } definition)
        {
            return Decision.No($"this site has no alarm '{what.Alarm}': see 'edgestock alarm list --all'");
        }

        var view = projection.Alarms.GetValueOrDefault(definition.Id) ?? AlarmView.Normal(definition.Name, definition.Limits);
        return what switch
        {
            AcknowledgeAlarm x => Acknowledge(view, definition, x),
            ConfirmAlarm x => Confirm(view, definition, x),
            ShelveAlarm x => Shelve(view, definition, x),
            UnshelveAlarm => Unshelve(view, definition),
            SuppressAlarm x => Suppress(view, definition, x),
            UnsuppressAlarm => Unsuppress(view, definition),
            TakeAlarmOut x => TakeOut(view, definition, x),
            PutAlarmBack => PutBack(view, definition),
            JudgeAlarm x => JudgementDesk.Judge(projection, view, definition, x, now, by),
            _ => Decision.No($"{what.GetType().Name} is nothing that can be said to an alarm"),
        };
    }

    private Decision Acknowledge(AlarmView view, AlarmDefinition definition, AcknowledgeAlarm x)
    {
        var wrong = view.State() switch
        {
            AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged => null,
            AlarmState.Acknowledged => $"alarm '{x.Alarm}' was acknowledged at {Clock(view.Acknowledged?.At)} by {view.Acknowledged?.By}: when the corrective action is done, say so with 'edgestock alarm confirm'",
            AlarmState.Pending => $"alarm '{x.Alarm}' is not raised yet: its on-delay runs until {Clock(view.Onset + TimeSpan.FromSeconds(definition.Limits.OnDelaySeconds))}; look after it, and acknowledge it if it comes",
            AlarmState.Normal => $"alarm '{x.Alarm}' is normal: there is nothing to acknowledge",
            var state => $"alarm '{x.Alarm}' is {Words(state)} and asks for nothing: put it back first ('{Undo(state)}')",
        };
        if (wrong is null && x.RaisedAt is { } told && told != view.RaisedAt)
        {
            wrong = $"alarm '{x.Alarm}' was raised anew at {Clock(view.RaisedAt)}: look at it again, and acknowledge what stands now";
        }

        wrong ??= InstructionDesk.Wrong(x.Reason, "the reason") ?? InstructionDesk.Wrong(x.Action, "the action");
        if (wrong is not null)
        {
            return Decision.No(wrong);
        }

        var milestone = AlarmSigns.Of(site, projection, definition, AlarmSigns.Absent(site, projection), now)?.Milestone;
        var next = AlarmMachine.Acknowledge(view, milestone ?? now + definition.Realarm);
        return Decision.Of(new AlarmAcknowledged(now, definition.Name, next.State(), x.Reason, x.Action, view.RaisedAt ?? view.Since, next.NextStep, definition.Limits, by));
    }

    private Decision Confirm(AlarmView view, AlarmDefinition definition, ConfirmAlarm x)
    {
        var wrong = view.Acknowledged is null
            ? view.IsUnacknowledged()
                ? $"nobody has acknowledged alarm '{x.Alarm}' yet: do that first ('edgestock alarm ack')"
                : $"alarm '{x.Alarm}' is {Words(view.State())}: there is no action to confirm"
            : view.Confirmed is { } done ? $"the action on alarm '{x.Alarm}' was confirmed at {Clock(done.At)} by {done.By}: nothing is left to say"
            : InstructionDesk.Wrong(x.Action, "what was done");
        return wrong is null ? Decision.Of(new AlarmConfirmed(now, definition.Name, view.State(), x.Action, definition.Limits, by)) : Decision.No(wrong);
    }

    private Decision Shelve(AlarmView view, AlarmDefinition definition, ShelveAlarm x)
    {
        var wrong = view.OutOfService is not null ? $"alarm '{x.Alarm}' is out of service: it need not be shelved"
            : WrongTime(x.Minutes, site.Alarms.LongestShelving, "shelved", "for longer it must be put right, or taken out of service ('edgestock alarm out-of-service')")
            ?? InstructionDesk.Wrong(x.Reason, "the reason");
        if (wrong is not null)
        {
            return Decision.No(wrong);
        }

        var until = now.AddMinutes(x.Minutes);
        var next = AlarmMachine.Quiet(view) with { Shelf = new(x.Reason, by, now, until) };
        return Decision.Of(new AlarmShelved(now, definition.Name, next.State(), until, x.Reason, definition.Limits, by));
    }

    private Decision Unshelve(AlarmView view, AlarmDefinition definition)
    {
        if (view.Shelf is null)
        {
            return Decision.No($"alarm '{definition.Id}' is not shelved: it is {Words(view.State())}");
        }

        var next = AlarmMachine.Back(view with { Shelf = null }, definition, now);
        return Decision.Of(new AlarmUnshelved(now, definition.Name, next.State(), next.Level, next.NextStep, definition.Limits, by));
    }

    private Decision Suppress(AlarmView view, AlarmDefinition definition, SuppressAlarm x)
    {
        var wrong = view.OutOfService is not null ? $"alarm '{x.Alarm}' is out of service: it need not be suppressed"
            : view.Suppression is { By: null } other ? $"alarm '{x.Alarm}' is suppressed already, because {other.Reason}"
            : WindowLength.Wrong(site, definition.Name, WindowDesk.Length(x.Minutes))
            ?? InstructionDesk.Wrong(x.Reason, "the reason");
        if (wrong is not null)
        {
            return Decision.No(wrong);
        }

        var until = now.AddMinutes(x.Minutes);
        var next = AlarmMachine.Quiet(view) with { Suppression = new(x.Reason, by, now, until) };
        return Decision.Of(new AlarmSuppressed(now, definition.Name, next.State(), until, x.Reason, definition.Limits, by));
    }

    private Decision Unsuppress(AlarmView view, AlarmDefinition definition)
    {
        var wrong = view.Suppression is null ? $"alarm '{definition.Id}' is not suppressed: it is {Words(view.State())}"
            : view.Suppression.By is null ? $"alarm '{definition.Id}' is suppressed because {view.Suppression.Reason}: it comes back by itself when that is over" : null;
        if (wrong is not null)
        {
            return Decision.No(wrong);
        }

        var next = AlarmMachine.Back(view with { Suppression = null }, definition, now);
        return Decision.Of(new AlarmUnsuppressed(now, definition.Name, next.State(), next.Level, next.NextStep, definition.Limits, by));
    }

    private Decision TakeOut(AlarmView view, AlarmDefinition definition, TakeAlarmOut x)
    {
        var wrong = view.OutOfService is { } since ? $"alarm '{x.Alarm}' is out of service since {Clock(since.At)}: put it back with 'edgestock alarm in-service'" : InstructionDesk.Wrong(x.Reason, "the reason");
        return wrong is null ? Decision.Of(new AlarmTakenOut(now, definition.Name, AlarmState.OutOfService, x.Reason, definition.Limits, by)) : Decision.No(wrong);
    }

    private Decision PutBack(AlarmView view, AlarmDefinition definition)
    {
        if (view.OutOfService is null)
        {
            return Decision.No($"alarm '{definition.Id}' is in service: it is {Words(view.State())}");
        }

        var next = AlarmMachine.Back(view with { OutOfService = null }, definition, now);
        return Decision.Of(new AlarmPutBack(now, definition.Name, next.State(), next.Level, next.NextStep, definition.Limits, by));
    }

    internal static string? WrongTime(double minutes, TimeSpan longest, string what, string otherwise) =>
        !(minutes >= 1) ? $"an alarm is {what} for a minute at least: say for how long, as in --for 30m or --for 2h"
        : minutes > longest.TotalMinutes ? string.Create(CultureInfo.InvariantCulture, $"an alarm is {what} for {longest.TotalMinutes:0} minutes at most here: {otherwise}") : null;

    private static string Undo(AlarmState state) => state switch
    {
        AlarmState.Shelved => "edgestock alarm unshelve",
        AlarmState.Suppressed => "edgestock alarm unsuppress",
        _ => "edgestock alarm in-service",
    };

    /// <summary>A state in words.</summary>
    private static string Words(AlarmState state) => state switch
    {
        AlarmState.ReturnedUnacknowledged => "over and not acknowledged",
        AlarmState.OutOfService => "out of service",
        _ => state.ToString().ToLowerInvariant(),
    };

    private string Clock(DateTimeOffset? at) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, site.Calendar.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "an unknown time";
}
