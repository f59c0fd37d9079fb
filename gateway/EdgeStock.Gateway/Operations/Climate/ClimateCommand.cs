using System.CommandLine;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>What the climate of the storerooms was, and what it did to the goods.</summary>
internal static class ClimateCommand
{
    public static Command Verb(Option<string> data) => new("climate", "what was outside its limits, how long, and what it did to the goods")
    {
        ClimateJudgeCommand.Verb(data),
        ClimateMinutesCommand.Verb(data),
    };
}
