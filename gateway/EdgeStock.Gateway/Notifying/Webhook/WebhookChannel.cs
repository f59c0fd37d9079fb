using System.Globalization;
using System.Net.Http.Headers;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// HTTP POST to the hospital's own gateway to SMS, pagers or telephones, signed after Standard Webhooks. Redirects are not followed:
/// a signed message with a link in it goes where the settings say and nowhere else.
/// </summary>
internal sealed class WebhookChannel : INotificationChannel, IDisposable
{
    /// <summary>Its name in the site file.</summary>
    public const string ChannelName = "webhook";

    private readonly WebhookSettings webhook;
    private readonly NotifySettings settings;
    private readonly Origin origin;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    public WebhookChannel(WebhookSettings webhook, NotifySettings settings, Origin origin, TimeProvider time)
    {
        (this.webhook, this.settings, this.origin, this.time) = (webhook, settings, origin, time);
        http = Outward.Client(webhook.Trust, webhook.Timeout);
    }

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public Task SendAsync(NotificationMessage message, CancellationToken stop) => DeliverAsync(message, stop);

    /// <summary>The same, with what the receiver answered.</summary>
    /// <exception cref="NotificationFailedException">It did not go.</exception>
    /// <exception cref="NotificationRefusedException">It never will.</exception>
    public async Task<string> DeliverAsync(NotificationMessage message, CancellationToken stop)
    {
        if (settings.Missing(message.Recipient, ChannelName) is { } missing)
        {
            throw new NotificationFailedException(missing);
        }

        var recipient = settings.Find(message.Recipient)!;
        using var request = Sign(message, recipient.WebhookUrl ?? webhook.Url!, WebhookBody.Of(message, origin, recipient.Webhook));
        HttpResponseMessage response;
        try
        {
            // The answer's body says nothing that is needed: it is not read.
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        }
        catch (Exception e) when (Outward.Failure(e, webhook.Timeout, stop) is not null)
        {
            throw new NotificationFailedException($"the webhook's receiver {Outward.Failure(e, webhook.Timeout, stop)}", e);
        }

        using (response)
        {
            return Judge(response, message.Recipient);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private HttpRequestMessage Sign(NotificationMessage message, Uri url, byte[] body)
    {
        var (id, seconds) = (MessageKey.Of(message), time.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", webhook.Key.Sign(id, seconds, body));
        return request;
    }

    private string Judge(HttpResponseMessage response, string recipient)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {Unaddressed.Text(response.ReasonPhrase, settings.Find(recipient)?.Webhook)}");
        return (int)response.StatusCode switch
        {
            >= 200 and < 300 => said,
            408 or 425 or 429 or >= 500 => throw new NotificationFailedException($"the webhook's receiver does not take it now ({said})") { RetryAfter = Outward.RetryAfter(response, time.GetUtcNow()) },
            >= 300 and < 400 => throw new NotificationFailedException($"the webhook's receiver points elsewhere ({said}), which is not followed: write its new URL into notify.yml"),
            400 or 410 or 413 or 422 => throw new NotificationRefusedException($"the webhook's receiver refuses the message to '{recipient}' for good ({said}): see its log, and 'url', 'secret_file' and 'webhook' in notify.yml"),

            // A door that is shut or moved says nothing of the message: somebody mends it, and then it goes.
            _ => throw new NotificationFailedException($"the webhook's receiver does not let it in ({said}): see its log, and 'url', 'secret_file' and 'webhook' in notify.yml"),
        };
    }
}
