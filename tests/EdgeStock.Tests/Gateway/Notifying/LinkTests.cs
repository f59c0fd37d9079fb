using EdgeStock.Domain;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Mqtt;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>One-time links: tokens, keys, and what they are worth.</summary>
public sealed class LinkTests : IDisposable
{
    private static readonly DateTimeOffset Until = new(2026, 7, 14, 12, 35, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-links-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_token_says_what_it_was_made_of_and_fits_into_an_address()
    {
        var key = LinkKey.Draw();
        var token = new LinkToken("n-42", "jour-åäö", Until);

        var text = token.Write(key);

        Assert.Equal(token, LinkToken.Read(text, key));
        Assert.Matches("^[A-Za-z0-9_-]{40,80}$", text);
        Assert.Null(LinkToken.Read(text, LinkKey.Draw()));
    }

    [Fact]
    public void No_sign_of_a_token_can_be_changed_left_out_or_added()
    {
        var key = LinkKey.Draw();
        var text = new LinkToken("n-42", "jour", Until).Write(key);

        // The last sign of a base64url text may hold bits that say nothing; a strict reader takes only one form of it.
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in "AZaz09-_".Where(c => c != text[i]))
            {
                Assert.Null(LinkToken.Read($"{text[..i]}{other}{text[(i + 1)..]}", key));
            }

            Assert.Null(LinkToken.Read(text.Remove(i, 1), key));
        }

        foreach (var wrong in (string[])["", "A", $"{text}A", $"{text}=", text + text, new string('A', 5000), "åäö", "%00", "../a"])
        {
            Assert.Null(LinkToken.Read(wrong, key));
        }
    }

    [Fact]
    public void A_key_is_made_once_and_for_its_owner_alone()
    {
        var text = new LinkToken("n-42", "jour", Until).Write(LinkKey.OpenOrMake(folder));

        Assert.NotNull(LinkToken.Read(text, LinkKey.OpenOrMake(folder)));
        var path = Path.Combine(folder, LinkKey.FileName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("open to others", Assert.Throws<IOException>(() => LinkKey.OpenOrMake(folder)).Message, StringComparison.Ordinal);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, "not a key");
        Assert.Contains("delete it", Assert.Throws<IOException>(() => LinkKey.OpenOrMake(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_stands_under_the_proxys_path_and_lasts_no_longer_than_the_settings_say()
    {
        var key = LinkKey.Draw();
        var time = new ManualTime(Until.AddHours(-12));
        var links = new NotificationLinks(new(new("https://proxy.hospital.example/edge/"), TimeSpan.FromMinutes(60)), key, time);

        var link = links.For("n-42", "jour", Until)!;

        Assert.StartsWith("https://proxy.hospital.example/edge/a/", link.ToString(), StringComparison.Ordinal);
        Assert.Equal(Until.AddHours(-11), LinkToken.Read(link.Segments[^1], key)!.Until);
        Assert.Equal(Until.AddHours(-11.5), LinkToken.Read(links.For("n-42", "jour", Until.AddHours(-11.5))!.Segments[^1], key)!.Until);
    }

    [Fact]
    public void An_alarm_is_open_to_a_link_only_while_it_stands_as_the_message_told()
    {
        var bench = new AlarmBench();
        bench.Minutes(2, 22);
        bench.Minutes(18, 26);
        var told = new NotifiedCall(AlarmBench.High, bench.View(AlarmBench.High).RaisedAt!.Value);
        Assert.Equal(LinkedState.Open, State());
        Assert.Equal(LinkedState.Over, new LinkedAlarm(told, null).State());
        Assert.Equal(LinkedState.RaisedAnew, new LinkedAlarm(told with { RaisedAt = told.RaisedAt.AddMinutes(-1) }, bench.View(AlarmBench.High)).State());

        // The same check is made by the one writer, so that nothing comes between the look and the word.
        Assert.Contains("raised anew", bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", "stängd", told.RaisedAt.AddMinutes(-1))), StringComparison.Ordinal);
        Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", "stängd", told.RaisedAt)));
        Assert.Equal(LinkedState.Acknowledged, State());

        LinkedState State() => new LinkedAlarm(told, bench.View(AlarmBench.High)).State();
    }

    [Fact]
    public void A_shelved_alarm_is_no_alarm_for_a_link()
    {
        var bench = new AlarmBench();
        bench.Minutes(2, 22);
        bench.Minutes(18, 26);
        var told = new NotifiedCall(AlarmBench.High, bench.View(AlarmBench.High).RaisedAt!.Value);

        Assert.Null(bench.Say(new ShelveAlarm(AlarmBench.High, 60, "service")));

        Assert.Equal(LinkedState.Aside, new LinkedAlarm(told, bench.View(AlarmBench.High)).State());
    }

    [Fact]
    public void Many_wrong_links_are_turned_away_for_a_minute()
    {
        var time = new ManualTime(Until);
        var limit = new WrongLinkLimit(time);
        for (var i = 0; i < WrongLinkLimit.Most; i++)
        {
            Assert.True(limit.TryPass(out _));
        }

        Assert.Equal((false, true), (limit.TryPass(out var first), first));
        Assert.Equal((false, false), (limit.TryPass(out first), first));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limit.TryPass(out _));
    }

    [Theory]
    [InlineData(null, "sv-SE,sv;q=0.9,en;q=0.8", "sv")]
    [InlineData(null, "en-GB,sv;q=0.5", "en")]
    [InlineData(null, "de, sv;q=0.5", "sv")]
    [InlineData(null, null, "en")]
    [InlineData("en", "sv", "en")]
    [InlineData("sv", "en", "sv")]
    public void The_page_speaks_the_language_that_is_asked_for(string? asked, string? accepted, string language) => Assert.Equal(language, LinkWords.Of(asked, accepted).Language);
}
