using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>How the backups stand.</summary>
/// <param name="LastGood">The newest one; null before the first.</param>
/// <param name="Failure">Why the last try failed; null when it did not.</param>
/// <param name="LedgerDamaged">It failed because the ledger itself is damaged.</param>
internal sealed record BackupState(BackupFile? LastGood, string? Failure, bool LedgerDamaged)
{
    public static BackupState None { get; } = new(null, null, false);
}

/// <summary>
/// Makes a backup each night, and soon after a start when the last one is too old. It works beside the writer, on a connection that can only
/// read, so that no input waits for it.
/// </summary>
internal sealed class NightlyBackup(GatewayOptions options, Board board, TimeProvider time, ILogger<NightlyBackup> log) : BackgroundService
{
    /// <summary>Of the site's wall clock: people are not at work, and most clocks are not put forward or back at this hour.</summary>
    private static readonly TimeSpan Night = TimeSpan.FromHours(2);

    private static readonly TimeSpan TooOld = TimeSpan.FromHours(26);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private BackupState state = BackupState.None;
    private DateTimeOffset? tried;

    /// <summary>How the backups stand now.</summary>
    public BackupState State => Volatile.Read(ref state);

    /// <summary>Whether a backup is to be made.</summary>
    /// <param name="before">When it was last asked, or the gateway started.</param>
    /// <param name="now">The gateway's clock.</param>
    /// <param name="last">When the last good backup was made; null for none.</param>
    /// <param name="zone">The site's.</param>
    public static bool IsDue(DateTimeOffset before, DateTimeOffset now, DateTimeOffset? last, TimeZoneInfo zone)
    {
        // One that was made in the future says that a clock was wrong then or is now: it vouches for nothing.
        var old = last is not { } at || now - at > TooOld || at - now > Look;
        return old || NightOf(before, zone) < NightOf(now, zone);
    }

    /// <summary>The newest of some backups, by their names; one that a wrong clock dated into the future only where there is no other.</summary>
    public static BackupFile? Newest(IReadOnlyList<BackupFile> made, DateTimeOffset now) => made.LastOrDefault(b => b.At - now <= Look) ?? (made.Count > 0 ? made[^1] : null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var before = time.GetUtcNow();
        LookAround();
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetUtcNow();
            LookAround();
            if (IsDue(before, now, State.LastGood?.At, TimeZoneInfo.FindSystemTimeZoneById(board.Current.Site.TimeZone)) && !(now - tried < Patience && now >= tried))
            {
                tried = now;
                await Task.Factory.StartNew(() => Make(now, stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            before = now;
        }
    }

    /// <summary>Each night has the date on which it begins to be counted: that of the wall clock at two.</summary>
    private static DateOnly NightOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime - Night);

    private void Make(DateTimeOffset now, CancellationToken stop)
    {
        log.BackupBegins(options.BackupsPath);
        var began = time.GetTimestamp();
        try
        {
            var made = LedgerBackup.InFolder(options.LedgerPath, options.BackupsPath, now, null, stop);
            var deleted = LedgerBackup.Prune(options.BackupsPath, options.Keep);
            Volatile.Write(ref state, new(made, null, false));
            log.BackupMade(made.Path, made.Seq, (long)time.GetElapsedTime(began).TotalMilliseconds, deleted.Count);
        }
        catch (BackupException e)
        {
            Fail(e.Message, e.LedgerDamaged);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LedgerFormatException)
        {
            Fail($"{e.Message}: look at {options.BackupsPath}", false);
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; what was begun is deleted, and the next start makes a backup when the last one is too old.
        }
    }

    private void Fail(string reason, bool damaged)
    {
        Volatile.Write(ref state, State with { Failure = reason, LedgerDamaged = damaged });
        log.BackupFailed(reason);
    }

    /// <summary>What lies in the folder now: a person may have made a backup there, or deleted one.</summary>
    private void LookAround()
    {
        try
        {
            Volatile.Write(ref state, State with { LastGood = Newest(BackupFile.In(options.BackupsPath), time.GetUtcNow()) });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (State.Failure is null)
            {
                Fail($"{options.BackupsPath} cannot be read: {e.Message}", false);
            }
        }
    }
}
