using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>
/// Reads the conditions of limits over running windows off the sealed hours: warm time that adds up, and the mean kinetic temperature. They are
/// looked at with each seal and each full hour. Time that nobody measured is neither good nor bad: it is told.
/// </summary>
internal static class HeatSigns
{
    /// <summary>Warm time ends an alarm when this share of the limit has rolled out of the window.</summary>
    public const double CumulativeDeadband = 0.05;

    /// <summary>So far within its limit a mean kinetic temperature counts as back, in K.</summary>
    public const double KineticDeadband = 0.1;

    /// <summary>Nothing is asked of a window that is younger: what was before it nobody can know.</summary>
    private static readonly TimeSpan Youngest = TimeSpan.FromHours(24);

    /// <summary>The sign of such an alarm.</summary>
    public static AlarmSign Of(Site site, Projection projection, AlarmDefinition definition, DateTimeOffset now)
    {
        var point = site.ClimatePoints.First(p => $"{p.Id}/temperature" == definition.Name.Subject);
        var next = HeatWindow.NextAfter(point, now);
        var limits = definition.Limits;
        if (HeatWindow.Of(projection, point, TimeSpan.FromHours(limits.WindowHours!.Value), now) is not { } window)
        {
            return new(null, [], Look: next);
        }

        var view = projection.Alarms.GetValueOrDefault(definition.Id);
        return definition.Name.Kind switch
        {
            AlarmKind.Cumulative => Warm(window, limits, view, false, next),
            AlarmKind.CumulativeWarning => Warm(window, limits, view, true, next),
            _ => Kinetic(window, point, limits, view, definition.Name.Kind == AlarmKind.KineticUnknown, next),
        };
    }

    private static AlarmSign Warm(HeatWindow window, AlarmLimits limits, AlarmView? view, bool warns, DateTimeOffset next)
    {
        var hours = window.MinutesOver(limits.Above!.Value).Least / 60.0;

        // Above the whole the alarm itself asks; its warning need not.
        var beyond = warns ? hours >= limits.Limit && hours <= limits.Limit / CumulativeLimit.Warning : hours > limits.Limit;
        return Sign(view, window.End, beyond, hours <= limits.Limit - limits.Deadband, Math.Round(hours, 2), next, string.Create(
            CultureInfo.InvariantCulture, $"{hours:0.0} h above {limits.Above:0.0#} °C within {limits.WindowHours / 24:0.#} days{NotMeasured(window)}"));
    }

    private static AlarmSign Kinetic(HeatWindow window, ClimatePoint point, AlarmLimits limits, AlarmView? view, bool warns, DateTimeOffset next)
    {
        var credible = window.Seen(point.Rules!.WindowUnder(point.Rules.High).Credible);
        var (whole, since) = (window.Kinetic(credible), window.KineticSinceBegin(credible));
        var limit = limits.Limit!.Value;
        var exceeded = whole.Low > limit;
        var (value, beyond) = warns
            ? (since.High, since.High > limit && !exceeded && window.End - window.Begin >= (Youngest < window.End - window.Start ? Youngest : window.End - window.Start))
            : (whole.Low, exceeded);
        return Sign(view, window.End, beyond, value <= limit - limits.Deadband, value is { } v ? Math.Round(v, 2) : null, next, string.Create(
            CultureInfo.InvariantCulture,
            $"mean kinetic temperature over {Length(limits)} between {(warns ? since : whole).Low:0.00} and {(warns ? since : whole).High:0.00} °C; of what was measured {since.Known:0.00} °C{NotMeasured(window)}"));
    }

    /// <summary>Once it stands, what it was raised with stays: figures that move with each hour are no news.</summary>
    private static AlarmSign Sign(AlarmView? view, DateTimeOffset end, bool beyond, bool back, double? value, DateTimeOffset next, string cause) =>
        view?.IsOn() == true
            ? new(back ? null : view.Onset, view.Causes, Value: value, Look: next)
            : new(beyond ? end : null, [cause], Value: value, Look: next);

    private static string NotMeasured(HeatWindow window) => window.Unknown() switch
    {
        0 => "",
        var unknown => string.Create(CultureInfo.InvariantCulture, $"; {unknown / 60.0:0.0} h were not measured"),
    };

    private static string Length(AlarmLimits limits) => limits.WindowHours >= 48 ? FormattableString.Invariant($"{limits.WindowHours / 24:0.#} days") : FormattableString.Invariant($"{limits.WindowHours:0} hours");
}
