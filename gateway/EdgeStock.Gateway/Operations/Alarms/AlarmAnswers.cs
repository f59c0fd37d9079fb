using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>What people say to an alarm. Who says it is the account that runs the tool, under its pseudonym.</summary>
internal static class AlarmAnswers
{
    public static Command Acknowledge(Option<string> data)
    {
        var (id, reason, action) = (Id(), Why("why it came, as far as you know"), Action("what you do about it"));
        return Says(new("ack", "acknowledge: you have seen it and are on it") { id, reason, action, data }, data, p => new AcknowledgeAlarm(p.GetValue(id)!, p.GetValue(reason)!, p.GetValue(action)!));
    }

    public static Command Confirm(Option<string> data)
    {
        var (id, action) = (Id(), Action("what was done"));
        return Says(new("confirm", "say that the corrective action is done") { id, action, data }, data, p => new ConfirmAlarm(p.GetValue(id)!, p.GetValue(action)!));
    }

    public static Command Shelve(Option<string> data)
    {
        var (id, time, reason) = (Id(), For("how long, as 30m or 2h; the site file says how long at most"), Why("why"));
        return Says(new("shelve", "put aside for a time: it is still evaluated and logged, and comes back by itself") { id, time, reason, data }, data, p => new ShelveAlarm(p.GetValue(id)!, AlarmTime.Minutes(p.GetValue(time)!), p.GetValue(reason)!));
    }

    public static Command Unshelve(Option<string> data)
    {
        var id = Id();
        return Says(new("unshelve", "take off the shelf before its time") { id, data }, data, p => new UnshelveAlarm(p.GetValue(id)!));
    }

    public static Command Suppress(Option<string> data)
    {
        var (id, time, reason) = (Id(), For("how long, as 30m or 2h; a freezer's defrost 30m at most"), Why("what is done meanwhile: maintenance, defrost"));
        var from = new Option<string?>("--from") { Description = "plan it ahead: the instant at which it begins, such as 2026-03-02T06:30:00Z; now otherwise" };
        return Says(new("suppress", "suppress by design: a maintenance window or a defrost, now or planned ahead") { id, time, from, reason, data }, data, p =>
            p.GetValue(from) is { } begin
                ? new PlanWindow(p.GetValue(id)!, AlarmTime.Instant("--from", begin), AlarmTime.Minutes(p.GetValue(time)!), p.GetValue(reason)!)
                : new SuppressAlarm(p.GetValue(id)!, AlarmTime.Minutes(p.GetValue(time)!), p.GetValue(reason)!));
    }

    public static Command Unplan(Option<string> data)
    {
        var window = new Argument<string>("WINDOW") { Description = "a planned window, as in 'edgestock alarm windows'" };
        return Says(new("unplan", "take a planned window back, or end it before its time") { window, data }, data, p => new UnplanWindow(p.GetValue(window)!));
    }

    public static Command Judge(Option<string> data)
    {
        var (id, reason) = (Id(), Why("what was found"));
        var (wrong, right) = (new Option<bool>("--false") { Description = "nothing was wrong that anybody had to see to" }, new Option<bool>("--true") { Description = "something was" });
        var onset = new Option<string?>("--onset") { Description = "which time is meant, by when it began, such as 2026-03-02T06:30:00Z; the last otherwise" };
        return Says(new("judge", "judge whether an alarm was a false one; a later judgement supersedes") { id, wrong, right, reason, onset, data }, data, p =>
            p.GetValue(wrong) == p.GetValue(right)
                ? throw new CommandException("alarm judge: say either --false or --true")
                : new JudgeAlarm(p.GetValue(id)!, p.GetValue(wrong), p.GetValue(reason)!, p.GetValue(onset) is { } at ? AlarmTime.Instant("--onset", at) : null));
    }

    public static Command Unsuppress(Option<string> data)
    {
        var id = Id();
        return Says(new("unsuppress", "the maintenance is over before its time") { id, data }, data, p => new UnsuppressAlarm(p.GetValue(id)!));
    }

    public static Command TakeOut(Option<string> data)
    {
        var (id, reason) = (Id(), Why("why"));
        return Says(new("out-of-service", "take out of service until somebody puts it back") { id, reason, data }, data, p => new TakeAlarmOut(p.GetValue(id)!, p.GetValue(reason)!));
    }

    public static Command PutBack(Option<string> data)
    {
        var id = Id();
        return Says(new("in-service", "put back into service") { id, data }, data, p => new PutAlarmBack(p.GetValue(id)!));
    }

    private static Argument<string> Id() => new("ID") { Description = "an alarm, as in 'edgestock alarm list'" };

    private static Option<string> Why(string what) => new("--reason") { Description = what, Required = true };

    private static Option<string> Action(string what) => new("--action") { Description = what, Required = true };

    private static Option<string> For(string what) => new("--for") { Description = what, Required = true };

    private static Command Says(Command verb, Option<string> data, Func<ParseResult, Instruction> read)
    {
        verb.SetAction(async (parsed, _) =>
        {
            foreach (var entry in await Instructing.DoAsync(parsed.GetValue(data)!, read(parsed)))
            {
                await Console.Out.WriteLineAsync(AlarmWords.Of(entry));
            }
        });
        return verb;
    }
}
