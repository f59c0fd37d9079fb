using System.Net.Sockets;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Gateway.Web;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeStock.Gateway.Operations;

/// <summary>The gateway: opens the ledger, takes samples, writes, publishes, shows.</summary>
internal static class RunCommand
{
    /// <summary>Runs until SIGTERM or SIGINT.</summary>
    /// <returns>0 when it was stopped, 1 when the writer failed.</returns>
    public static async Task<int> RunAsync(GatewayOptions options, bool verbose)
    {
        var time = ScaledClock.FromEnvironment();
        var file = GatewayOptions.ReadSite(options.SitePath);
        var broker = options.BrokerOptions(file);
        using var ledger = OpenLedger(options, file, time);
        var content = ledger.Load(file.Site);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(c => (c.SingleLine, c.TimestampFormat, c.UseUtcTimestamp) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ ", true));
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddRazorComponents();

        // The pages have no forms yet, so no key needs to outlive the process; the default would write keys into a home folder.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();

        var board = new Board(new(ledger.Head, content.Projection, new Dictionary<string, DateTimeOffset>(), content.LatestMinutes, IntakeCounters.None, time.GetUtcNow()));
        builder.Services.AddSingleton(time).AddSingleton(file.Site).AddSingleton(board).AddSingleton(ledger).AddSingleton(new OutboxMark(content.OutboxSeq)).AddSingleton(broker);

        // They stop in the reverse order: first no more samples, then the last commit, then its events go out.
        builder.Services.AddSingleton<Publisher>().AddHostedService(s => s.GetRequiredService<Publisher>());
        builder.Services.AddSingleton(s => new Pipeline(
            file.Site, file.Text, ledger, content, board, s.GetRequiredService<OutboxMark>(), time, s.GetRequiredService<ILogger<Pipeline>>()));
        builder.Services.AddHostedService(s => s.GetRequiredService<Pipeline>());
        builder.Services.AddSingleton(s => new HostListener(options.Samples, s.GetRequiredService<Pipeline>(), time, s.GetRequiredService<ILogger<HostListener>>()));
        builder.Services.AddHostedService(s => s.GetRequiredService<HostListener>());

        await using var app = builder.Build();
        StatusEndpoints.Map(app);
        ControlEndpoints.Map(app);
        app.Logger.LedgerOpened(ledger.Path, ledger.Identity.Epoch, ledger.Head.Seq, ledger.Head.HexHash);
        var pipeline = app.Services.GetRequiredService<Pipeline>();
        try
        {
            await app.StartAsync();
            await app.Services.GetRequiredService<HostListener>().Listening;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.StopAsync();
            throw new CommandException($"the gateway cannot listen: {e.Message}");
        }

        await Console.Out.WriteLineAsync("ready");
        await Console.Out.FlushAsync();
        await app.WaitForShutdownAsync();
        return pipeline.ExecuteTask is { IsFaulted: true } ? 1 : 0;
    }

    private static LedgerStore OpenLedger(GatewayOptions options, SiteFile file, TimeProvider time)
    {
        try
        {
            options.MakeDataFolder();
            return LedgerStore.Open(options.LedgerPath, file.Site.Id, file.Site.Gateway, time.GetUtcNow().ToUnixTimeSeconds());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the data folder {options.Data} cannot be used: {e.Message}\nGive a folder that this user may write with --data.");
        }
    }

    private static void Listen(KestrelServerOptions kestrel, GatewayOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(options.Http);

        // The control socket: only who may enter the data folder (its owner) can reach it.
        File.Delete(options.ControlPath);
        kestrel.ListenUnixSocket(options.ControlPath);
    }
}
