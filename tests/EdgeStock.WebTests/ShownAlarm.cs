using EdgeStock.SystemTests.Alarms;
using Microsoft.Playwright;

namespace EdgeStock.WebTests;

/// <summary>A sterile room that is far too warm, with two lots in it, and a browser that looks at its gateway.</summary>
public sealed class ShownAlarm : IAsyncLifetime
{
    public const string HighHigh = "north-temperature-high-high";

    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    internal AlarmRig Rig { get; private set; } = null!;

    /// <summary>The gateway's pages.</summary>
    public Uri Page => Rig.Page;

    public async ValueTask InitializeAsync()
    {
        Rig = await AlarmRig.StartAsync();
        await DoAsync("goods-in", "sterile", "--article", "drape", "--lot", "L1", "--expiry", "2035-12-31", "--pieces", "12");
        await DoAsync("goods-in", "sterile", "--article", "drape", "--lot", "L2", "--expiry", "2036-12-31", "--pieces", "3");
        Rig.Celsius = 31;
        await Rig.WaitAsync(() => Rig.Listener.Last($"room/sterile/alarm/{HighHigh}")?.Text("state") == "unacknowledged", HighHigh);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DoAsync(params string[] words)
    {
        var run = await Rig.ToolAsync(words);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', words)}: {run.Tail}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (Rig is not null)
        {
            await Rig.DisposeAsync();
        }
    }
}
