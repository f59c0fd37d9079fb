using System.CommandLine;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>Has an instruction done and says what came of it.</summary>
internal static class Saying
{
    /// <summary>Prints the entries as JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "print the ledger entries as JSON" };

    /// <summary>The storeroom that a verb is about.</summary>
    public static Argument<string> Room() => new("ROOM") { Description = "id of the storeroom, as in the site file" };

    /// <summary>Why something is done, in words.</summary>
    public static Option<string> Reason(string description) => new("--reason") { Description = description, Required = true };

    /// <summary>Does it.</summary>
    /// <returns>0: it is done.</returns>
    /// <exception cref="InstructionRefusedException">It cannot be done.</exception>
    public static async Task<int> SayAsync(string data, bool json, Instruction what)
    {
        var reply = await Instructing.AskAsync(data, what);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reply.Entries, JsonSerializerOptions.Web));
            return 0;
        }

        var words = new EntryWords(reply.Names);
        foreach (var entry in reply.Entries)
        {
            await Console.Out.WriteLineAsync(words.Of(entry));
        }

        return 0;
    }
}
