using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>Goods-in with a scanner that types: each line is booked as it comes and answered with one line. One that is refused stops nothing.</summary>
/// <param name="said">What holds for every line: the storeroom, the supplier, and what the scans do not say.</param>
/// <param name="ask">Has an instruction done.</param>
/// <param name="json">Answers are JSON objects.</param>
internal sealed class GoodsInLines(ReceiveGoods said, Func<Instruction, Task<InstructReply>> ask, bool json)
{
    private int line;
    private int booked;
    private int refused;
    private long pieces;

    /// <summary>Takes scans until their end. The sums come last, also when the gateway is lost on the way.</summary>
    /// <returns>0, or 1 when a line was refused.</returns>
    public async Task<int> RunAsync(TextReader scans, TextWriter answers)
    {
        try
        {
            while (await scans.ReadLineAsync() is { } scan)
            {
                line++;
                if (!string.IsNullOrWhiteSpace(scan))
                {
                    await answers.WriteLineAsync(await BookAsync(scan.Trim(' ', '\t', '\r')));
                    await answers.FlushAsync();
                }
            }
        }
        finally
        {
            await answers.WriteLineAsync(json
                ? JsonSerializer.Serialize(new { Scanned = booked + refused, Booked = booked, Pieces = pieces, Refused = refused }, JsonSerializerOptions.Web)
                : string.Create(CultureInfo.InvariantCulture, $"{booked + refused} scanned: {booked} booked in ({pieces} pieces), {refused} refused"));
        }

        return refused == 0 ? 0 : 1;
    }

    private async Task<string> BookAsync(string scan)
    {
        try
        {
            var reply = await ask(said with { Goods = said.Goods with { Scan = ScannedText.Read(scan) } });
            booked++;
            pieces += reply.Entries.Select(EntryWords.Event).OfType<LotReceived>().Sum(r => (long)r.Pieces);
            return json
                ? JsonSerializer.Serialize(new { Line = line, Scan = scan, reply.Entries }, JsonSerializerOptions.Web)
                : string.Create(CultureInfo.InvariantCulture, $"{line}: {string.Join("; ", reply.Entries.Select(new EntryWords(reply.Names).Of))}");
        }
        catch (InstructionRefusedException e)
        {
            refused++;
            return json
                ? JsonSerializer.Serialize(new { Line = line, Scan = scan, Refused = e.Message }, JsonSerializerOptions.Web)
                : string.Create(CultureInfo.InvariantCulture, $"{line}: NOT BOOKED: {e.Message}");
        }
    }
}
