using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>What the climate did to a lot, from storeroom to storeroom, read beside the gateway that writes the ledger.</summary>
internal static class LotsClimateCommand
{
    /// <summary>A running gateway may not have closed these minutes yet: they are no gap.</summary>
    private static readonly TimeSpan Open = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static Command Verb(Option<string> data)
    {
        var article = new Argument<string>("ARTICLE") { Description = "id of the article" };
        var lot = new Option<string?>("--lot") { Description = "the lot; without it, goods whose lot is not known" };
        var epc = new Option<string?>("--epc") { Description = "one package alone, by its tag in hexadecimal" };
        var from = new Option<string?>("--from") { Description = "an instant such as 2026-03-02T06:00:00Z, or a day of the site; its first day here, or a year ago, otherwise" };
        var to = new Option<string?>("--to") { Description = "the instant before which the stretch ends; a day counts whole; now otherwise" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("climate", "a lot's thermal record, from storeroom to storeroom; exit code 1 when it was outside its limits") { article, lot, epc, from, to, data, json };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, parsed.GetValue(article)!, parsed.GetValue(lot), parsed.GetValue(epc), parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, string article, string? lot, string? epc, string? from, string? to, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        if (projection.Book.Catalogue.Find(site, article) is not { } known)
        {
            throw new CommandException($"'{article}' is neither in the catalogue nor in the site file: give an article's id, such as those that 'edgestock lots' shows");
        }

        if (lot is not null && epc is not null)
        {
            throw new CommandException("give --lot or --epc, not both: a tag names its own lot");
        }

        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var record = ledger.AtOneInstant(() =>
        {
            var (begin, end) = Stretch(from, to, ExportRange.Zone(site.TimeZone));
            var all = LotTrail.Of(ledger, article, lot, Tag(epc));
            var stays = all.Select(s => s.Within(begin, end)).OfType<LotStay>().ToList();
            return stays.Count > 0 ? LotClimate.Of(ledger, article, lot, epc?.ToUpperInvariant(), site.Profiles().FirstOrDefault(p => p.Id == known.StorageProfile), stays) : throw new CommandException(all.Count == 0
                ? $"{(epc is not null ? $"tag {epc}" : lot is null ? $"'{article}' without a lot" : $"lot {lot} of '{article}'")} was in no storeroom of this gateway: see 'edgestock lots --article {article}' for what there is, and give --lot"
                : $"it was here from {all[0].From:yyyy-MM-dd HH:mm} UTC on, but no whole minute of that lies in this stretch: give other --from and --to");
        });
        if (json)
        {
            using var output = Console.OpenStandardOutput();
            LotClimateJson.Write(output, record);
            output.WriteByte((byte)'\n');
        }
        else
        {
            foreach (var line in LotClimateWords.Of(record, ExportRange.Zone(site.TimeZone)))
            {
                Console.Out.WriteLine(line);
            }
        }

        return record.WasOutside ? 1 : 0;
    }

    private static (DateTimeOffset Begin, DateTimeOffset End) Stretch(string? from, string? to, TimeZoneInfo zone)
    {
        var last = LotStay.Floor(ScaledClock.FromEnvironment().GetUtcNow()) - Open;
        var end = to is null ? last : LotStay.Floor(ExportRange.To(to, zone));
        end = end < last ? end : last;
        var begin = from is null ? end - Longest : LotStay.Floor(ExportRange.From(from, zone));
        return end <= begin ? throw new CommandException("no minute of this stretch has passed yet: give an earlier --from")
            : end - begin > Longest ? throw new CommandException($"the stretch is longer than {Longest.TotalDays:0} days: look at each year by itself")
            : (begin, end);
    }

    private static Epc? Tag(string? hex)
    {
        try
        {
            return hex is null ? null : Epc.From(hex);
        }
        catch (ArgumentException e)
        {
            throw new CommandException($"--epc {hex}: {e.Message}");
        }
    }
}
