using System.Text.RegularExpressions;
using EdgeStock.Gateway.Notifying;
using EdgeStock.SystemTests.Notifying;
using EdgeStock.SystemTests.Storeroom;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeStock.WebTests;

/// <summary>The page behind a message's link, on a phone: a real browser, gateway and mail.</summary>
public sealed class LinkPageTests
{
    private const string HighHigh = "north-temperature-high-high";

    [Fact]
    public async Task A_person_acknowledges_from_a_phone_and_the_next_one_sees_who_did()
    {
        await using var rig = await NotifyRig.StartAsync([], []);
        rig.Celsius = 31;
        await rig.WaitAsync(() => rig.Mail.Mails.Count == 1, "a mail");
        var link = NotifyRig.LinkIn(rig.Mail.Mails[0].GetProperty("text").GetString()!);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);

        var page = await PhoneAsync(browser, "sv-SE");
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        for (var i = 0; i < 3; i++)
        {
            await page.GotoAsync(link.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        }

        Assert.All(asked, url => Assert.Equal(link.ToString(), url));
        Assert.Equal("unacknowledged", await rig.StateAsync(HighHigh));
        await Expect(page.Locator($"[data-alarm='{HighHigh}']")).ToContainTextAsync("INTE KVITTERAT");
        await Expect(page.Locator("h2")).ToHaveTextAsync("Sterilförråd: north temperatur alldeles för hög");
        await Expect(page.Locator("dl")).ToContainTextAsync("30,0 °C");
        await FitsAThumbAsync(page);

        await page.GetByText("English").TapAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator($"[data-alarm='{HighHigh}']")).ToContainTextAsync("NOT ACKNOWLEDGED");
        await FitsAThumbAsync(page);

        // Nothing chosen: the page says so, and nothing is acknowledged.
        await page.GetByRole(AriaRole.Button).TapAsync();
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("Choose a reason and an action");
        Assert.Equal("unacknowledged", await rig.StateAsync(HighHigh));

        await page.GetByLabel("Why did it come").SelectOptionAsync("Door or window stood open");
        await page.GetByLabel("What do you do").SelectOptionAsync("Closed it");
        await page.Locator("#action-text").FillAsync("och sade till <b>på</b> avdelningen");
        await page.GetByRole(AriaRole.Button).TapAsync();
        await Expect(page.Locator("[data-link=used]")).ToBeVisibleAsync(new() { Timeout = (float)StoreroomRig.Deadline.TotalMilliseconds });
        await Expect(page.Locator($"[data-alarm='{HighHigh}']")).ToContainTextAsync(new Regex("Acknowledged by p-[0-9a-f]{8} at .*: Door or window stood open; Closed it: och sade till <b>på</b> avdelningen"));
        Assert.Equal("acknowledged", await rig.StateAsync(HighHigh));

        var next = await PhoneAsync(browser, "sv-SE");
        await next.GotoAsync(link.ToString());
        await Expect(next.Locator("[data-link=used]")).ToContainTextAsync("inget kvar att kvittera");
        await Expect(next.Locator("form")).ToHaveCountAsync(0);
        await Expect(next.Locator($"[data-alarm='{HighHigh}']")).ToContainTextAsync("Kvitterat av p-");
        await WorthlessAsync(next, rig, link);
    }

    /// <summary>A forged link and one that is too old say what to do next, in both languages.</summary>
    private static async Task WorthlessAsync(IPage page, NotifyRig rig, Uri link)
    {
        var forged = await page.GotoAsync($"{link.ToString()[..^4]}AAAA");
        Assert.Equal(404, forged!.Status);
        await Expect(page.Locator("[data-link=wrong]")).ToContainTextAsync("kopiera hela länken");

        var key = LinkKey.OpenOrMake(rig.Data);
        var token = LinkToken.Read(link.Segments[^1], key)!;
        var old = await page.GotoAsync(new Uri(link, (token with { Until = DateTimeOffset.UnixEpoch.AddYears(50) }).Write(key)).ToString());
        Assert.Equal(410, old!.Status);
        await Expect(page.Locator("[data-link=expired]")).ToContainTextAsync("Länken är för gammal");
        await page.GetByText("English").TapAsync();
        await Expect(page.Locator("[data-link=expired]")).ToContainTextAsync("This link is too old");
        await Expect(page.Locator("form")).ToHaveCountAsync(0);
    }

    /// <summary>Nothing is wider than the phone, and what is tapped is 44 pixels high at least (WCAG 2.5.5); text has 4.5 to 1 of contrast (1.4.3).</summary>
    private static async Task FitsAThumbAsync(IPage page)
    {
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a, button, select, input')].filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"));
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => {
              const parse = c => c.match(/[\d.]+/g).map(Number);
              const light = c => { const [r, g, b] = parse(c).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; const p = parse(c); if (p.length < 4 || p[3] > 0) return c; } return 'rgb(255, 255, 255)'; };
              return [...document.body.querySelectorAll('*')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
                .map(e => [e, light(getComputedStyle(e).color), light(ground(e))]).filter(([, a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5).map(([e]) => e.outerHTML);
            }
            """));
    }

    private static async Task<IPage> PhoneAsync(IBrowser browser, string locale)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, DeviceScaleFactor = 3, IsMobile = true, HasTouch = true, Locale = locale });
        return await context.NewPageAsync();
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
