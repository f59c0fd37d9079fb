using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Reports;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway.Excursions;

/// <summary>A cold room that is too warm for forty minutes, and still is. Twenty minutes of it nobody measured.</summary>
internal sealed class GoingOn : IDisposable
{
    private readonly ClimateLedger ledger;

    public GoingOn()
    {
        var file = SiteFile.Parse("""
            site: lund
            gateway: ward-3
            timezone: UTC
            rooms: [{id: cold, class: pharmacy}]
            devices: [{id: climate-1, kind: climate, room: cold, interval_s: 10}]
            climate: [{id: north, room: cold, device: climate-1, profile: med-fridge}]
            """);
        ledger = new(file.Site);
        ledger.Turn.Configure(file, ledger.Now, "uid-0");
        ledger.Air(60, i => 5 - (i % 7 * 0.013)).Air(20, i => 10 - (i % 7 * 0.013));
        for (var i = 0; i < 20; i++)
        {
            ledger.Now = ledger.Now.AddMinutes(1);
            ledger.Tick();
        }

        ledger.Air(20, i => 11 - (i % 7 * 0.013)).Quiet().Commit();
    }

    public ExcursionReport Report()
    {
        using var reader = ledger.File.Read();
        return ExcursionReading.Of(reader, ExcursionReading.All(reader, ExcursionBench.Alarm)[^1].Seq, TestSite.T0.AddMinutes(122))!;
    }

    public void Dispose() => ledger.Dispose();
}
