using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway;

/// <summary>Judging from a ledger's own minutes and hours, as the gateway's writer left them.</summary>
public sealed class ClimateJudgeTests
{
    private static readonly DateTimeOffset T0 = TestSite.T0;
    private static readonly ClimatePoint Point = TestSite.Make().ClimatePoints[0];

    [Fact]
    public void An_excursion_is_found_in_the_minutes_of_a_ledger()
    {
        using var ledger = Warm();

        var judged = Judge(ledger, T0, T0.AddHours(3));
        var excursion = Assert.Single(judged.Excursions).Excursion;

        // 60 min at 22 °C, 40 at 26, then 22: values come 20 s after their minute began
        Assert.Equal((T0.AddMinutes(60), T0.AddMinutes(100), 40, 26.0), (excursion.Start, excursion.End, excursion.MinutesOutside, excursion.Peak));
        Assert.True(judged.WasOutside);
    }

    [Fact]
    public void A_stretch_without_it_is_within_its_limits_and_another_profile_judges_otherwise()
    {
        using var ledger = Warm();

        Assert.False(Judge(ledger, T0, T0.AddMinutes(50)).WasOutside);
        Assert.True(Judge(ledger, T0, T0.AddMinutes(50), ClimateLimits.Of(ClimateProfile.Find("med-fridge")!)).WasOutside);
        Assert.False(Judge(ledger, T0, T0.AddHours(3), ClimateLimits.Of(ClimateProfile.Find("general")!)).WasOutside);
    }

    [Fact]
    public void Minutes_are_judged_by_the_limits_that_their_seal_names()
    {
        using var ledger = new ClimateLedger(TestSite.Make(temperature: TestSite.Temperature with { High = 27 }));
        ledger.Air(90, _ => 26).Commit();
        ledger.Apply(TestSite.Make()).Air(60, _ => 26).Quiet().Commit();

        var excursion = Assert.Single(Judge(ledger, T0, T0.AddMinutes(150)).Excursions).Excursion;

        Assert.Equal((25.0, 26.0), (excursion.Limit, excursion.Peak));
        Assert.InRange(excursion.Start, T0.AddMinutes(89), T0.AddMinutes(91));
    }

    [Fact]
    public void What_was_not_kept_is_a_gap_or_an_hour_of_sums()
    {
        using var ledger = new ClimateLedger();
        ledger.Air(60).Space(isShort: true).Air(60, _ => 26).Space(isShort: false).Air(70).Quiet().Commit();

        var judged = Judge(ledger, T0, T0.AddMinutes(180));

        Assert.Equal(1, judged.Record.HoursOnly);
        Assert.InRange(judged.Record.AboveInHours!.Value, 58, 60);
        Assert.Empty(judged.Excursions);
        Assert.True(judged.WasOutside);
        Assert.InRange(judged.Measured, 118, 122);
        Assert.Null(Judge(ledger, T0, T0.AddMinutes(180), ClimateLimits.Of(ClimateProfile.Find("se-sterile")!)).Record.AboveInHours);
    }

    [Fact]
    public void In_words_everything_is_said_that_a_pharmacist_asks()
    {
        using var ledger = Warm();

        var text = string.Join('\n', JudgedWords.Of(Judge(ledger, T0, T0.AddHours(3)), TimeZoneInfo.Utc));

        Assert.Contains("north (room sterile): 2026-03-02 06:00 to 2026-03-02 09:00 (UTC), measured 100.0 % of the minutes", text, StringComparison.Ordinal);
        Assert.Contains("temperature above 25.0 °C: 2026-03-02 07:00 to 2026-03-02 07:40", text, StringComparison.Ordinal);
        Assert.Contains("peak 26.0 °C at 2026-03-02 07:00; 40 minutes outside", text, StringComparison.Ordinal);
        Assert.Contains("mean kinetic temperature over 30 days", text, StringComparison.Ordinal);
        Assert.Contains("cannot be told, the gaps decide", text, StringComparison.Ordinal);
        Assert.Contains("budget left at 26.0 °C (its peak):", text, StringComparison.Ordinal);
    }

    [Fact]
    public void As_JSON_it_says_the_same()
    {
        using var ledger = Warm();
        using var output = new MemoryStream();
        JudgedJson.Write(output, [Judge(ledger, T0, T0.AddHours(3))], null);

        var stretch = JsonDocument.Parse(output.ToArray()).RootElement[0];
        var excursion = Assert.Single(stretch.GetProperty("excursions").EnumerateArray());

        Assert.Equal(("north", true), (stretch.GetProperty("point").GetString(), stretch.GetProperty("outside").GetBoolean()));
        Assert.Equal((40, 26.0, "high"), (excursion.GetProperty("minutesOutside").GetInt32(), excursion.GetProperty("peak").GetDouble(), excursion.GetProperty("side").GetString()));
        Assert.Equal("unknown", excursion.GetProperty("meanKineticTemperature").GetProperty("verdict").GetString());
        Assert.True(excursion.GetProperty("meanKineticTemperature").GetProperty("low").GetDouble() < excursion.GetProperty("meanKineticTemperature").GetProperty("high").GetDouble());
    }

