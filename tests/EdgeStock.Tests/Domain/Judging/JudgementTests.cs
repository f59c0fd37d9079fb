using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Following;

namespace EdgeStock.Tests.Domain.Judging;

/// <summary>Three excursions, begun at 06:00, 07:00 and 08:00, each raised after 15 minutes, acknowledged at its 20th and over.</summary>
public sealed class JudgementTests
{
    [Fact]
    public void The_share_of_false_ones_is_that_of_the_judged_and_the_last_judgement_counts()
    {
        var bench = Three();
        Assert.Null(bench.Say(new JudgeAlarm(AlarmBench.High, true, "sol på givaren", bench.Start)));
        Assert.Null(bench.Say(new JudgeAlarm(AlarmBench.High, false, "larmet var rätt")));
        Assert.Equal(new JudgedFigures(1, 1, 1, 0.5), Figures(bench).Judged);

        Assert.Null(bench.Say(new JudgeAlarm(AlarmBench.High, false, "ändå inte: dörren stod öppen", bench.Start)));

        Assert.Equal(new JudgedFigures(0, 2, 1, 0), Figures(bench).Judged);
        Assert.Equal([false, null, false], bench.Projection.Raised[AlarmBench.High].Times.Select(t => t.False));
        FollowingBench.AssertRebuilds(bench, AlarmBench.Site());
    }

    [Fact]
    public void A_judgement_says_who_when_and_of_which_onset()
    {
        var bench = Three();
        Assert.Null(bench.Say(new JudgeAlarm(AlarmBench.High, true, "sol på givaren", bench.Start.AddHours(1))));

        var judged = Assert.Single(bench.Told.OfType<AlarmJudged>());
        Assert.Equal((bench.Start.AddHours(1), true, "p-1", bench.Now, AlarmState.Normal), (judged.Onset, judged.False, judged.By, judged.At, judged.State));
    }

    [Fact]
    public void What_was_not_can_not_be_judged()
    {
        var bench = new AlarmBench();
        Assert.Contains("has never asked for anybody", bench.Say(new JudgeAlarm(AlarmBench.High, true, "sol")), StringComparison.Ordinal);
        bench = Three();
        Assert.Contains("it began at 2026-03-02T06:00:00.000Z, 2026-03-02T07:00:00.000Z, 2026-03-02T08:00:00.000Z", bench.Say(new JudgeAlarm(AlarmBench.High, true, "sol", bench.Start.AddMinutes(30))), StringComparison.Ordinal);
        Assert.Contains("the reason is missing", bench.Say(new JudgeAlarm(AlarmBench.High, true, "")), StringComparison.Ordinal);
        Assert.Empty(bench.Told.OfType<AlarmJudged>());
    }

    [Fact]
    public void Nothing_judged_has_no_share_and_a_time_that_was_shelved_and_asked_again_is_one()
    {
        var bench = new AlarmBench();
        bench.Minutes(20, 26);
        Assert.Null(bench.Say(new ShelveAlarm(AlarmBench.High, 10, "service")));
        bench.Minutes(15, 26);

        Assert.Equal(2, Figures(bench).Raised);
        Assert.Equal(new JudgedFigures(0, 0, 1, null), Figures(bench).Judged);
    }

    [Fact]
    public void Calls_are_counted_by_shifts_of_eight_hours()
    {
        // 06 to 14: three alarms, and no step because each is acknowledged in time; the other two shifts of the day: none.
        var f = Figures(Three());
        Assert.Equal(new ShiftFigures(0, 3, 1, 3), f.Shifts);
        Assert.True(f.IsGood());

        // One alarm and its two steps, in the only shift that is looked at.
        var bench = new AlarmBench();
        bench.Minutes(50, 26);
        f = AlarmFigures.Of(bench.Told.OfType<AlarmEvent>(), bench.Start, bench.Start.AddHours(8));
        Assert.Equal(new ShiftFigures(3, 3, 1, 1), f.Shifts);
        Assert.False(f.IsGood());
    }

    private static AlarmFigures Figures(AlarmBench bench) =>
        AlarmFigures.Of(bench.Told.OfType<AlarmEvent>().Where(e => e is not AlarmJudged), bench.Start, bench.Start.AddDays(1), bench.Told.OfType<AlarmJudged>());

    private static AlarmBench Three()
    {
        var bench = new AlarmBench { Step = 5 };
        for (var i = 0; i < 3; i++)
        {
            bench.Minutes(20, 26);
            Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", "stängd")));
            bench.Minutes(40, 22);
        }

        return bench;
    }
}
