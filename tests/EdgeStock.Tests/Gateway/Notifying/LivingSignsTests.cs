using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>What the lamp and the outward heartbeat say of a sheet.</summary>
public sealed class LivingSignsTests
{
    [Fact]
    public void A_heartbeat_is_sent_only_while_the_writer_writes()
    {
        var sheet = Sheet(new());

        Assert.Null(OutwardHeartbeat.Objection(sheet, sheet.AsOf.AddSeconds(10)));
        Assert.Contains("nothing for 11 s", OutwardHeartbeat.Objection(sheet, sheet.AsOf.AddSeconds(11)), StringComparison.Ordinal);
        var held = sheet with { Fault = new(LedgerTrouble.Full, "the disk is full") };
        Assert.Contains("cannot be written", OutwardHeartbeat.Objection(held, sheet.AsOf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_heartbeat_says_where_the_ledger_stands_how_many_alarms_want_somebody_and_what_waits_for_the_broker()
    {
        var bench = new AlarmBench();
        bench.Minutes(2, 22);
        bench.Minutes(18, 26);

        var body = Encoding.UTF8.GetString(OutwardHeartbeat.Body(Sheet(bench), 3));

        Assert.StartsWith("""{"site":"lund","gateway":"ward-3","at":"2026-03-02T06:20:00.000Z","ledgerHead":{"seq":7,"hash":"00""", body, StringComparison.Ordinal);
        Assert.EndsWith(""","unacknowledged":1,"outboxDepth":4}""", body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lamp_is_on_while_an_alarm_of_its_severity_wants_somebody()
    {
        var bench = new AlarmBench();
        var (medium, high) = (new LightSettings("lamp-1", "blink", AlarmSeverity.Medium), new LightSettings("lamp-1", "on", AlarmSeverity.High));
        bench.Minutes(2, 22);
        Assert.Equal("off", AlarmLight.Wanted(medium, Sheet(bench)));

        bench.Minutes(18, 26);
        Assert.Equal(("blink", "off"), (AlarmLight.Wanted(medium, Sheet(bench)), AlarmLight.Wanted(high, Sheet(bench))));

        Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", "stängd")));
        Assert.Equal("off", AlarmLight.Wanted(medium, Sheet(bench)));
    }

    private static Snapshot Sheet(AlarmBench bench) =>
        new(bench.Place, new ChainHead(7, new byte[32]), bench.Projection, new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, bench.Now);
}
