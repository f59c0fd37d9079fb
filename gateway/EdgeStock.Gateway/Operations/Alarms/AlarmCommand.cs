using System.CommandLine;

namespace EdgeStock.Gateway.Operations;

/// <summary>Alarms: what stands, and what people say to it.</summary>
internal static class AlarmCommand
{
    public static Command Verb(Option<string> data) => new("alarm", "what stands, and what is said to it (docs/alarms.md)")
    {
        AlarmListing.Verb(data),
        AlarmAnswers.Acknowledge(data), AlarmAnswers.Confirm(data),
        AlarmAnswers.Shelve(data), AlarmAnswers.Unshelve(data),
        AlarmAnswers.Suppress(data), AlarmAnswers.Unsuppress(data),
        AlarmAnswers.TakeOut(data), AlarmAnswers.PutBack(data),
        AlarmWindowsCommand.Verb(data), AlarmAnswers.Unplan(data),
        AlarmAnswers.Judge(data), AlarmKpiCommand.Verb(data),
    };
}
