using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Stock;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway.Exemptions;

/// <summary>The life of an exemption, as the ledger's entries tell it.</summary>
public sealed class ExemptionHistoryTests
{
    private readonly StockBench bench = new();

    [Fact]
    public void Each_step_says_who_did_what_and_what_changed()
    {
        var first = Exemption(bench.Today.AddDays(40), bench.Today.AddDays(90));
        bench.Said(new GrantExemption(first));
        bench.PassTo(bench.Today.AddDays(12), 8);
        bench.Said(new ReviewExemption("bulky-1", "fortfarande trångt", bench.Today.AddDays(200), first.ValidUntil));
        bench.Said(new GrantExemption(first with { Risk = new("dialys ställs in", RiskLevel.Low, RiskLevel.High), TargetDays = 12, ReviewOn = bench.Today.AddDays(200), DecidedBy = "regiondirektör" }));
        bench.Said(new EndExemption("bulky-1", "nytt förråd"));
        bench.Said(new GrantExemption(first with { ReviewOn = bench.Today.AddDays(200) }));

        var steps = History([new("p-1", "uid-1000", "Anna Berg", bench.Now)]).Steps;

        Assert.Equal(["granted", "reminded", "reviewed", "reworded", "ended", "granted"], steps.Select(s => s.What));
        Assert.Equal(["p-1", null, "p-1", "p-1", "p-1", "p-1"], steps.Select(s => s.By));
        Assert.Equal("Anna Berg", steps[0].Name);
        Assert.Equal(["chefsfarmaceut", null, null, "regiondirektör", null, "chefsfarmaceut"], steps.Select(s => s.DecidedBy));
        Assert.Equal(["review_on: 2026-04-11 → 2026-09-30"], steps[2].Changes.Select(c => c.ToString()));
        Assert.Equal(
            ["harm: (nothing) → dialys ställs in", "likelihood: (nothing) → low", "consequence: (nothing) → high", "target_days: 10 → 12", "decided_by: chefsfarmaceut → regiondirektör"],
            steps[3].Changes.Select(c => c.ToString()));
        Assert.Equal("nytt förråd", steps[4].Text);
        Assert.Contains(new FieldChange("reason", null, "bulky"), steps[5].Changes);
    }

    [Fact]
    public void A_review_that_takes_the_last_day_away_shows_that()
    {
        bench.Said(new GrantExemption(Exemption(bench.Today.AddDays(40), bench.Today.AddDays(90))));

        bench.Said(new ReviewExemption("bulky-1", "tills vidare", bench.Today.AddDays(50)));

        Assert.Contains(new FieldChange("valid_until", "2026-05-31", null), History([]).Steps[1].Changes);
    }

    [Fact]
    public void One_that_time_has_ended_says_so_and_an_erased_name_is_not_made_up()
    {
        bench.Said(new GrantExemption(Exemption(bench.Today.AddDays(40), bench.Today.AddDays(3))));
        bench.PassTo(bench.Today.AddDays(5), 1);

        var history = History([new("p-1", null, null, bench.Now, bench.Now)]);

        Assert.Equal(("ended", null, "its time is over"), history.Steps.Select(s => (s.What, s.By, s.Text)).Last());
        Assert.Null(history.Steps[0].Name);
        Assert.Contains("granted by p-1, decided by chefsfarmaceut, entry", history.Lines().First(), StringComparison.Ordinal);
        Assert.Equal("ended", ExemptionReply.Of(history.Last!, null, bench.Today).State);
    }

    [Fact]
    public void A_ledger_gives_the_entries_about_one_exemption_alone()
    {
        using var ledger = new LedgerBench();
        using (var store = ledger.Open())
        {
            store.Commit(ledger.Turn(
                store, LedgerBench.Taking(1), new ExemptionGranted(bench.Now, Exemption(bench.Today.AddDays(40), null), "p-1"), new ExemptionGranted(bench.Now, Exemption(bench.Today.AddDays(40), null) with { Id = "bulky-2" }, "p-1"),
                new ExemptionEnded(bench.Now, "bulky-1", "klart", "p-1")));
        }

        using var reader = ledger.Read();

        Assert.Equal([(2L, "exemption.granted.v1"), (4L, "exemption.ended.v1")], reader.About("exemption", "bulky-1").Select(e => (e.Seq, e.Kind)));
        Assert.Empty(reader.About("exempt", "bulky-1"));
        Assert.Empty(reader.About("exemption", "bulky"));
    }

    [Theory]
    [InlineData(31, null, "inForce", "in force, NO RISK ASSESSMENT")]
    [InlineData(30, null, "reviewDue", "review due by 2026-04-01, NO RISK ASSESSMENT")]
    [InlineData(0, null, "reviewDue", "review due by 2026-03-02, NO RISK ASSESSMENT")]
    [InlineData(-1, null, "reviewOverdue", "OVERDUE since 2026-03-01, NO RISK ASSESSMENT")]
    [InlineData(-1, 0, "reviewOverdue", "OVERDUE since 2026-03-01, NO RISK ASSESSMENT")]
    [InlineData(31, -1, "over", "over since 2026-03-01, NO RISK ASSESSMENT")]
    public void It_stands_as_its_days_say(int review, int? until, string state, string said)
    {
        var x = Exemption(bench.Today.AddDays(review), until is { } days ? bench.Today.AddDays(days) : null);

        var reply = ExemptionReply.Of(x, new ExemptionView(x, false, false, null, 1), bench.Today);

        Assert.Equal((state, said), (reply.State, reply.Said()));
    }

    [Fact]
    public void One_with_its_risk_assessed_says_nothing_of_it()
    {
        var x = Exemption(bench.Today.AddDays(90), null) with { Risk = new("x", RiskLevel.Low, RiskLevel.Low) };

        Assert.Equal("in force", ExemptionReply.Of(x, new ExemptionView(x, false, false, null, 1), bench.Today).Said());
    }

    private ExemptionHistory History(IReadOnlyList<Person> people) =>
        ExemptionHistory.Of(bench.Entries.Where(e => e.Kind.StartsWith("exemption.", StringComparison.Ordinal) && e.Subject == "bulky-1"), people);

    private Exemption Exemption(DateOnly review, DateOnly? until) =>
        new("bulky-1", StockBench.Mask, null, ExemptionReason.Bulky, "tar hela rummet", null, ["avtal med två leverantörer"], 10, "chefsfarmaceut", bench.Today, until, review);
}
