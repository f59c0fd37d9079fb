using System.Text.Json;
using EdgeStock.Gateway.Notifying;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>What goes out, to the octet: signatures, bodies, ids, and what receivers say.</summary>
public sealed class OutwardFormsTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 14, 12, 35, 0, TimeSpan.Zero);

    /// <summary>The known signature was made with the npm package standardwebhooks 1.1.1 and with the NuGet package StandardWebhooks 1.1.2; both agree.</summary>
    [Fact]
    public void A_webhook_is_signed_as_the_standards_own_libraries_sign_it() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookKey.From("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"u8));

    [Theory]
    [InlineData("lund-ward-3-n-9-1784032500000-jour-mail", "lund-ward-3-n-9-1784032500000-jour-mail")]
    [InlineData("n-1.2/å", "n-1_2e2_2f_c3_a5")]
    [InlineData("n_1", "n_5f1")]
    public void An_id_is_fit_for_mail_and_webhook_and_no_two_become_one(string id, string key) =>
        Assert.Equal(key, MessageKey.Of(Message(1) with { Id = id }));

    [Fact]
    public void A_body_of_many_alarms_leaves_out_and_counts_what_a_receiver_need_not_take()
    {
        var body = WebhookBody.Of(Message(1000) with { Text = new("Många larm", new string('å', 50_000)) }, new("lund", "ward-3"), "+46");
        using var json = JsonDocument.Parse(body);
        var data = json.RootElement.GetProperty("data");

        Assert.InRange(body.Length, WebhookBody.MostBytes / 2, WebhookBody.MostBytes);
        Assert.Equal(1000, data.GetProperty("alarms").GetArrayLength() + data.GetProperty("alarmsLeftOut").GetInt32());
        using var small = JsonDocument.Parse(WebhookBody.Of(Message(2), new("lund", "ward-3"), null));
        Assert.Equal(2, small.RootElement.GetProperty("data").GetProperty("alarms").GetArrayLength());
        Assert.False(small.RootElement.GetProperty("data").TryGetProperty("alarmsLeftOut", out _));
        Assert.False(small.RootElement.GetProperty("data").TryGetProperty("to", out _));
    }

    [Theory]
    [InlineData("5.1.1 <asa@hospital.example>: Recipient address rejected", "5.1.1 (address): Recipient address rejected")]
    [InlineData("Åsa@Hospital.example\r\n is unknown", "(address) is unknown")]
    [InlineData("+46701234567 is no number", "(address) is no number")]
    [InlineData("user EDGESTOCK may not", "user (address) may not")]
    [InlineData(" \r\n", "no reason given")]
    public void What_a_receiver_says_is_told_without_addresses(string said, string told) => Assert.Equal(told, Unaddressed.Text(said, "+46701234567", null, "edgestock"));

    [Fact]
    public void A_long_answer_is_cut() => Assert.Equal(201, Unaddressed.Text(new string('x', 5000)).Length);

    [Fact]
    public void A_mail_has_one_line_of_subject_whatever_a_room_is_called()
    {
        using var mail = MailText.Of(Message(1) with { Text = new("Larm\r\nBcc: alla@hospital.example", "x") }, "EdgeStock <e@hospital.example>", "asa@hospital.example");

        Assert.Equal("Larm Bcc: alla@hospital.example", mail.Subject);
        Assert.Empty(mail.Bcc);
    }

    private static NotificationMessage Message(int alarms) => new(
        "n-1", "jour", "webhook", new("Larm", "Text"), At, 1, false,
        [.. Enumerable.Range(0, alarms).Select(i => new NotifiedAlarm(FormattableString.Invariant($"north-{i}"), "store", "high", "medium", "unacknowledged", At, At, 26.5, 25))]);
}
