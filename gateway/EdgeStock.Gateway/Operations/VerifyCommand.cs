using System.CommandLine;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Evidence;
using EdgeStock.Ledger.Proof;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway.Operations;

/// <summary>Checks a ledger, whose gateway may go on meanwhile, or an evidence file.</summary>
internal static class VerifyCommand
{
    private static readonly byte[] Database = [.. "SQLite format 3"u8, 0];

    public static Command Verb(Option<string> data)
    {
        var file = new Argument<string?>("FILE") { Description = "a ledger, or an evidence file of 'export'; DATA/ledger.db otherwise", Arity = ArgumentArity.ZeroOrOne };
        var keys = new Option<string[]>("--key") { Description = "fingerprint of a key that may have signed; may be given again. Others are then not good", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("verify", "check a ledger or an evidence file: chain, signatures, what stands beside it") { file, data, keys, json };
        verb.SetAction(parsed => Run(parsed.GetValue(file) ?? Path.Combine(parsed.GetValue(data)!, "ledger.db"), [.. (parsed.GetValue(keys) ?? []).Select(Fingerprint)], parsed.GetValue(json)));
        return verb;
    }

    /// <returns>0 when everything holds, 1 when something does not.</returns>
    /// <exception cref="CommandException">The file is neither.</exception>
    public static int Run(string path, IReadOnlyCollection<string> trusted, bool json)
    {
        if (IsEvidence(path))
        {
            using var stream = File.OpenRead(path);
            var progress = new Progress(stream.Length, "KB");
            var evidence = EvidenceVerifier.Verify(stream, trusted, new Step(octets => progress.Show(octets, octets >> 10)));
            progress.Clear();
            Console.Out.Write(json ? VerifyReport.Json(evidence) : VerifyReport.Text(evidence));
            return evidence.Holds ? 0 : 1;
        }

        using var ledger = LedgerReader.Open(path);
        var entries = new Progress(Entries(ledger), "entries");
        var verdict = LedgerVerifier.Verify(ledger, trusted, new Step(seq => entries.Show(seq, seq)));
        entries.Clear();
        Console.Out.Write(json ? VerifyReport.Json(verdict) : VerifyReport.Text(verdict));
        return verdict.Holds ? 0 : 1;
    }

    /// <summary>How many entries there are to walk; 0 where the end of a damaged file cannot be read.</summary>
    private static long Entries(LedgerReader ledger)
    {
        try
        {
            return ledger.Head.Seq;
        }
        catch (SqliteException)
        {
            // The walk says where.
            return 0;
        }
    }

    /// <summary>Reads a fingerprint as people copy it: in capitals, with colons or spaces.</summary>
    private static string Fingerprint(string text)
    {
        var hex = new string([.. text.Where(c => c is not (':' or ' '))]).ToLowerInvariant();
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower) ? hex : throw new CommandException($"--key {text}: give a key's fingerprint, 64 hexadecimal digits, as 'edgestock verify' prints it");
    }

    private static bool IsEvidence(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CommandException($"{path} is a folder: give a ledger's file in it, such as {Path.Combine(path, "ledger.db")}, or an evidence file");
        }

        if (!File.Exists(path))
        {
            throw new CommandException(LedgerReader.IsHidden(path)
                ? $"{path} may not be read by this user: run the command as root or as the gateway's own user"
                : $"{path} does not exist: give a ledger's file, such as DATA/ledger.db, or an evidence file");
        }

        using var stream = File.OpenRead(path);
        Span<byte> first = stackalloc byte[Database.Length];
        first = first[..stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        return first is [(byte)'{', ..] || (first.SequenceEqual(Database) ? false : throw new CommandException($"{path} is neither a ledger nor an evidence file: give one of these"));
    }
}
