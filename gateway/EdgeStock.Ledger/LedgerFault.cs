using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Why the ledger cannot be written now.</summary>
public enum LedgerTrouble
{
    /// <summary>The disk is full: it goes on by itself when there is room.</summary>
    Full,

    /// <summary>The file system is read-only, the right to write is lost, or the disk gives errors: it goes on by itself when that ends.</summary>
    Unwritable,

    /// <summary>The file is not what it was: pages are damaged, or somebody else wrote into it. A backup must be restored.</summary>
    Damaged,
}

/// <summary>A commit that did not come about. Nothing of it counts as in the ledger; it can be tried again.</summary>
/// <param name="Says">What SQLite or the system says, and what to do next.</param>
public sealed record LedgerFault(LedgerTrouble Trouble, string Says)
{
    // sqlite.org/rescode.html
    private const int Perm = 3;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoErr = 10;
    private const int Corrupt = 11;
    private const int FullDisk = 13;
    private const int CantOpen = 14;
    private const int Protocol = 15;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>The index of the log is a file too, and had no room.</summary>
    private const int IndexSize = IoErr | (19 << 8);

    /// <summary>The trouble behind an error; null when it is none of the file's but the program's own.</summary>
    public static LedgerFault? Of(SqliteException e) => e.SqliteErrorCode switch
    {
        _ when e.SqliteErrorCode == FullDisk || e.SqliteExtendedErrorCode == IndexSize => new(LedgerTrouble.Full, $"the disk is full ({e.Message}): make room on it; the ledger goes on by itself"),
        Perm or Busy or ReadOnly or IoErr or CantOpen or Protocol => new(LedgerTrouble.Unwritable, $"the file cannot be written ({e.Message}): look at the disk, its mount and the rights of the data folder; the ledger goes on by itself"),
        Corrupt or NotADatabase => new(LedgerTrouble.Damaged, $"the file is damaged ({e.Message}): stop the gateway, keep the file, and restore the newest backup with 'edgestock restore'"),
        Constraint => Foreign($"the file does not end where this gateway left it ({e.Message})"),
        _ => null,
    };

    /// <summary>A commit that failed stands in the log, and the log cannot be taken over into the file now.</summary>
    internal static LedgerFault Unsure { get; } = new(LedgerTrouble.Unwritable, "a commit that failed stands in its log, and cannot be put on the disk for sure while the disk gives errors or a backup reads; the ledger goes on by itself");

    /// <summary>The file holds what this writer did not write.</summary>
    internal static LedgerFault Foreign(string says) => new(LedgerTrouble.Damaged, $"{says}: stop the gateway, keep the file, and run 'edgestock verify'");
}

/// <summary>The disk is too full for the ledger even to be opened.</summary>
public sealed class LedgerFullException(string message) : IOException(message);
