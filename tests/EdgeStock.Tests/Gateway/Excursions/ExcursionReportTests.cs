using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway.Excursions;

/// <summary>The report of an excursion, as a model, as JSON and as a page in two languages.</summary>
public sealed class ExcursionReportTests
{
    private static readonly DateTimeOffset T0 = ExcursionBench.T0;

    [Fact]
    public void It_says_when_how_far_and_how_long()
    {
        using var bench = new ExcursionBench().Told();
        var report = bench.Report();
        var judged = report.Judgement!.Excursion;

        Assert.Null(bench.Refused);
        Assert.True(report.IsFinal);
        Assert.Equal((25.0, 1800.0, 300.0), (report.Excursion.Limits.Limit, report.Excursion.Limits.OnDelaySeconds, report.Excursion.Limits.OffDelaySeconds));
        Assert.InRange(report.Excursion.Onset, T0.AddMinutes(60), T0.AddMinutes(61));
        Assert.InRange(report.Excursion.StoodAt - report.Excursion.Onset, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
        Assert.InRange(report.Excursion.ClearedAt!.Value, T0.AddMinutes(115), T0.AddMinutes(116));

        // 50 minutes at 27.5 °C, in a record without a gap
        Assert.Equal((T0.AddMinutes(60), T0.AddMinutes(110), 50, 0, 27.5), (judged.Start, judged.End, judged.MinutesOutside, judged.MinutesUnknown, judged.Peak));
        Assert.Equal((judged.Start, judged.End), (judged.StartEarliest, judged.EndLatest));
        Assert.Equal((TimeSpan.FromDays(30), judged.End), (report.Judgement.Window!.Length, report.Judgement.WindowEnd!.Value));
        Assert.Equal(110.0 / 43_200, report.Judgement.Kinetic!.Coverage, 4);
        Assert.Equal((T0, T0.AddHours(2)), (report.Course.From, report.Course.To));
        Assert.Equal(("Sterilförråd <1>", "se-sterile"), (report.Place.RoomName, report.Place.Profile));
    }

    [Fact]
    public void Each_lot_has_the_minutes_in_which_it_was_there_and_the_decision_that_holds()
    {
        using var bench = new ExcursionBench().Told();
        var lots = bench.Report().Lots;

        // From the onset 50; from 7:35 to 7:50, 15; until 7:40, 40.
        Assert.Equal([("drape", "L1", 12, 50), ("drape", "L2", 4, 15), ("glove", null, 300, 40)], lots.Select(l => (l.Article, l.Lot, l.Pieces, l.Minutes.Outside)));
        Assert.Equal([LotDecision.Release, null, LotDecision.Discard], lots.Select(l => l.Decision()?.Event.Decision));
        Assert.Equal(2, lots[0].Decisions.Count);
        Assert.Equal(1, bench.Report().Undecided());
        var row = Assert.Single(bench.Rows());
        Assert.Equal((3, 2, 27.5), (row.Lots, row.Decided, row.Peak!.Value));
    }

    [Fact]
    public async Task It_says_who_was_told_of_it_and_what_came_of_that_and_nothing_of_other_messages()
    {
        using var bench = new ExcursionBench().Told();
        var told = bench.Report().Timeline.Select(t => t.Event).OfType<NotificationEvent>().ToList();

        Assert.Equal([typeof(NotificationDue), typeof(NotificationFailed), typeof(NotificationSent), typeof(NotificationWithheld)], told.Select(t => t.GetType()));
        Assert.DoesNotContain(told, t => t is NotificationDue { Notification: not "n-90" } or NotificationSent { Notification: not "n-90" });
        var page = WebUtility.HtmlDecode(Encoding.UTF8.GetString(await bench.PageAsync("sv")));
        Assert.Contains("meddelat (steg 1): jour (mail)", page, StringComparison.Ordinal);
        Assert.Contains("meddelande skickat: jour (mail)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void While_it_lasts_or_is_not_sealed_it_is_provisional()
    {
        using var bench = new ExcursionBench().Told();
        var (whole, seq) = (bench.Report(), bench.Excursion().Seq);

        Assert.Equal(whole.Excursion.Timeline.Select(t => t.Seq), whole.Timeline.Where(t => t.Event is AlarmEvent).Select(t => t.Entry.Seq));
        Assert.Equal(seq, whole.Excursion.Seq);
        using var warm = new ExcursionBench(warm: i => 27 + (i * 0.004));
        Assert.True(warm.Told().Report().IsFinal);
        using var going = new GoingOn();
        Assert.False(going.Report().IsFinal);
        Assert.Null(going.Report().Excursion.ClearedAt);
        Assert.True(going.Report().Judgement!.Excursion.Ongoing);
    }

    [Theory]
    [InlineData("sv", "Batcher", "INTE BESLUTAT", "Åsa Ek (p-00000001)", "namn raderat 2026-03-03", "karantän", "Europe/Stockholm")]
    [InlineData("en", "Lots", "NOT DECIDED", "Åsa Ek (p-00000001)", "name erased 2026-03-03", "quarantined", "Europe/Stockholm")]
    public async Task The_page_names_everything_in_both_languages(string code, params string[] words)
    {
        using var bench = new ExcursionBench().Told();
        var page = Encoding.UTF8.GetString(await bench.PageAsync(code));
        var text = WebUtility.HtmlDecode(Regex.Replace(page[..page.IndexOf("<script", StringComparison.Ordinal)], "<[^>]+>", " "));

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{code}\">", page, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));

        // 7:00 UTC is 8:00 in Stockholm in March; a comma is Swedish.
        Assert.Contains("2026-03-02 08:00", text, StringComparison.Ordinal);
        Assert.Contains(code == "sv" ? "27,5\u00a0°C" : "27.5\u00a0°C", text, StringComparison.Ordinal);
        Assert.Contains("kylan står <stilla>", text, StringComparison.Ordinal);
        Assert.Contains("ringde fastighet", text, StringComparison.Ordinal);
        Assert.Contains("kylan är lagad", text, StringComparison.Ordinal);
        Assert.Equal(bench.Report().Timeline.Select(t => $"{t.Entry.Seq}"), Regex.Matches(page, "data-entry=\"(\\d+)\"").Select(m => m.Groups[1].Value));
        Assert.DoesNotContain("<stilla>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_lot_was_known_the_page_says_so()
    {
        using var bench = new ExcursionBench(withLots: false).Told();

        Assert.Contains("Inga batcher var kända i förrådet", WebUtility.HtmlDecode(Encoding.UTF8.GetString(await bench.PageAsync("sv"))), StringComparison.Ordinal);
        Assert.Contains("No lots were known in this storeroom", Encoding.UTF8.GetString(await bench.PageAsync("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_holds_the_same_document_as_the_JSON_form()
    {
        using var bench = new ExcursionBench().Told();
        var page = Encoding.UTF8.GetString(await bench.PageAsync("sv"));
        var inPage = JsonDocument.Parse(Regex.Match(page, "id=\"report\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value).RootElement;
        var alone = JsonDocument.Parse(await bench.JsonAsync()).RootElement;

        Assert.Equal(alone.EnumerateObject().Where(p => p.Name != "signature").Select(p => (p.Name, p.Value.GetRawText())), inPage.EnumerateObject().Select(p => (p.Name, p.Value.GetRawText())));
        Assert.Equal("edgestock.excursion-report.v1", alone.GetProperty("schema").GetString());
        Assert.Equal(120, alone.GetProperty("course").GetProperty("means").GetArrayLength());
        Assert.Equal(64, alone.GetProperty("signature").GetProperty("key").GetString()!.Length);
    }

    [Fact]
    public async Task The_picture_shows_limit_excursion_and_acknowledgement()
    {
        using var bench = new ExcursionBench().Told();
        var page = Encoding.UTF8.GetString(await bench.PageAsync("en"));
        var acknowledged = bench.Report().Timeline.Single(t => t.Event is AlarmAcknowledged).Entry.Seq;

        Assert.Single(Regex.Matches(page, "class=\"beyond\""));
        Assert.Single(Regex.Matches(page, "class=\"limit own\""));
        Assert.Equal(2, Regex.Count(page, "class=\"limit\""));
        Assert.Contains($"data-ack=\"{acknowledged}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"gap\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_excursion_that_is_meant_is_found_by_its_onset()
    {
        using var bench = new ExcursionBench();
        var all = new[] { bench.Excursion() };
        var onset = bench.Onset;

        Assert.Same(all[0], ExcursionReportCommand.Choose(all, ExcursionBench.Alarm, null, TimeZoneInfo.Utc));
        Assert.Same(all[0], ExcursionReportCommand.Choose(all, ExcursionBench.Alarm, onset, TimeZoneInfo.Utc));
        Assert.Same(all[0], ExcursionReportCommand.Choose(all, ExcursionBench.Alarm, T0.AddMinutes(60), TimeZoneInfo.Utc));
        Assert.Contains("its onsets are 2026-03-02T07:00", Refused(all, T0), StringComparison.Ordinal);
        Assert.Contains("no excursion of alarm", Refused([], null), StringComparison.Ordinal);
    }

    private static string Refused(IReadOnlyList<AlarmedExcursion> all, DateTimeOffset? onset) =>
        Assert.Throws<CommandException>(() => ExcursionReportCommand.Choose(all, ExcursionBench.Alarm, onset, TimeZoneInfo.Utc)).Message;
}
