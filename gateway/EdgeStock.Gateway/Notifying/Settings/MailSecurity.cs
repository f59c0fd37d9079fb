namespace EdgeStock.Gateway.Notifying;

/// <summary>How a mail server is spoken to. There is no 'if it can': what is not encrypted is not sent.</summary>
internal enum MailSecurity
{
    /// <summary>In the clear, and then STARTTLS, which the server must offer (RFC 3207). Usual on port 587.</summary>
    StartTls,

    /// <summary>TLS from the first octet (RFC 8314). Usual on port 465.</summary>
    Tls,

    /// <summary>In the clear: only to a relay on this machine.</summary>
    None,
}
