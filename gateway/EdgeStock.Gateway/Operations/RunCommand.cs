using System.CommandLine;
using System.Net.Sockets;
using EdgeStock.Gateway.Health;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Gateway.Web;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;
using EdgeStock.Mqtt;
using EdgeStock.Wire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeStock.Gateway.Operations;

/// <summary>The gateway: opens the ledger, takes samples, writes, publishes, shows.</summary>
internal static class RunCommand
{
    private const int MostKept = 10_000;

    public static Command Verb(Option<string> data)
    {
        var site = new Option<string>("--site") { Description = "site file: rooms, devices, bins, climate points", DefaultValueFactory = _ => "/etc/edgestock/site.yaml" };
        var samples = new Option<string>("--samples") { Description = "Unix socket on which firmware-hosts connect", DefaultValueFactory = _ => "/run/edgestock/samples.sock" };
        var broker = new Option<string?>("--broker") { Description = "MQTT broker, HOST:PORT; the site file's otherwise" };
        var http = new Option<string>("--http") { Description = "where the page is served, ADDRESS:PORT", DefaultValueFactory = _ => "127.0.0.1:8080" };
        var backups = new Option<string?>("--backups") { Description = "folder of the nightly backups, better on another medium; DATA/backups otherwise" };
        var keep = new Option<int>("--keep") { Description = "how many backups are kept", DefaultValueFactory = _ => 14 };
        keep.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > MostKept)
            {
                given.AddError($"--keep: 1 to {MostKept} backups can be kept");
            }
        });
        var notify = new Option<string?>("--notify") { Description = "how people are told of alarms (docs/notifications-setup.md); DATA/notify.yml otherwise" };
        var links = new Option<string?>("--links-http") { Description = "a door where only the links of messages are answered, ADDRESS:PORT; with the page otherwise" };
        var verbose = new Option<bool>("--verbose") { Description = "log more" };
        var verb = new Command("run", "the gateway: takes samples, keeps the ledger, publishes, shows") { site, data, samples, broker, http, backups, keep, notify, links, verbose };
        verb.SetAction((parsed, _) => RunAsync(
            new(parsed.GetValue(site)!, parsed.GetValue(data)!, parsed.GetValue(samples)!, parsed.GetValue(broker), GatewayOptions.Endpoint(parsed.GetValue(http)!))
            {
                Backups = parsed.GetValue(backups),
                Keep = parsed.GetValue(keep),
                Notify = parsed.GetValue(notify),
                LinksHttp = parsed.GetValue(links) is { } door ? GatewayOptions.Endpoint(door, "--links-http") : null,
            },
            parsed.GetValue(verbose)));
        return verb;
    }

    /// <summary>Runs until SIGTERM or SIGINT.</summary>
    /// <returns>0 when it was stopped, 1 when the writer failed.</returns>
    public static async Task<int> RunAsync(GatewayOptions options, bool verbose)
    {
        var time = ScaledClock.FromEnvironment();
        options.CheckSockets();
        var (file, fault) = SiteStart.Read(options.SitePath);
        using var ledger = OpenLedger(options, Name(file, fault, options), time);
        var signing = SigningStart.Open(options.Data, ledger, time.GetUtcNow());
        using var key = signing.Key;
        var start = SiteStart.Choose(file, fault, ledger.Site);
        var broker = options.BrokerOptions(start.Next ?? start.InForce);

        var content = ledger.Load(start.InForce.Site);
        var told = NotifyStart.Read(options.Notify, options.Data);
        (told, var links) = told.WithLinkKey(options.Data);
        var refusals = new Refusals();
        var turn = new Turn(start.InForce.Site, content, ledger.Head, refusals);
        Configure(turn, start, time);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(c => (c.SingleLine, c.TimestampFormat, c.UseUtcTimestamp) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ ", true));
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // It would log a degraded check at each look; what is wrong is logged where it begins and ends.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));
        AddParts(builder.Services, options, start, new(turn, ledger, content, broker, key), time);
        NotifyParts.Add(builder.Services, told, start.InForce.Site, links);

        await using var app = builder.Build();
        NotifyParts.Map(app);
        StatusEndpoints.Map(app);
        ExcursionEndpoints.Map(app);
        HealthEndpoint.Map(app);
        ControlEndpoints.Map(app);
        app.Logger.LedgerOpened(ledger.Path, ledger.Epochs.Current, ledger.Head.Seq, ledger.Head.HexHash);
        signing.Announce(app.Logger);
        told.Announce(app.Logger);
        if (ledger.BrokenTail is { } broken)
        {
            app.Logger.TailBroken(broken);
        }

        if (start.Fault is { } wrong)
        {
            refusals.Count(Refusal.ConfigRefused);
            app.Logger.SiteFileWrong(wrong.ReplaceLineEndings(" "));
        }

        return await ServeAsync(app, options);
    }

    private static async Task<int> ServeAsync(WebApplication app, GatewayOptions options)
    {
        try
        {
            await app.StartAsync();
            File.SetUnixFileMode(options.ControlPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await app.Services.GetRequiredService<HostListener>().Listening;
            var writer = app.Services.GetRequiredService<Pipeline>();
            await Task.WhenAny(writer.Begun, writer.ExecuteTask!);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.StopAsync();
            throw new CommandException($"the gateway cannot listen: {e.Message}");
        }

        await Console.Out.WriteLineAsync("ready");
        await Console.Out.FlushAsync();
        await app.WaitForShutdownAsync();
        return app.Services.GetRequiredService<Pipeline>().ExecuteTask is { IsFaulted: true } ? 1 : 0;
    }

    /// <summary>Site and gateway that the ledger must belong to: the site file says it, or where that is wrong the ledger's own.</summary>
    private static (string Site, string Gateway) Name(SiteFile? file, string? fault, GatewayOptions options)
    {
        if (file is not null)
        {
            return (file.Site.Id, file.Site.Gateway);
        }

        if (!File.Exists(options.LedgerPath))
        {
            throw new CommandException(fault!);
        }

        using var reader = LedgerReader.Open(options.LedgerPath);
        return (reader.Identity.Site, reader.Identity.Gateway);
    }

    private static void Configure(Turn turn, SiteStart start, TimeProvider time)
    {
        if (start.Next is { } next)
        {
            turn.Configure(next, DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()), "start", start.Seen);
            if (turn.LastFault is { } fault)
            {
                throw new CommandException($"the site file could not be put into force: {fault.Message}: please report it with both site files");
            }
        }
        else if (start.Seen is { } seen)
        {
            turn.Saw(start.InForce, seen);
        }
    }

    private static void AddParts(IServiceCollection services, GatewayOptions options, SiteStart start, Parts parts, TimeProvider time)
    {
        var (turn, ledger, content, broker, key) = parts;
        services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddRazorComponents();

        // The pages have no forms yet, so no key needs to outlive the process; the default would write keys into a home folder.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        PageLimit.Add(services);
        HealthEndpoint.Add(services);

        var board = new Board(FirstSheet(start, turn, ledger.Head, content, time.GetUtcNow()));
        services.AddSingleton(time).AddSingleton(board).AddSingleton(ledger).AddSingleton(new OutboxMark(content.OutboxSeq)).AddSingleton(broker)
            .AddSingleton(key).AddSingleton(new CheckpointWriter(ledger, key)).AddSingleton<DailyCheckpoint>()
            .AddSingleton(turn.Refused).AddSingleton(start).AddSingleton(options).AddSingleton(new BrokerInUse((start.Next ?? start.InForce).Broker));

        // They stop in the reverse order: first no more samples, then the last commit, then its events go out.
        services.AddSingleton<Publisher>().AddHostedService(s => s.GetRequiredService<Publisher>());
        services.AddSingleton(s => new Pipeline(
            turn, (start.Next ?? start.InForce).Text, ledger, content, new DiskSpace(options.Data), board, s.GetRequiredService<OutboxMark>(), time, s.GetRequiredService<ILogger<Pipeline>>(), s.GetRequiredService<DailyCheckpoint>()));
        services.AddHostedService(s => s.GetRequiredService<Pipeline>());

        // It stops before the writer, which takes down what came of its last attempts.
        services.AddSingleton(s => new Notifier(
            board, s.GetServices<INotificationChannel>(), s.GetService<INotificationLinks>(), s.GetRequiredService<Pipeline>().SubmitAsync, time, s.GetRequiredService<ILogger<Notifier>>()));
        services.AddHostedService(s => s.GetRequiredService<Notifier>());
        services.AddSingleton(s => new HostListener(options.Samples, s.GetRequiredService<Pipeline>(), turn.Refused, time, s.GetRequiredService<ILogger<HostListener>>()));
        services.AddHostedService(s => s.GetRequiredService<HostListener>());
        services.AddSingleton(s => new ProjectionRebuild(ledger, content, s.GetRequiredService<Pipeline>(), time, s.GetRequiredService<ILogger<ProjectionRebuild>>()));
        services.AddHostedService(s => s.GetRequiredService<ProjectionRebuild>());
        services.AddSingleton<NightlyBackup>().AddHostedService(s => s.GetRequiredService<NightlyBackup>());
    }

    /// <summary>What readers see before the first commit: what was in force until now, because a site file that comes into force at the start is not committed yet.</summary>
    internal static Snapshot FirstSheet(SiteStart start, Turn turn, ChainHead head, LedgerContent content, DateTimeOffset now) => new(
        start.InForce.Site, head, content.Projection, new Dictionary<string, DateTimeOffset>(),
        [.. turn.LatestMinutes.Where(m => start.InForce.Site.ClimatePoints.Any(p => p.Id == m.Point))], IntakeCounters.None, now);

    private static LedgerStore OpenLedger(GatewayOptions options, (string Site, string Gateway) name, TimeProvider time)
    {
        try
        {
            options.MakeDataFolder();
            try
            {
                return Open();
            }
            catch (LedgerFullException) when (new DiskSpace(options.Data).GiveBack())
            {
                Console.Error.WriteLine("edgestock: the disk is full: the reserve is given back to the ledger; make room");
                return Open();
            }
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not LedgerFullException)
        {
            throw new CommandException($"the data folder {options.Data} cannot be used: {e.Message}\nGive a folder that this user may write with --data.");
        }

        LedgerStore Open() => LedgerStore.Open(options.LedgerPath, name.Site, name.Gateway, time.GetUtcNow().ToUnixTimeSeconds());
    }

    private static void Listen(KestrelServerOptions kestrel, GatewayOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = PageLimit.MostConnections;
        kestrel.Limits.MaxRequestBodySize = 4 * SiteFile.MaxCharacters;
        kestrel.Listen(options.Http);
        if (options.LinksHttp is { } door)
        {
            LinkDoor.Listen(kestrel, door);
        }

        // The control socket: only who may enter the data folder (its owner) can reach it, and who asks is looked at again at each request.
        File.Delete(options.ControlPath);
        kestrel.ListenUnixSocket(options.ControlPath);
    }

    /// <summary>What the gateway is put together from.</summary>
    private sealed record Parts(Turn Turn, LedgerStore Ledger, LedgerContent Content, BrokerOptions Broker, SigningKey Key);
}
