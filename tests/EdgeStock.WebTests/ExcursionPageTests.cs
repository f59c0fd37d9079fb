using System.Text.RegularExpressions;
using EdgeStock.SystemTests.Storeroom;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeStock.WebTests;

/// <summary>Alarms on the status page, and the report of an excursion, in a real browser beside real processes.</summary>
public sealed class ExcursionPageTests(ShownAlarm alarm) : IClassFixture<ShownAlarm>
{
    private static readonly float Patience = (float)StoreroomRig.Deadline.TotalMilliseconds;

    [Fact]
    public async Task The_status_page_shows_what_stands_who_answered_and_the_way_to_the_reports()
    {
        var page = await alarm.Browser.NewPageAsync();
        await page.GotoAsync(alarm.Page.ToString());
        var row = page.Locator($"tr[data-alarm='{ShownAlarm.HighHigh}']");

        await Expect(row).ToContainTextAsync("north temperature far too high", new() { Timeout = Patience });
        await Expect(row).ToContainTextAsync("sterile");
        await Expect(row.Locator("td.bad, td.doubt").First).ToHaveTextAsync(new Regex("NOT ACKNOWLEDGED|acknowledged"));
        await alarm.DoAsync("alarm", "ack", ShownAlarm.HighHigh, "--reason", "kylan <står>", "--action", "ringde fastighet");
        await Expect(row.Locator("td.doubt")).ToHaveTextAsync("acknowledged", new() { Timeout = Patience });
        await Expect(row).ToContainTextAsync("kylan <står>; ringde fastighet");

        await page.Locator("[data-excursions]").ClickAsync();
        await page.Locator($"tr[data-excursion] a:text-is('{ShownAlarm.HighHigh}')").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Report on a climate excursion");
        await Expect(page.Locator("[data-kind='alarm.acknowledged.v1']")).ToContainTextAsync("kylan <står>");
        await Expect(page.Locator("path.ack")).ToHaveCountAsync(1);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("sv", "Rapport om klimatavvikelse", "2 av 2 batcher utan beslut", "INTE BESLUTAT", "In English")]
    [InlineData("en", "Report on a climate excursion", "2 of 2 lots not decided", "NOT DECIDED", "På svenska")]
    public async Task The_report_names_lots_limits_and_timeline_in_both_languages_and_asks_nobody_else(string language, string title, string standing, string undecided, string other)
    {
        var page = await OpenAsync(language);
        var asked = new List<string>();
        var complaints = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        await Expect(page.Locator("h1")).ToContainTextAsync(title);
        await Expect(page.Locator("[data-undecided='2']")).ToHaveTextAsync(standing);
        await Expect(page.Locator("tr[data-article='drape']")).ToHaveCountAsync(2);
        await Expect(page.Locator("tr[data-lot='L1']")).ToContainTextAsync(undecided);
        await Expect(page.Locator("[data-limit]")).ToContainTextAsync(language == "sv" ? "över 30,0 °C" : "above 30.0 °C");
        await Expect(page.Locator("[data-provisional]")).ToHaveCountAsync(1);
        await Expect(page.Locator("svg.course path.line")).Not.ToHaveCountAsync(0);
        Assert.True(await page.Locator("tr[data-entry]").CountAsync() >= 3);
        await Expect(page.Locator("nav a[hreflang]")).ToHaveTextAsync(other);
        Assert.All(asked, url => Assert.StartsWith(alarm.Page.ToString(), url, StringComparison.Ordinal));
        Assert.DoesNotContain(complaints, c => c.Contains("Content Security Policy", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    [Fact]
    public async Task On_paper_and_on_a_phone_nothing_is_cut_off()
    {
        var page = await OpenAsync("sv");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        // A4 less its margins of 15 mm, at 96 dots an inch.
        await page.SetViewportSizeAsync(680, 1000);
        Assert.Empty(await CutAsync(page));
        await Expect(page.Locator("nav")).ToBeHiddenAsync();
        Assert.True((await page.PdfAsync(new() { Format = "A4" })).Length > 10_000);

        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(390, 800);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        await page.CloseAsync();
    }

    /// <summary>WCAG 2.2, 1.4.3: 4.5 to 1 between a text and what is behind it, which is white or nearly so here.</summary>
    [Fact]
    public async Task Every_text_stands_out_from_the_paper()
    {
        var page = await OpenAsync("en");
        var pale = await page.EvaluateAsync<string[]>("""
            () => {
              const light = c => { const [r, g, b] = c.match(/[\d.]+/g).slice(0, 3).map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
              return [...document.querySelectorAll('body *')].filter(e => !e.closest('script, style') && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
                .filter(e => { const s = getComputedStyle(e); return 1.05 / (light(e.closest('svg') ? s.fill : s.color) + .05) < 4.5 * 1.11; }).map(e => e.outerHTML.slice(0, 80));
            }
            """);

        Assert.Empty(pale);
        await page.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string language)
    {
        var page = await alarm.Browser.NewPageAsync();
        await page.GotoAsync(new Uri(alarm.Page, $"excursions?lang={language}").ToString());
        await page.Locator($"tr[data-excursion] a:text-is('{ShownAlarm.HighHigh}')").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveCountAsync(1);
        return page;
    }

    /// <summary>Elements whose content is wider than they are, or that stand out of the page.</summary>
    private static Task<string[]> CutAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('main *, header *')].filter(e => !e.closest('svg') && !['SCRIPT', 'STYLE'].includes(e.tagName))
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || (e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1)).map(e => e.outerHTML.slice(0, 80))
        """);
}
