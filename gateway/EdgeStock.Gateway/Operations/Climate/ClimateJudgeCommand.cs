using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Judges a stretch of time at climate points from the minutes in the ledger, read beside the gateway that writes it.</summary>
internal static class ClimateJudgeCommand
{
    /// <summary>A running gateway may not have closed these minutes yet: they are no gap.</summary>
    private static readonly TimeSpan Open = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static Command Verb(Option<string> data)
    {
        var room = new Option<string?>("--room") { Description = "storeroom: every climate point in it" };
        var point = new Option<string?>("--point") { Description = "one climate point, instead of a storeroom" };
        var from = new Option<string>("--from") { Description = "an instant such as 2026-03-02T06:00:00Z, or a day of the site", Required = true };
        var to = new Option<string>("--to") { Description = "the instant before which the stretch ends; a day counts whole", Required = true };
        var profile = new Option<string?>("--profile") { Description = "judge by this profile's limits instead of those that were in force" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("judge", "excursions of a stretch of time: duration, peak, mean kinetic temperature, budget left") { room, point, from, to, profile, data, json };
        verb.SetAction(parsed => Judge(
            parsed.GetValue(data)!, parsed.GetValue(room), parsed.GetValue(point), parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(profile), parsed.GetValue(json)));
        return verb;
    }

    private static int Judge(string data, string? room, string? point, string from, string to, string? profile, bool json)
    {
        var site = LedgerView.Open(data).Site;
        var zone = ExportRange.Zone(site.TimeZone);
        var points = Points(site, room, point);
        var limits = profile is null ? null : Profile(profile);
        var (begin, end) = Stretch(ExportRange.Of(from, to, zone), ScaledClock.FromEnvironment().GetUtcNow());
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var judged = ledger.AtOneInstant(() => points.Select(p => JudgedStretch.Of(ClimateRecord.Read(ledger, p, begin, end, limits))).ToList());
        if (judged.TrueForAll(j => j.Measured == 0 && j.Record.HoursOnly == 0))
        {
            throw new CommandException($"no climate was recorded at {string.Join(", ", points.Select(p => p.Id))} from {from} to {to}: give a stretch in which the gateway ran and its sensors were heard");
        }

        if (json)
        {
            JudgedJson.Print(judged, profile);
        }
        else
        {
            var doubts = ledger.AtOneInstant(() => points.Select(p => p.Channels[0].Source.Split('/')[0]).Distinct()
                .SelectMany(d => CalibrationHistory.Read(ledger, site, d).Doubts().Where(x => x.To.At > begin && (x.From is not { } since || since < end))).ToList());
            doubts.ForEach(d => Console.Out.WriteLine(CalibrationWords.Of(d, zone)));
            foreach (var line in judged.SelectMany(j => JudgedWords.Of(j, zone)))
            {
                Console.Out.WriteLine(line);
            }
        }

        return judged.Exists(j => j.WasOutside) ? 1 : 0;
    }

    /// <summary>The points that are asked about.</summary>
    /// <exception cref="CommandException">There are none.</exception>
    internal static IReadOnlyList<ClimatePoint> Points(Site site, string? room, string? point)
    {
        if (room is null == point is null)
        {
            throw new CommandException("climate judge: give either --room or --point");
        }

        var found = site.ClimatePoints.Where(p => p.Room == room || p.Id == point).ToList();
        return found.Count > 0 ? found
            : point is not null ? throw new CommandException($"'{point}' is no climate point of this gateway: there are {string.Join(", ", site.ClimatePoints.Select(p => p.Id))}")
            : throw new CommandException($"storeroom '{room}' has no climate point: there are some in {string.Join(", ", site.ClimatePoints.Select(p => p.Room).Distinct())}");
    }

    /// <summary>The limits of a profile.</summary>
    /// <exception cref="CommandException">There is no such profile.</exception>
    internal static ClimateLimits Profile(string id) => ClimateProfile.Find(id) is { } found
        ? ClimateLimits.Of(found)
        : throw new CommandException($"--profile {id}: must be one of {string.Join(", ", ClimateProfile.All.Select(p => p.Id))}");

    /// <summary>Whole minutes of a range that have passed: what has not been yet is no gap.</summary>
    /// <exception cref="CommandException">None of it has passed, or it is longer than a year.</exception>
    internal static (DateTimeOffset Begin, DateTimeOffset End) Stretch((DateTimeOffset Begin, DateTimeOffset End) range, DateTimeOffset now)
    {
        var begin = Floor(range.Begin);
        var (last, asked) = (Floor(now) - Open, Floor(range.End.AddMinutes(1).AddTicks(-1)));
        var end = asked < last ? asked : last;
        return end <= begin ? throw new CommandException("no minute of this stretch has passed yet: give an earlier --from")
            : end - begin > Longest ? throw new CommandException($"the stretch is longer than {Longest.TotalDays:0} days: judge each year by itself")
            : (begin, end);
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute)).ToUniversalTime();
}
