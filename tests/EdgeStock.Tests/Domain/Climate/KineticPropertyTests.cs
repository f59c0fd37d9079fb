using EdgeStock.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeStock.Tests.Domain;

/// <summary>What must hold of heat whatever the course was.</summary>
public sealed class KineticPropertyTests
{
    private const double Rounding = 1e-9;

    /// <summary>FsCheck prints the seed of a failing run; put it here to see it again.</summary>
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261201, 7);

    /// <summary>Courses of 1 to 40 stretches from −40 to 60 °C, in tenths, of 1 to 500 minutes.</summary>
    private static readonly Gen<(double Celsius, int Minutes)[]> Courses =
        Gen.Choose(-400, 600).SelectMany(c => Gen.Choose(1, 500).Select(m => (c / 10.0, m))).NonEmptyListOf().Select(l => l.Take(40).ToArray());

    private static readonly CredibleRange Credible = new(-40, 60);

    [Fact]
    public void A_mean_lies_between_the_lowest_and_the_highest() => Prop.ForAll(Courses.ToArbitrary(), course =>
    {
        var mean = Mean(course).Known!.Value;
        return mean >= course.Min(s => s.Celsius) - Rounding && mean <= course.Max(s => s.Celsius) + Rounding;
    }).Check(Config);

    [Fact]
    public void It_is_never_below_the_arithmetic_mean() => Prop.ForAll(Courses.ToArbitrary(), course =>
        Mean(course).Known!.Value >= (course.Sum(s => s.Celsius * s.Minutes) / course.Sum(s => s.Minutes)) - Rounding).Check(Config);

    [Fact]
    public void More_heat_never_lowers_it() => Prop.ForAll(Courses.ToArbitrary(), Gen.Choose(0, 39).ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (course, at, more) =>
    {
        var warmer = course.ToArray();
        warmer[at % course.Length].Celsius += more / 10.0;
        return Mean(warmer).Known > Mean(course).Known - Rounding && Mean(warmer).High >= Mean(course).High - Rounding;
    }).Check(Config);

    [Fact]
    public void A_gap_only_widens_the_interval_and_lowers_the_coverage() => Prop.ForAll(Courses.ToArbitrary(), Gen.Choose(0, 39).ToArbitrary(), (course, at) =>
    {
        var whole = Mean(course);
        var lost = course[at % course.Length];
        var holed = course.Where((_, i) => i != at % course.Length).Aggregate(KineticSum.Gap(lost.Minutes), (sum, s) => sum.With(KineticSum.Of(s.Celsius, s.Minutes))).Mean(Credible);
        return holed.Low <= whole.Low + Rounding && holed.High >= whole.High - Rounding && holed.Coverage < whole.Coverage && (holed.Known is null || (holed.Known >= holed.Low - Rounding && holed.Known <= holed.High + Rounding));
    }).Check(Config);

    [Fact]
    public void What_mean_lowest_and_highest_say_holds_the_course_they_were_made_of() => Prop.ForAll(Courses.ToArbitrary(), course =>
    {
        var minutes = course.Sum(s => s.Minutes);
        var told = KineticSum.Of(course.Sum(s => s.Celsius * s.Minutes) / minutes, course.Min(s => s.Celsius), course.Max(s => s.Celsius), minutes).Mean(Credible);
        var mean = Mean(course).Known;
        return told.Low <= mean + Rounding && told.High >= mean - Rounding;
    }).Check(Config);

    [Fact]
    public void A_rate_and_its_temperature_are_each_others_inverse() => Prop.ForAll(Gen.Choose(-4000, 8500).ToArbitrary(), c =>
        Math.Abs(MeanKineticTemperature.Celsius(MeanKineticTemperature.Rate(c / 100.0)) - (c / 100.0)) < Rounding).Check(Config);

    [Fact]
    public void Warmer_air_leaves_no_more_budget_and_time_spent_leaves_less() => Prop.ForAll(Window.ToArbitrary(), Gen.Choose(90, 400).ToArbitrary(), (window, tenths) =>
    {
        const double limit = 8;
        var (celsius, minutes) = (tenths / 10.0, window.Select(c => KineticSum.Of(c, 1)).ToArray());
        var left = ExcursionBudget.Left(minutes, celsius, limit, Credible).AtLeast!.Value;
        var warmer = ExcursionBudget.Left(minutes, celsius + 1, limit, Credible).AtLeast!.Value;
        var later = ExcursionBudget.Left([.. minutes[1..], KineticSum.Of(celsius, 1)], celsius, limit, Credible).AtLeast!.Value;
        return warmer <= left + Rounding && (left <= 1 / 60.0 ? later <= Rounding : Math.Abs(left - later - (1 / 60.0)) < 1e-7);
    }).Check(Config);

    /// <summary>Two hours at 2 to 9 °C.</summary>
    private static Gen<double[]> Window => Gen.Choose(20, 90).Select(t => t / 10.0).ArrayOf(120);

    private static KineticMean Mean(IEnumerable<(double Celsius, int Minutes)> course) => course.Aggregate(default(KineticSum), (sum, s) => sum.With(KineticSum.Of(s.Celsius, s.Minutes))).Mean(Credible);
}
