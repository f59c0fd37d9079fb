using System.CommandLine;

namespace EdgeStock.Gateway.Operations;

/// <summary>How people are told of alarms.</summary>
internal static class NotifyCommand
{
    public static Command Verb(Option<string> data) => new("notify", "how people are told of alarms (docs/notifications-setup.md)")
    {
        NotifyCheckCommand.Verb(data), NotifyTestCommand.Verb(data),
    };
}
