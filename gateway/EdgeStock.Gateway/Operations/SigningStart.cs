using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway.Operations;

/// <summary>The key that a gateway starts with.</summary>
/// <param name="IsNews">The ledger did not know it yet.</param>
/// <param name="Lost">Fingerprint of the one that signed before; null when none did, or this one.</param>
internal sealed record SigningStart(SigningKey Key, bool IsNews, string? Lost)
{
    /// <summary>Reads the key of the data folder, makes one where none is, and lets the ledger know it.</summary>
    /// <exception cref="SigningKeyException">It cannot be used; the message says what to do.</exception>
    /// <exception cref="CommandException">The ledger cannot be written.</exception>
    public static SigningStart Open(string data, LedgerStore ledger, DateTimeOffset now)
    {
        var key = SigningKey.OpenOrMake(data);
        try
        {
            var known = ledger.SigningKeys.ToList();
            ledger.Keep(key.Public, now);
            return known.Contains(key.Id) ? new(key, false, null) : new(key, true, known.LastOrDefault());
        }
        catch (SqliteException e)
        {
            key.Dispose();
            throw new CommandException($"the ledger {ledger.Path} cannot be written: {e.Message}: see whether the disk is full");
        }
    }

    /// <summary>Says what an operator should know of the key.</summary>
    public void Announce(ILogger log)
    {
        if (Lost is not null)
        {
            log.SigningKeyLost(Lost, Key.Id);
        }
        else if (IsNews)
        {
            log.SigningKeyMade(Key.Id);
        }
    }
}
