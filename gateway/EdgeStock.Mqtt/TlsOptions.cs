namespace EdgeStock.Mqtt;

/// <summary>
/// TLS to the broker, 1.2 at least; the broker's certificate and host name are always checked.
/// Files are read at each connection attempt, so a renewed certificate takes effect with the next one.
/// </summary>
/// <param name="CaFile">PEM file of the authorities that may have issued the broker's certificate.</param>
public sealed record TlsOptions(string CaFile)
{
    /// <summary>PEM file of this gateway's certificate (mutual TLS), or null for none; goes with <see cref="KeyFile"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the certificate's private key, not encrypted: a gateway has nobody to ask for a pass phrase.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Refuse TLS 1.2 as well.</summary>
    public bool RequireTls13 { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(CaFile);
        if (CertificateFile is null != KeyFile is null)
        {
            throw new ArgumentException($"a client certificate needs both {nameof(CertificateFile)} and {nameof(KeyFile)}");
        }
    }

    /// <summary>The first of the files that cannot be opened, with the reason; null when all can.</summary>
    internal string? FirstUnreadable()
    {
        foreach (var file in new[] { CaFile, CertificateFile, KeyFile })
        {
            try
            {
                using var opened = file is null ? null : File.OpenHandle(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"TLS file {file} cannot be read: {e.Message}";
            }
        }

        return null;
    }
}
