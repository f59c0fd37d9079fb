using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Microsoft.Data.Sqlite;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>
/// Puts a backup in the place of the ledger, while no gateway runs. The old ledger is kept aside. A power cut at any moment leaves the old
/// ledger or the new one, and the same command again goes through with it.
/// </summary>
internal static class RestoreCommand
{
    private const string RestoredKind = "ledger.restored.v1";
    private const string ErasedKind = "person.erased.v1";
    private const string AsideFiles = "ledger-aside-*.db";
    private const int Page = 1000;

    public static Command Verb(Option<string> data)
    {
        var file = new Argument<string>("FILE") { Description = "the backup to go back to" };
        var dry = new Option<bool>("--dry-run") { Description = "only check the backup and show what would be lost" };
        var verb = new Command("restore", "put a backup in the place of the ledger; its gateway must be stopped") { file, data, dry };
        verb.SetAction((parsed, _) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(data)!, parsed.GetValue(dry)));
        return verb;
    }

    /// <returns>0 when the backup holds and is the ledger now, 1 when it does not hold.</returns>
    public static async Task<int> RunAsync(string file, string data, bool dryRun)
    {
        var path = Path.Combine(data, "ledger.db");
        if (!dryRun)
        {
            new GatewayOptions("", data, "", null, new(System.Net.IPAddress.Loopback, 1)).MakeDataFolder();
        }

        using var held = dryRun ? null : LedgerStore.Hold(path);
        if (held is not null && LedgerRestore.Finish(path))
        {
            await Console.Error.WriteLineAsync("a restore that was cut off is finished");
        }

        if (await CheckAsync(file) is not { } backup)
        {
            return 1;
        }

        var present = Present(path);
        if (present is { Restored: { } done } && done.Hash == backup.Head.HexHash && done.FromSeq == backup.Head.Seq)
        {
            await Console.Out.WriteLineAsync($"restored already: the ledger continues {file} with entry {done.FromSeq + 1}, under epoch {done.Epoch}. Next: start the gateway");
            return 0;
        }

        await Console.Out.WriteLineAsync(Loss(path, present, backup, dryRun ? "would be lost" : "lost"));
        if (dryRun)
        {
            return 0;
        }

        var time = ScaledClock.FromEnvironment();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var epoch = new[] { at.ToUnixTimeSeconds(), backup.Epoch + 1, (present?.Epoch ?? 0) + 1, HighestAside(data) + 1 }.Max();
        var aside = Aside(data, at);
        var erasures = ErasuresBefore(path, data);
        var first = LedgerRestore.Run(path, file, epoch, at, aside, erasures);
        await Console.Out.WriteLineAsync($"restored: entries 1 to {backup.Head.Seq} of {file}; epoch {epoch} begins with entry {first.Seq}, head {Convert.ToHexStringLower(first.Hash)}");
        await Console.Out.WriteLineAsync(File.Exists(Path.Combine(data, aside)) ? $"the ledger before is kept as {Path.Combine(data, aside)}" : "there was no ledger before");
        await Console.Out.WriteLineAsync("next: start the gateway. Subscribers see the new epoch and drop what is lost (docs/mqtt.md)");
        return 0;
    }

    /// <summary>Verifies the backup whole.</summary>
    /// <returns>What is in it; null when it does not hold.</returns>
    private static async Task<Content?> CheckAsync(string file)
    {
        string? problem;
        try
        {
            var backup = Read(file);
            var progress = new BackupProgress();
            problem = LedgerSoundness.Problem(file, new Entries(progress, backup.Head.Seq));
            progress.Clear();
            if (problem is null)
            {
                return backup;
            }
        }
        catch (SqliteException e)
        {
            problem = e.Message;
        }

        await Console.Error.WriteLineAsync($"edgestock: {file} is damaged: {problem}\nNothing was changed. Give an older backup.");
        return null;
    }

    /// <summary>What stands in the ledger now; null when there is none or it cannot be read.</summary>
    private static Content? Present(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path) : null;
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            Console.Error.WriteLine($"the present ledger cannot be read: {e.Message}");
            return null;
        }
    }

    private static Content Read(string path)
    {
        using var ledger = LedgerReader.Open(path);
        var head = ledger.Head;
        var epochs = ledger.Epochs;

        // As a restore leaves it: its own entry, and the names that it erased again.
        var since = ledger.After(epochs.CurrentFirst - 1, Page);
        var restored = since is [{ Kind: RestoredKind } first, ..] && since[^1].Seq == head.Seq && since.Skip(1).All(e => e.Kind == ErasedKind)
            ? (LedgerRestored)EventCodec.Decode(first)
            : null;
        return new(ledger.Identity, head, epochs.Current, restored);
    }

    /// <summary>What the present ledger has and the backup has not, in a sentence.</summary>
    private static string Loss(string path, Content? present, Content backup, string lost)
    {
        if (present is null)
        {
            return File.Exists(path) ? "what the present ledger holds beyond the backup is not known" : "there is no ledger yet: nothing is lost";
        }

        if (present.Identity.Site != backup.Identity.Site || present.Identity.Gateway != backup.Identity.Gateway)
        {
            throw new CommandException($"the backup is of {backup.Identity.Site}/{backup.Identity.Gateway}, the ledger here of {present.Identity.Site}/{present.Identity.Gateway}: give the right file, or the right --data folder");
        }

        try
        {
            using var ledger = LedgerReader.Open(path);
            var continues = backup.Head.Seq <= ledger.Base.Seq || (ledger.After(backup.Head.Seq - 1, 1) is [var same] && same.Hash.AsSpan().SequenceEqual(backup.Head.Hash));
            return !continues ? $"the present ledger (head {present.Head.Seq}) does not continue the backup (head {backup.Head.Seq}): the two went different ways, and only the backup's stays"
                : present.Head.Seq == backup.Head.Seq ? "the present ledger holds nothing beyond the backup: nothing is lost"
                : Lost(ledger, backup.Head.Seq, lost);
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException or ArgumentOutOfRangeException)
        {
            return $"what the present ledger holds beyond the backup (head {backup.Head.Seq}) cannot be read: {e.Message}";
        }
    }

    private static string Lost(LedgerReader ledger, long after, string lost)
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var erased = new List<string>();
        var seq = after;
        while (ledger.After(seq, Page) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                kinds[entry.Kind] = kinds.GetValueOrDefault(entry.Kind) + 1;
                if (entry.Kind == ErasedKind)
                {
                    erased.Add(entry.Subject);
                }
            }

            seq = page[^1].Seq;
        }

        var (first, last) = (ledger.After(after, 1)[0], ledger.After(seq - 1, 1)[0]);
        var names = erased.Count == 0 ? "" : $"\nnames that were erased since stay erased: {string.Join(", ", erased)}";
        return $"{lost}: entries {first.Seq} to {last.Seq}, recorded {LineCodec.Format(first.Recorded)} to {LineCodec.Format(last.Recorded)}: {string.Join(", ", kinds.OrderByDescending(k => k.Value).Select(k => $"{k.Value} {k.Key}"))}{names}";
    }

    /// <summary>The highest epoch of the ledgers that earlier restores put aside: it was published, and is not used again.</summary>
    private static long HighestAside(string data) => Directory.EnumerateFiles(data, AsideFiles).Select(Present).Max(c => c?.Epoch) ?? 0;

    private static string Aside(string data, DateTimeOffset at)
    {
        var name = $"ledger-aside-{at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)}";
        var more = Enumerable.Range(2, 1000).Select(n => $"{name}-{n}.db").Prepend($"{name}.db");
        return more.First(n => !File.Exists(Path.Combine(data, n)));
    }

    /// <summary>Names that were erased in the present ledger or in those put aside: the backup may still hold them.</summary>
    private static List<PersonErased> ErasuresBefore(string path, string data)
    {
        var all = new List<PersonErased>();
        foreach (var ledger in Directory.EnumerateFiles(data, AsideFiles).Append(path).Where(File.Exists))
        {
            try
            {
                using var reader = LedgerReader.Open(ledger);
                all.AddRange(reader.Erasures());
            }
            catch (Exception e) when (e is SqliteException or LedgerFormatException or ArgumentOutOfRangeException)
            {
                Console.Error.WriteLine($"which names were erased cannot be read in {ledger} ({e.Message}): see 'edgestock person list' after this, and erase again what the backup brings back");
            }
        }

        return all;
    }

    /// <param name="Restored">What a restore wrote, when nothing came after it.</param>
    private sealed record Content(LedgerIdentity Identity, ChainHead Head, long Epoch, LedgerRestored? Restored);

    private sealed class Entries(BackupProgress progress, long total) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new(true, value, total));
    }
}
