using System.Globalization;

namespace EdgeStock.Gateway.Operations;

/// <summary>Stretches of time on the command line.</summary>
internal static class AlarmTime
{
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"];

    /// <summary>Reads an instant with its zone.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <exception cref="CommandException">It is none.</exception>
    public static DateTimeOffset Instant(string option, string text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
            ? instant.ToUniversalTime()
            : throw new CommandException($"{option} {text}: write an instant with its zone, such as 2026-03-31T06:30:00Z or 2026-03-31T08:30+02:00");

    /// <summary>Reads minutes of such as <c>90s</c>, <c>30m</c>, <c>2h</c> or <c>1d</c>.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static double Minutes(string text)
    {
        var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1 / 60.0, 'm' => 1.0, 'h' => 60, 'd' => 1440, _ => 0 };
        return unit > 0 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number * unit
            : throw new CommandException($"--for {text}: write a time as 30m, 2h or 1d");
    }
}
