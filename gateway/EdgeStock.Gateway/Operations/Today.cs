using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>Days on the command line.</summary>
internal static class Today
{
    /// <summary>The site's day by the clock that the gateway goes by.</summary>
    public static DateOnly At(Site site) => site.Calendar.DayOf(ScaledClock.FromEnvironment().GetUtcNow());

    /// <summary>Reads a day.</summary>
    /// <param name="what">The option or argument, for the message.</param>
    /// <exception cref="CommandException">It is none.</exception>
    public static DateOnly Parse(string text, string what) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new CommandException($"{what} {text}: write a day as 2026-03-01");

    /// <summary>A day as people read it here.</summary>
    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
}
