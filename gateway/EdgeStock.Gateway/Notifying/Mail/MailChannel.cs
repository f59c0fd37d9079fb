using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Mail over the hospital's server (SMTP, RFC 5321), encrypted as the settings say or not sent at all.</summary>
internal sealed class MailChannel(MailSettings mail, NotifySettings settings) : INotificationChannel
{
    /// <summary>Its name in the site file.</summary>
    public const string ChannelName = "mail";

    private const int FirstRefusalForGood = 500; // 5yz: permanent negative completion, RFC 5321 4.2.1

    private readonly string server = FormattableString.Invariant($"the mail server {mail.Host}:{mail.Port}");

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public Task SendAsync(NotificationMessage message, CancellationToken stop) => DeliverAsync(message, stop);

    /// <summary>The same, with what the server answered.</summary>
    /// <exception cref="NotificationFailedException">It did not go.</exception>
    /// <exception cref="NotificationRefusedException">It never will.</exception>
    public async Task<string> DeliverAsync(NotificationMessage message, CancellationToken stop)
    {
        if (settings.Missing(message.Recipient, ChannelName) is { } missing)
        {
            throw new NotificationFailedException(missing);
        }

        var to = settings.Find(message.Recipient)!.Mail!;
        using var text = MailText.Of(message, mail.From, to);

        // The network's time, not the gateway's clock, which a test may let run fast.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(mail.Timeout);
        var verdict = new TrustVerdict(mail.Trust);
        using var smtp = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = verdict.Judge };
        try
        {
            await smtp.ConnectAsync(mail.Host, mail.Port, Options(mail.Security), patience.Token);
            if (mail is { User: { } user, Password: { } password })
            {
                await smtp.AuthenticateAsync(user, password.Reveal(), patience.Token);
            }

            var answer = await smtp.SendAsync(text, patience.Token);
            await GoodbyeAsync(smtp, patience.Token);
            return Said(answer);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= FirstRefusalForGood && e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            throw new NotificationRefusedException($"{server} refuses recipient '{message.Recipient}' or the message for good ({(int)e.StatusCode}: {Said(e.Message)}): look at the address in notify.yml", e);
        }
        catch (SmtpCommandException e)
        {
            throw new NotificationFailedException($"{server} does not take it now ({(int)e.StatusCode}: {Said(e.Message)})", e);
        }
        catch (AuthenticationException e)
        {
            throw new NotificationFailedException($"{server} does not take the user name and password of notify.yml ({Said(e.Message)}): ask who runs it", e);
        }
        catch (SslHandshakeException e)
        {
            throw new NotificationFailedException(
                $"{server} is not trusted: {verdict.Objection ?? $"no TLS ({Said(e.InnerException?.Message)})"}. Nothing was sent. See 'host' and 'ca_file' in notify.yml, and the server's certificate", e);
        }
        catch (NotSupportedException e)
        {
            throw new NotificationFailedException($"{server} does not offer what notify.yml asks for ({Said(e.Message)}). Nothing was sent: see 'security' there, and ask who runs the server", e);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new NotificationFailedException(FormattableString.Invariant($"{server} did not answer within {mail.Timeout.TotalSeconds:0} s"), e);
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or ServiceNotConnectedException)
        {
            throw new NotificationFailedException($"{server} cannot be reached, or broke off ({Said(e.Message)})", e);
        }

        string Said(string? answer) => Unaddressed.Text(answer, to, mail.From, mail.User);
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static async Task GoodbyeAsync(SmtpClient smtp, CancellationToken stop)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, stop);
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or OperationCanceledException)
        {
            // The server has said yes. Whatever becomes of the goodbye, to send again would be to tell twice.
        }
    }
}
