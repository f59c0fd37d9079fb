using EdgeStock.SystemTests.Storeroom;
using Microsoft.Playwright;

namespace EdgeStock.WebTests;

/// <summary>A running storeroom and a browser that looks at its page.</summary>
public sealed class ShownStoreroom : IAsyncLifetime
{
    private IPlaywright playwright = null!;

    public StoreroomRig Rig { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Rig = await StoreroomRig.StartAsync(new() { VisitsPerHour = 60 });
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
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
