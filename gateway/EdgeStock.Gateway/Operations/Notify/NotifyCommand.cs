using System.CommandLine;

namespace EdgeStock.Gateway.Operations;

/// <summary>Messages to people about alarms: what was sent, who is on call, drills.</summary>
internal static class NotifyCommand
{
    public static Command Verb(Option<string> data) => new("notify", "messages to people about alarms: what went out, who is on call, drills (docs/notifications.md)")
    {
        NotifyListing.Verb(data), NotifyOnCall.Verb(data), NotifyDrill.Begin(data), NotifyDrill.Sign(data),
        NotifyCheckCommand.Verb(data), NotifyTestCommand.Verb(data),
    };
}
