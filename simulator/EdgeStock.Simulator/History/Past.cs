namespace EdgeStock.Simulator.History;

/// <summary>Lives through a storeroom's past and writes it down: site.yaml, history.ndjson and truth.jsonl.</summary>
internal static class Past
{
    private const string SiteName = "site.yaml";
    private const string TraceName = "history.ndjson";
    private const string TruthName = "truth.jsonl";
    private const long HourMs = 3_600_000;
    private const long FinishMs = 3 * HourMs;
    private const string Clerk = "p-1";

    /// <param name="folder">Where the three files go; it must exist.</param>
    /// <param name="seed">Decides everything that chance decides.</param>
    /// <param name="tick">The gateway's clock comes so often in the trace.</param>
    public static void Write(PastStoreroom storeroom, LocalDays days, Troubles troubles, long seed, TimeSpan tick, string folder, CancellationToken stop)
    {
        File.WriteAllText(Path.Combine(folder, SiteName), storeroom.SiteText);
        using var trace = new PastTrace(Path.Combine(folder, TraceName), storeroom, days, seed, tick);
        using var truth = new DailyTruth(Path.Combine(folder, TruthName), storeroom, days, troubles, seed);
        var agenda = new Agenda();
        var shelves = storeroom.Articles.Select(a => new Shelf(a, storeroom.FinalBins, seed)).ToList();
        var devices = new PastDevices(storeroom, shelves, days, agenda, trace, seed);
        var around = new Surroundings(storeroom, days, agenda, trace, devices, troubles, seed);
        var lives = shelves.Select(s => new ArticleLife(s, around)).ToList();

        agenda.At(0, ms => Install(storeroom, days, trace, ms));
        lives.ForEach(l => l.Begin());
        devices.Begin();
        PlanTroubles(troubles, lives, devices, agenda);
        foreach (var day in days.All())
        {
            var from = Math.Max(0, days.Start(day));
            agenda.At(from, _ =>
            {
                if (day > days.First)
                {
                    truth.Close(day.AddDays(-1), lives);
                }

                lives.ForEach(l => l.Day(day, from));
            });
        }

        agenda.At(days.EndMs - FinishMs, ms => lives.ForEach(l => l.Finish(ms)));
        agenda.Run(days.EndMs, trace.TickUntil, stop);
        trace.TickUntil(days.EndMs);
    }

    /// <summary>What is said when a gateway is put into service.</summary>
    private static void Install(PastStoreroom storeroom, LocalDays days, PastTrace trace, long ms)
    {
        trace.Say(ms, "config", "start", storeroom.SiteText);
        trace.Say(ms, "catalogue", Clerk, Sayings.Catalogue("artiklar.csv", storeroom.Articles));
        if (storeroom.Articles.Any(a => a.PerMonth is not null))
        {
            trace.Say(ms, "consumption", Clerk, Sayings.Consumption(storeroom.Room, storeroom.Articles, days.First.AddDays(-30)));
        }

        foreach (var exempt in storeroom.Articles.Where(a => a.ExemptDays is not null))
        {
            trace.Say(ms, "exemption", Clerk, Sayings.Exemption(storeroom.Room, exempt, days.First));
        }
    }

    private static void PlanTroubles(Troubles troubles, List<ArticleLife> lives, PastDevices devices, Agenda agenda)
    {
        foreach (var fault in troubles.Faults)
        {
            devices.Fail(fault.Device, fault.FromMs, fault.UntilMs, fault.Announced);
        }

        foreach (var block in troubles.Blocks)
        {
            var life = lives.Single(l => l.Shelf.Plan.Article.Id == block.Article);
            agenda.At(block.AtMs, ms => life.Block(ms, block.Days));
        }
    }
}
