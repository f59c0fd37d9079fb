using EdgeStock.Gateway.Notifying;

namespace EdgeStock.SystemTests.Notifying;

/// <summary>A message that somebody is to have, and settings to reach them.</summary>
internal static class Messages
{
    public const string Recipient = "jour";
    public const string Address = "asa.oberg@hospital.example";

    public static NotificationMessage One { get; } = new(
        "n-42/1", Recipient, "mail", new("Sterilförråd: för varmt, 31,2 °C", "Förrådet är för varmt sedan 14:05.\nÅtgärd: stäng dörren, ring på ÅÄÖ-jouren.\n"),
        new DateTimeOffset(2026, 7, 14, 12, 35, 0, TimeSpan.Zero), 1, false,
        [new("north-temperature-high", "sterile", "high", "medium", "unacknowledged", new(2026, 7, 14, 12, 5, 0, TimeSpan.Zero), new(2026, 7, 14, 12, 35, 0, TimeSpan.Zero), 31.2, 25)]);

    public static NotifySettings Settings(MailSettings? mail = null, WebhookSettings? webhook = null) =>
        new(mail, webhook, null, null, null, [new(Recipient, "Åsa Öberg", Address, "+46701234567", null)]);
}
