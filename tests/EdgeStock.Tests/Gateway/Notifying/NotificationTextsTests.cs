using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Notifications;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>Messages word for word, with the site's own clock (UTC at the bench; the alarm's onset is at 06:00, it stands at 06:15).</summary>
public sealed class NotificationTextsTests
{
    [Fact]
    public void An_alarm_in_Swedish()
    {
        var text = Text(NotificationLanguage.Swedish, 16).Text;

        Assert.Equal("Larm: Sterilförråd: north temperatur för hög: 26,4 °C (gräns 25,0 °C), sedan 2026-03-02 06:00", text.Subject);
        Assert.Equal(
            """
            Sterilförråd: north temperatur för hög: 26,4 °C (gräns 25,0 °C)
              Läge: INTE KVITTERAT; sedan 2026-03-02 06:00, larm 2026-03-02 06:15
              Gränser som gäller: 25,0 °C, återgår innanför med 0,5 °C, fördröjning 15 min, återgång 5 min
              Kvittera när du tar hand om det:
                edgestock alarm ack north-temperature-high --reason "…" --action "…"
              Kvitterar ingen, larmas nästa steg 2026-03-02 06:30

            Kvittera från telefonen: https://edge.example/a/ID-anna

            Också meddelade: bo (mail)
            Meddelande ID, steg 1, från ward-3 (lund).
            """,
            text.Body);
    }

    [Fact]
    public void An_alarm_in_English()
    {
        var text = Text(NotificationLanguage.English, 16).Text;

        Assert.Equal("Alarm: Sterilförråd: north temperature too high: 26.4 °C (limit 25.0 °C), since 2026-03-02 06:00", text.Subject);
        Assert.Contains("  If nobody acknowledges, the next step is called 2026-03-02 06:30\n", text.Body, StringComparison.Ordinal);
        Assert.Contains("Also told: bo (mail)\n", text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_has_the_alarm_for_machines_and_an_id_of_its_instant()
    {
        var message = Text(NotificationLanguage.English, 16);

        Assert.StartsWith("lund-ward-3-n-", message.Id, StringComparison.Ordinal);
        Assert.EndsWith("-anna-mail", message.Id, StringComparison.Ordinal);
        Assert.Equal(
            new NotifiedAlarm(AlarmBench.High, "sterile", "high", "medium", "unacknowledged", new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero), new(2026, 3, 2, 6, 15, 0, TimeSpan.Zero), 26.4, 25), Assert.Single(message.Alarms));
        Assert.Equal((1, false, "anna", "mail"), (message.Step, message.IsDrill, message.Recipient, message.Channel));
    }

    [Theory]
    [InlineData(NotificationLanguage.Swedish, "ÖVNING av larm: ward-3", "Inget är fel.")]
    [InlineData(NotificationLanguage.English, "DRILL of alarms: ward-3", "Nothing is wrong.")]
    public void A_drill_says_that_it_is_one_and_how_it_is_signed(NotificationLanguage language, string subject, string says)
    {
        var bench = NotificationBench.Make(NotificationBench.Policy with { Language = language });
        Assert.Null(bench.Say(new StartDrill()));
        var message = Message(bench, null);

        Assert.Equal((subject, true), (message.Text.Subject, message.IsDrill));
        Assert.Contains(says, message.Text.Body, StringComparison.Ordinal);
        Assert.Contains($"edgestock notify sign {bench.Projection.Notifications.Messages.Keys.Single()} --reason", message.Text.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NotificationLanguage.Swedish)]
    [InlineData(NotificationLanguage.English)]
    public void Every_kind_state_and_cause_has_words_of_its_own(NotificationLanguage language)
    {
        var words = NotificationWords.In(language);
        var kinds = Enum.GetValues<AlarmKind>().Where(k => k <= AlarmKind.GatewayRestart || k == AlarmKind.NotificationFailed).Select(words.Kind).ToList();

        Assert.Equal(kinds.Count, kinds.Distinct().Count());
        Assert.All(kinds, k => Assert.DoesNotMatch("av slaget|of kind", k));
        Assert.Equal(Enum.GetValues<AlarmState>().Length, Enum.GetValues<AlarmState>().Select(words.Of).Distinct().Count());
        Assert.Equal(Enum.GetValues<NotificationCause>().Length, Enum.GetValues<NotificationCause>().Select(c => words.Prefix(c, 2)).Distinct().Count());
    }

    private static NotificationMessage Text(NotificationLanguage language, int minutes)
    {
        var steps = NotificationBench.Policy with { Language = language, Steps = [new(["anna", "bo"], ["mail"], AlarmSeverity.Low, []), NotificationBench.Policy.Steps[1]] };
        var bench = new AlarmBench(NotificationBench.Site(steps));
        bench.Minutes(minutes, 26.4);
        return Message(bench, new Links());
    }

    private static NotificationMessage Message(AlarmBench bench, INotificationLinks? links)
    {
        var view = bench.Projection.Notifications.Messages.Values.Single();
        var sheet = new Snapshot(bench.Place, new(1, new LedgerIdentity("lund", "ward-3", LedgerBench.Epoch).Genesis), bench.Projection, new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, bench.Now);
        var message = NotificationTexts.Message(sheet, view, view.Deliveries[0], links);
        return message with { Text = message.Text with { Body = links is null ? message.Text.Body : message.Text.Body.Replace(view.Id, "ID", StringComparison.Ordinal) } };
    }

    private sealed class Links : INotificationLinks
    {
        public Uri? For(string notification, string recipient, DateTimeOffset until) => new($"https://edge.example/a/{notification}-{recipient}");
    }
}
