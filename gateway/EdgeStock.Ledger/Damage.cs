using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>What damaged pages do to a reader: SQLite notices most of it; the rest are rows that hold what no column allows.</summary>
internal static class Damage
{
    /// <summary>Whether an error can come of the file's content.</summary>
    public static bool Explains(Exception e) => e is SqliteException or InvalidOperationException or InvalidCastException or FormatException or OverflowException or ArgumentException;
}
