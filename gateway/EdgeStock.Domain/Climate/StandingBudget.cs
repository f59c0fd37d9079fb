namespace EdgeStock.Domain;

/// <summary>While it is too warm: how long the present temperature may stand until the mean kinetic temperature of the running window passes its limit.</summary>
/// <param name="Celsius">The present temperature, in °C.</param>
/// <param name="Limit">Of the mean kinetic temperature, in °C.</param>
/// <param name="Left">Hours from now on.</param>
public sealed record StandingBudget(double Celsius, double Limit, TimeSpan Window, BudgetLeft Left)
{
    /// <summary>The budget of a climate point.</summary>
    /// <param name="celsius">The present temperature.</param>
    /// <param name="minutes">Heat of the minutes from the window's last full hour to now, one sum a minute; null where they are not at hand: then they count as at most the alarm's peak.</param>
    /// <returns>Null while no upper limit of temperature is broken, or no hour was sealed yet.</returns>
    public static StandingBudget? Of(ClimatePoint point, Projection projection, double celsius, DateTimeOffset now, Func<DateTimeOffset, IReadOnlyList<KineticSum>>? minutes = null)
    {
        var alarm = projection.Alarms.GetValueOrDefault(AlarmDefinition.LimitId(point.Id, Quantity.Temperature, AlarmKind.High));
        var high = point.Channels.FirstOrDefault(c => c.Quantity == Quantity.Temperature)?.High;
        if (alarm?.IsOn() != true || (point.Rules?.Kinetic?.Limit ?? high) is not { } limit)
        {
            return null;
        }

        var kind = point.Rules?.WindowUnder(high) ?? KineticWindow.For(high);
        if (HeatWindow.Of(projection, point, kind.Length, now) is not { } window)
        {
            return null;
        }

        var credible = window.Seen(kind.Credible).With(celsius);
        var since = minutes?.Invoke(window.End) ?? [Between(credible.Low, Math.Max(celsius, alarm.Peak ?? celsius), Math.Max(0, (now - window.End).TotalMinutes))];
        return new(celsius, limit, kind.Length, ExcursionBudget.Left([.. Last(window.Sums, kind.Length.TotalMinutes - since.Sum(s => s.Known + s.Missing)), .. since], celsius, limit, credible));
    }

    /// <summary>The newest hours that last so long; of the oldest of them a part.</summary>
    private static List<KineticSum> Last(KineticSum[] hours, double minutes)
    {
        var kept = new List<KineticSum>();
        for (var i = hours.Length - 1; i >= 0 && minutes > 0; i--)
        {
            var share = Math.Min(1, minutes / (hours[i].Known + hours[i].Missing));
            kept.Add(new(hours[i].Low * share, hours[i].High * share, hours[i].Known * share, hours[i].Missing * share));
            minutes -= 60;
        }

        kept.Reverse();
        return kept;
    }

    private static KineticSum Between(double low, double high, double minutes) =>
        new(MeanKineticTemperature.Rate(low) * minutes, MeanKineticTemperature.Rate(high) * minutes, minutes, 0);
}
