using System.Text.Json;
using EdgeStock.SystemTests.Storeroom;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeStock.WebTests;

/// <summary>The status page in a real browser, beside real processes. The page renews itself, so that an assertion only waits.</summary>
public sealed class StatusPageTests(ShownStoreroom storeroom) : IClassFixture<ShownStoreroom>
{
    private static readonly float Patience = (float)StoreroomRig.Deadline.TotalMilliseconds;

    [Fact]
    public async Task It_shows_every_bin_climate_point_and_device_with_the_broker_online()
    {
        var page = await storeroom.Browser.NewPageAsync();
        await page.GotoAsync(storeroom.Rig.Page.ToString());

        await Expect(page.Locator("tr[data-bin] td.count:not(:text-is('–'))")).ToHaveCountAsync(24, new() { Timeout = Patience });
        await Expect(page.Locator("tr[data-climate]")).ToHaveCountAsync(3);
        await Expect(page.Locator("tr[data-device]:has(td:text-is('up'))")).ToHaveCountAsync(28, new() { Timeout = Patience });
        await Expect(page.Locator("header")).ToContainTextAsync("online", new() { Timeout = Patience });
        await Expect(page.Locator("tr.stale")).ToHaveCountAsync(0);
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("EdgeStock · ward-3", await page.TitleAsync());
        await page.CloseAsync();
    }

    [Fact]
    public async Task It_shows_the_count_that_the_simulator_knows()
    {
        var page = await storeroom.Browser.NewPageAsync();
        await page.GotoAsync(storeroom.Rig.Page.ToString());
        await Expect(page.Locator("tr[data-bin] td.count:not(:text-is('–'))")).ToHaveCountAsync(24, new() { Timeout = Patience });

        // A bin may be in someone's hands now; the page comes to the truth, whichever that is then.
        var deadline = DateTimeOffset.UtcNow + StoreroomRig.Deadline;
        string? different;
        do
        {
            var truth = storeroom.Rig.Truth;
            await page.ReloadAsync();
            var shown = await page.Locator("tr[data-bin]").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.bin + ' ' + r.querySelector('td.count').textContent.trim())");
            different = truth.Bins.Select(b => $"{b} {truth.Count(b)}").Except(shown).FirstOrDefault();
        }
        while (different is not null && DateTimeOffset.UtcNow < deadline);

        Assert.Null(different);
        await page.CloseAsync();
    }

    [Fact]
    public async Task It_says_which_articles_do_not_hold_a_month()
    {
        var page = await storeroom.Browser.NewPageAsync();
        await page.GotoAsync(storeroom.Rig.Page.ToString());
        await Expect(page.Locator("[data-coverage]")).ToContainTextAsync("24 have no baseline", new() { Timeout = Patience });

        var listed = await RunningProgram.RunAsync(Programs.Gateway, ["coverage", "list", "--json", "--data", storeroom.Rig.DataPath]);
        var article = JsonDocument.Parse(listed.Output).RootElement[0].GetProperty("article").GetString()!;
        var set = await RunningProgram.RunAsync(Programs.Gateway, ["consumption", "set", "ward-storeroom", article, "90000", "--source", "ordinationer", "--data", storeroom.Rig.DataPath]);
        Assert.True(set.ExitCode == 0, set.Tail);

        var row = page.Locator($"tr[data-cover='{article}']");
        await Expect(row).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(row.Locator("td.bad, td.doubt").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("below a month|not known|out of stock"));
        await Expect(page.Locator("[data-coverage]")).ToContainTextAsync("23 have no baseline");
        await page.CloseAsync();
    }

    [Fact]
    public async Task It_asks_nobody_but_its_own_gateway()
    {
        var page = await storeroom.Browser.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(storeroom.Rig.Page.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.NotEmpty(asked);
        Assert.All(asked, url => Assert.StartsWith(storeroom.Rig.Page.ToString(), url, StringComparison.Ordinal));
        await page.CloseAsync();
    }
}

/// <summary>A storeroom whose firmware-host dies; it has a rig of its own.</summary>
public sealed class StalePageTests(ShownStoreroom storeroom) : IClassFixture<ShownStoreroom>
{
    [Fact]
    public async Task What_is_not_heard_any_more_looks_stale_and_its_count_unknown()
    {
        var page = await storeroom.Browser.NewPageAsync();
        await page.GotoAsync(storeroom.Rig.Page.ToString());
        var patience = (float)(StoreroomRig.Deadline.TotalMilliseconds * 2);
        await Expect(page.Locator("tr[data-device]:has(td:text-is('up'))")).ToHaveCountAsync(28, new() { Timeout = patience });

        await storeroom.Rig.FirmwareHost.KillAsync();

        await Expect(page.Locator("tr.stale[data-bin]")).ToHaveCountAsync(24, new() { Timeout = patience });
        await Expect(page.Locator("tr[data-bin]:has-text('scale-silent')")).ToHaveCountAsync(24, new() { Timeout = patience });
        await Expect(page.Locator("tr.stale[data-climate]")).ToHaveCountAsync(3, new() { Timeout = patience });
        await page.CloseAsync();
    }
}