    [Fact]
    public void A_picture_shows_peaks_gaps_and_what_was_outside()
    {
        var trace = new ClimateTrace(T0, T0.AddMinutes(72));
        for (var i = 0; i < 72; i++)
        {
            if (i is < 10 or >= 20)
            {
                var milli = MilliSpan.Milli(i == 40 ? 26 : i == 50 ? 17 : 22);
                trace.Add(new("north", T0.AddMinutes(i).ToUnixTimeSeconds(), new(milli, milli, milli, 1), null, 0), new(19, 25, null, null));
            }
        }

        var lines = ClimatePicture.Of(trace, 0, Quantity.Temperature).Select(l => l[4..]).ToList();

        Assert.Equal("mperature: from 17.0 to 26.0 °C, 1 min a mark; ^ above, v below a limit, . not measured", lines[0]);
        Assert.Equal(new string('▅', 10) + new string('.', 10) + new string('▅', 20) + "█" + new string('▅', 9) + "▁" + new string('▅', 21), lines[1]);
        Assert.Equal(new string(' ', 40) + "^" + new string(' ', 9) + "v", lines[2]);
        Assert.Equal(2, ClimatePicture.Of(trace, 60, Quantity.Temperature).Count());
        Assert.Empty(ClimatePicture.Of(trace, 0, Quantity.Humidity));
    }

    [Fact]
    public void A_trend_towards_a_limit_is_told()
    {
        using var ledger = new ClimateLedger();
        ledger.Air(120, i => 21 + (i * 0.01)).Quiet().Commit();

        var (side, limit, forecast) = Assert.Single(Judge(ledger, T0, T0.AddMinutes(120)).Forecasts);

        // 0.03 K a minute from 24.6 °C
        Assert.Equal((ClimateState.High, 25.0), (side, limit));
        Assert.InRange(forecast.Minutes!.Value, 12, 15);
    }

    [Fact]
    public void Wrong_questions_get_their_next_step()
    {
        var site = TestSite.Make();

        Assert.Contains("either --room or --point", Refused(() => ClimateJudgeCommand.Points(site, "sterile", "north")), StringComparison.Ordinal);
        Assert.Contains("either --room or --point", Refused(() => ClimateJudgeCommand.Points(site, null, null)), StringComparison.Ordinal);
        Assert.Contains("there are north", Refused(() => ClimateJudgeCommand.Points(site, null, "south")), StringComparison.Ordinal);
        Assert.Contains("there are some in sterile", Refused(() => ClimateJudgeCommand.Points(site, "store", null)), StringComparison.Ordinal);
        Assert.Contains("med-fridge", Refused(() => ClimateJudgeCommand.Profile(site, "fridge")), StringComparison.Ordinal);
        Assert.Contains("earlier --from", Refused(() => ClimateJudgeCommand.Stretch((T0, T0.AddHours(1)), T0.AddMinutes(1))), StringComparison.Ordinal);
        Assert.Contains("366 days", Refused(() => ClimateJudgeCommand.Stretch((T0.AddDays(-400), T0), T0)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_not_passed_yet_is_no_part_of_the_stretch() =>
        Assert.Equal((T0, T0.AddMinutes(28)), ClimateJudgeCommand.Stretch((T0.AddSeconds(20), T0.AddDays(1)), T0.AddMinutes(30).AddSeconds(40)));

    private static string Refused(Func<object> ask) => Assert.Throws<CommandException>(ask).Message;

    private static string Refused(Func<(DateTimeOffset, DateTimeOffset)> ask) => Assert.Throws<CommandException>(() => { ask(); }).Message;

    /// <summary>An hour at 22 °C, forty minutes at 26, and 22 again.</summary>
    private static ClimateLedger Warm()
    {
        var ledger = new ClimateLedger();
        ledger.Now = T0.AddSeconds(-20);
        ledger.Air(60, _ => 22).Air(40, _ => 26).Air(90, _ => 22).Quiet().Commit();
        return ledger;
    }

    private static JudgedStretch Judge(ClimateLedger ledger, DateTimeOffset from, DateTimeOffset to, ClimateLimits? instead = null)
    {
        using var reader = ledger.File.Read();
        return JudgedStretch.Of(ClimateRecord.Read(reader, Point, from, to, instead));
    }
}
