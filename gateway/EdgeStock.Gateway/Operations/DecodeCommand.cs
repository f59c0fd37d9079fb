using System.CommandLine;
using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Llrp;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Says what a reader's message, a tag or a scan holds; for support. The gateway itself never speaks LLRP.</summary>
internal static class DecodeCommand
{
    public static Command Verb()
    {
        var message = new Argument<string[]>("HEX") { Description = "one or more LLRP messages in hexadecimal; spaces are allowed", Arity = ArgumentArity.OneOrMore };
        var llrp = new Command("llrp", "what LLRP messages say, one JSON object a line") { message };
        llrp.SetAction(parsed => Llrp(string.Concat(parsed.GetValue(message)!), parsed.InvocationConfiguration.Output));

        var memory = new Argument<string[]>("HEX") { Description = "a tag's EPC memory in hexadecimal; spaces are allowed", Arity = ArgumentArity.OneOrMore };
        var pc = new Option<string?>("--pc") { Description = "the tag's protocol control word in hexadecimal, such as 3000; with its toggle bit the memory is not GS1's" };
        var epc = new Command("epc", "what a tag says, as a JSON object") { memory, pc };
        epc.SetAction(parsed => Epc(string.Concat(parsed.GetValue(memory)!), parsed.GetValue(pc), parsed.InvocationConfiguration.Output));

        var scan = new Argument<string>("STRING") { Description = "what a scanner sends: a GS1 element string, a GS1 Digital Link, a GTIN or an HIBC; FNC1 may be written <GS>, {GS} or \\x1d" };
        var gs1 = new Command("gs1", "what a scan says, as a JSON object") { scan };
#pragma warning disable RS0030 // composition root: the tool's own clock, which tells the century of a two-digit year
        gs1.SetAction(parsed => Gs1(parsed.GetValue(scan)!, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime), parsed.InvocationConfiguration.Output));
#pragma warning restore RS0030
        return new("decode", "what a message, a tag or a scan says, for support") { llrp, epc, gs1 };
    }

    /// <summary>Describes LLRP messages, one JSON object a line.</summary>
    /// <returns>0, or 1 when a message is malformed.</returns>
    /// <exception cref="CommandException">The text is not hexadecimal.</exception>
    public static int Llrp(string hex, TextWriter output)
    {
        var digits = Digits(hex);
        if (digits.Length == 0 || digits.Length % 2 == 1 || !digits.All(char.IsAsciiHexDigit))
        {
            throw new CommandException("decode llrp: give whole octets in hexadecimal, such as 043d0000000a00000000");
        }

        var malformed = false;
        foreach (var message in LlrpText.Describe(Convert.FromHexString(digits)))
        {
            output.WriteLine(message.Json);
            malformed |= message.Malformed;
        }

        return malformed ? 1 : 0;
    }

    /// <summary>Describes a tag. An odd count of digits, as the standard prints some codes, is filled up with zeros to the whole words that a tag answers with.</summary>
    /// <param name="pc">Protocol control word in hexadecimal.</param>
    /// <returns>0: a tag that cannot be decoded is raw, which is an answer.</returns>
    /// <exception cref="CommandException">A text is not hexadecimal, or too long for a tag.</exception>
    public static int Epc(string hex, string? pc, TextWriter output)
    {
        var digits = Digits(hex);
        if (digits.Length is 0 or > 124 || !digits.All(char.IsAsciiHexDigit))
        {
            throw new CommandException("decode epc: give a tag's memory of at most 62 octets in hexadecimal, such as 3074257BF7194E4000001A85");
        }

        int? word = pc is null ? null
            : int.TryParse(pc, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 0xFFFF ? number
            : throw new CommandException($"decode epc: '{pc}' is no protocol control word: give up to four digits in hexadecimal, such as 3000");
        var whole = digits.Length % 2 == 0 ? digits : digits.PadRight((digits.Length + 3) / 4 * 4, '0');
        output.WriteLine(DecodedText.Of(EpcCode.Decode(Domain.Epc.From(whole), word)));
        return 0;
    }

    /// <summary>Describes a scan.</summary>
    /// <param name="today">Tells the century of a two-digit year.</param>
    /// <returns>0, or 1 when it cannot be read; then the object says why.</returns>
    public static int Gs1(string typed, DateOnly today, TextWriter output)
    {
        var scan = Scan.Parse(ScannedText.Read(typed), today);
        output.WriteLine(DecodedText.Of(scan));
        return scan.Error is null ? 0 : 1;
    }

    private static string Digits(string hex) => string.Concat(hex.Where(c => !char.IsWhiteSpace(c)));
}
