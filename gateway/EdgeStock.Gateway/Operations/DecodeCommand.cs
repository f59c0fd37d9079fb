using System.CommandLine;
using EdgeStock.Llrp;

namespace EdgeStock.Gateway.Operations;

/// <summary>Says what a message from a device's protocol holds. The gateway itself never speaks LLRP; this is for support.</summary>
internal static class DecodeCommand
{
    public static Command Verb()
    {
        var hex = new Argument<string[]>("HEX") { Description = "one or more LLRP messages in hexadecimal; spaces are allowed", Arity = ArgumentArity.OneOrMore };
        var llrp = new Command("llrp", "what LLRP messages say, one JSON object a line") { hex };
        llrp.SetAction(parsed => Llrp(string.Concat(parsed.GetValue(hex)!)));
        return new("decode", "what a message says, for support") { llrp };
    }

    /// <summary>Describes LLRP messages, one JSON object a line.</summary>
    /// <returns>0, or 1 when a message is malformed.</returns>
    /// <exception cref="CommandException">The text is not hexadecimal.</exception>
    public static int Llrp(string hex)
    {
        var digits = string.Concat(hex.Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length == 0 || digits.Length % 2 == 1 || !digits.All(char.IsAsciiHexDigit))
        {
            throw new CommandException("decode llrp: give whole octets in hexadecimal, such as 043d0000000a00000000");
        }

        var malformed = false;
        foreach (var message in LlrpText.Describe(Convert.FromHexString(digits)))
        {
            Console.Out.WriteLine(message.Json);
            malformed |= message.Malformed;
        }

        return malformed ? 1 : 0;
    }
}
