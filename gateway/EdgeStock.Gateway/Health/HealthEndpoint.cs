using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>
/// <c>/health</c>: what a monitoring system asks. 200 while the gateway does its work (healthy, or degraded with the reason), 503 when it
/// does not; the body says what is what, with every counter.
/// </summary>
internal static class HealthEndpoint
{
    private const string Path = "/health";

    public static void Add(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<WriterCheck>("writer")
        .AddCheck<LedgerCheck>("ledger")
        .AddCheck<DiskCheck>("disk")
        .AddCheck<BrokerCheck>("broker")
        .AddCheck<OutboxCheck>("outbox")
        .AddCheck<HostsCheck>("hosts")
        .AddCheck<DevicesCheck>("devices")
        .AddCheck<ConfigCheck>("config")
        .AddCheck<BackupCheck>("backup")
        .AddCheck<NotificationsCheck>("notifications")
        .AddCheck<NotifyCheck>("notify");

    public static void Map(WebApplication app) => app.MapHealthChecks(Path, new HealthCheckOptions { ResponseWriter = WriteAsync });

    private static async Task WriteAsync(HttpContext http, HealthReport report)
    {
        var services = http.RequestServices;
        var now = services.GetRequiredService<Board>().Current;
        var ledger = services.GetRequiredService<LedgerStore>();
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.Body, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("status", Lower(report.Status));
        json.WriteString("at", LineCodec.Format(services.GetRequiredService<TimeProvider>().GetUtcNow()));
        json.WriteString("version", Payloads.Version);
        json.WriteString("clock", Clock.State);
        json.WriteStartObject("ledger");
        json.WriteNumber("epoch", ledger.Epochs.Current);
        json.WriteNumber("seq", now.Head.Seq);
        json.WriteString("hash", now.Head.HexHash);
        json.WriteEndObject();
        json.WriteStartObject("checks");
        foreach (var (name, check) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", Lower(check.Status));
            json.WriteString("says", check.Description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteCounters(json, now, services);
        json.WriteEndObject();
    }

    private static void WriteCounters(Utf8JsonWriter json, Snapshot now, IServiceProvider services)
    {
        json.WriteStartObject("counters");
        json.WriteNumber("samples", now.Counters.Taken);
        json.WriteNumber("workWaiting", services.GetRequiredService<Pipeline>().Waiting);
        json.WriteNumber("outboxWaiting", now.Head.Seq - services.GetRequiredService<OutboxMark>().Seq);
        json.WriteNumber("eventsUnheard", services.GetRequiredService<Publisher>().Unheard);
        json.WriteStartObject("refused");
        foreach (var (kind, count) in services.GetRequiredService<Refusals>().All())
        {
            json.WriteNumber(kind, count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Lower(HealthStatus status) => status.ToString().ToLowerInvariant();
}
