using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Gateway.Alarms;

/// <summary>The retained message of an alarm as the contract has it (docs/mqtt.md).</summary>
public sealed class AlarmPayloadTests
{
    private const string Root = "edgestock/1/lund/ward-3/";
    private static readonly Payloads Payloads = new(new LedgerIdentity("lund", "ward-3", 1_772_431_200));

    [Fact]
    public void An_acknowledged_alarm_says_what_stands_since_when_under_which_limit_and_whose_it_is()
    {
        var bench = new AlarmBench();
        bench.Minutes(2, 22);
        bench.Minutes(18, 26);
        Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", "stängd")));

        var message = Payloads.Alarm(bench.View(AlarmBench.High));

        Assert.Equal((Root + "room/sterile/alarm/north-temperature-high", true, (byte)1), (message.Topic, message.Retain, message.Qos));
        Assert.Equal(
            """
            {"id":"north-temperature-high","room":"sterile","subject":"north/temperature","kind":"high","severity":"medium","state":"acknowledged","condition":"standing","since":"2026-03-02T06:20:00.000Z","onset":"2026-03-02T06:02:00.000Z","raised":"2026-03-02T06:17:00.000Z","limits":{"limit":25,"deadband":0.5,"onDelaySeconds":900,"offDelaySeconds":300},"value":26,"peak":26,"outsideSeconds":900,"causes":[],"level":1,"nextStep":"2026-03-02T14:20:00.000Z","acknowledgement":{"by":"p-1","reason":"dörren","action":"stängd","at":"2026-03-02T06:20:00.000Z"},"seq":5}
            """,
            Encoding.UTF8.GetString(message.Payload.Span));
    }

    [Fact]
    public void A_shelved_alarm_stands_with_reason_and_end_and_a_normal_one_is_taken_back()
    {
        var bench = new AlarmBench();
        Assert.Null(bench.Say(new ShelveAlarm(AlarmBench.High, 60, "service")));
        var shelved = Encoding.UTF8.GetString(Payloads.Alarm(bench.View(AlarmBench.High)).Payload.Span);
        Assert.Contains("\"state\":\"shelved\",\"condition\":\"clear\"", shelved, StringComparison.Ordinal);
        Assert.Contains("\"shelved\":{\"reason\":\"service\",\"by\":\"p-1\",\"at\":\"2026-03-02T06:00:00.000Z\",\"until\":\"2026-03-02T07:00:00.000Z\"}", shelved, StringComparison.Ordinal);

        Assert.Null(bench.Say(new UnshelveAlarm(AlarmBench.High)));
        var normal = Payloads.Alarm(bench.View(AlarmBench.High));

        Assert.Equal((true, 0), (normal.Retain, normal.Payload.Length));
    }

    [Fact]
    public void An_alarm_about_the_gateway_stands_beside_the_rooms()
    {
        var bench = new AlarmBench();
        bench.Tick(1);
        bench.Away(TimeSpan.FromHours(1));
        bench.Tick(1);

        Assert.Equal(Root + "alarm/gateway-restart", Payloads.Alarm(bench.View("gateway-restart")).Topic);
        Assert.Equal(Root + "alarm/gateway-restart", Payloads.Gone(new("alarm", "", "gateway-restart", 3)).Topic);
        Assert.Equal((Root + "event/alarm", Root + "room/sterile/event/alarm"), (Payloads.Topics.Event(null, "alarm.changed.v1"), Payloads.Topics.Event("sterile", "alarm.escalated.v1")));
    }
}
