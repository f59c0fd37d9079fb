using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeStock.Ledger;

/// <summary>A backup by its name: <c>ledger-20261122T020000Z-4711.db</c>.</summary>
/// <param name="Path">The file.</param>
/// <param name="At">When it was made, by the gateway's clock.</param>
/// <param name="Seq">The last entry in it.</param>
public sealed partial record BackupFile(string Path, DateTimeOffset At, long Seq)
{
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The name of a backup.</summary>
    public static string NameOf(DateTimeOffset at, long seq) => string.Create(CultureInfo.InvariantCulture, $"ledger-{at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}-{seq}.db");

    /// <summary>The backups in a folder, in the order of their names; none when there is no such folder.</summary>
    public static IReadOnlyList<BackupFile> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "ledger-*.db").Select(Parse).OfType<BackupFile>().OrderBy(b => b.Path, StringComparer.Ordinal)]
        : [];

    /// <summary>A backup by its file's name; null when the file is none.</summary>
    public static BackupFile? Parse(string path) =>
        Name().Match(System.IO.Path.GetFileName(path)) is { Success: true } name
        && DateTimeOffset.TryParseExact(name.Groups[1].Value, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && long.TryParse(name.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? new(path, at, seq)
            : null;

    [GeneratedRegex(@"^ledger-(\d{8}T\d{6}Z)-(\d{1,19})\.db$")]
    private static partial Regex Name();
}
