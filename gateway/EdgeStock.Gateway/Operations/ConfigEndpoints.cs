using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What came of a site file.</summary>
/// <param name="Applied">It is in force now; false when it was only compared, or changes nothing.</param>
/// <param name="Seq">Ledger entry that says so; null when nothing was applied.</param>
/// <param name="Changes">What differs from the file before.</param>
/// <param name="Notes">What a person should know beside that.</param>
internal sealed record ConfigReply(bool Applied, long? Seq, string Hash, IReadOnlyList<SiteChange> Changes, IReadOnlyList<string> Notes);

/// <summary>The broker settings that the gateway started with: new ones wait for its next start.</summary>
internal sealed record BrokerInUse(BrokerSection? Section);

/// <summary>The site file of the running gateway.</summary>
internal static class ConfigEndpoints
{
    private const int LongestBody = 4 * SiteFile.MaxCharacters;

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/config", (LedgerStore ledger) =>
        {
            using var reader = LedgerReader.Open(ledger.Path);
            return reader.Site is { } site ? Results.Text(site.Text, "application/yaml") : ControlEndpoints.Refuse(StatusCodes.Status404NotFound, "the ledger keeps no site file yet");
        });
        control.MapPost("/config", ApplyAsync);
    }

    /// <summary>Compares a file with what is in force: what would change, and what to know beside that.</summary>
    /// <exception cref="CommandException">It is another gateway's.</exception>
    public static ConfigReply Compare(Site inForce, BrokerSection? broker, SiteFile file)
    {
        if (file.Site.Id != inForce.Id || file.Site.Gateway != inForce.Gateway)
        {
            throw new CommandException($"this file is of {file.Site.Id}/{file.Site.Gateway}, the gateway is {inForce.Id}/{inForce.Gateway}: a gateway keeps its name for life, because its ledger and its topics carry it");
        }

        var changes = SiteDiff.Between(inForce, file.Site);
        return new(false, null, file.Hash, changes, file.Broker == broker ? [] : ["the broker settings differ: they take effect at the gateway's next start"]);
    }

    private static async Task<IResult> ApplyAsync(
        HttpContext http, bool? dryRun, Board board, Pipeline pipeline, LedgerStore ledger, GatewayOptions options, BrokerInUse broker, Refusals refusals, IHostApplicationLifetime lifetime, ILogger<Pipeline> log)
    {
        var by = await ControlEndpoints.PseudonymAsync(http, pipeline);
        try
        {
            var file = SiteFile.Parse(await BodyAsync(http));
            var reply = Compare(board.Current.Site, broker.Section, file);
            if (dryRun == true || (reply.Changes.Count == 0 && file.Broker == BrokerInForce(ledger)))
            {
                return Results.Json(reply);
            }

            var done = new TaskCompletionSource<ConfigApplied>(TaskCreationOptions.RunContinuationsAsynchronously);
            await pipeline.SubmitAsync(new ConfigWork(file, by, SiteStart.HashOf(options.SitePath), done), http.RequestAborted);
            var applied = await done.Task.WaitAsync(lifetime.ApplicationStopping);
            return Results.Json(reply with { Applied = true, Seq = applied.Seq, Changes = applied.Changes });
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status503ServiceUnavailable, "the gateway is stopping; whether the file came into force, 'edgestock config show' tells");
        }
        catch (Exception e) when (e is SiteFileException or CommandException or InvalidOperationException or BadHttpRequestException)
        {
            refusals.Count(Refusal.ConfigRefused);
            log.ConfigRefused(by, e.Message);
            return ControlEndpoints.Refuse((e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, e.Message);
        }
    }

    /// <summary>The broker settings of the file in force: not those in use when others wait for the next start.</summary>
    private static BrokerSection? BrokerInForce(LedgerStore ledger)
    {
        using var reader = LedgerReader.Open(ledger.Path);
        return reader.Site is { } site ? SiteFile.Parse(site.Text).Broker : null;
    }

    private static async Task<string> BodyAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = new StringBuilder();
        var some = new char[16 * 1024];
        while (await reader.ReadAsync(some, http.RequestAborted) is var read and > 0)
        {
            text.Append(some, 0, read);
            if (text.Length > LongestBody)
            {
                throw new CommandException($"the site file has more than {LongestBody} characters: check that it is one");
            }
        }

        return text.ToString();
    }
}
