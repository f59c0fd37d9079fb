using System.Globalization;

namespace EdgeStock.SystemTests.Broker;

/// <summary>How a <see cref="TestBroker"/> is set up.</summary>
public sealed record TestBrokerOptions
{
    /// <summary>Sessions, queued and retained messages survive an orderly stop.</summary>
    public bool Persistence { get; init; }

    /// <summary>The only user that is let in, with <see cref="Password"/>; null lets everybody in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Access list in mosquitto's format, or null for none.</summary>
    public string? Acl { get; init; }

    /// <summary>TLS with these certificates, or null for plain TCP.</summary>
    public TestPki? Tls { get; init; }

    /// <summary>With TLS: clients must show a certificate, and its common name is their user name.</summary>
    public bool ClientCertificates { get; init; }

    /// <summary>Further lines of the configuration.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    internal async Task<string> WriteAsync(string folder, int port)
    {
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"listener {port} 127.0.0.1"),
            $"allow_anonymous {(User is null ? "true" : "false")}",

            // started as root it would become user mosquitto, who may not write here
            $"user {Environment.UserName}",
            "log_dest stdout",
            "log_type all",

            // a positive number: with 0 ("unlimited") 2.0 drops a client right after any refused publish
            "max_queued_messages 100000",
            $"persistence {(Persistence ? "true" : "false")}",
            $"persistence_location {folder}/",
        ];
        if (Persistence)
        {
            lines.Add("autosave_interval 1800");
        }

        if (User is not null)
        {
            var file = Path.Combine(folder, "passwords");
            await Tool.RunAsync("mosquitto_passwd", "-c", "-b", file, User, Password ?? "");
            lines.Add($"password_file {file}");
        }

        if (Acl is not null)
        {
            var file = Path.Combine(folder, "acl");
            await File.WriteAllTextAsync(file, Acl);
            lines.Add($"acl_file {file}");
        }

        if (Tls is not null)
        {
            lines.AddRange([$"cafile {Tls.CaFile}", $"certfile {Tls.Broker.CertificateFile}", $"keyfile {Tls.Broker.KeyFile}"]);
        }

        if (ClientCertificates)
        {
            lines.AddRange(["require_certificate true", "use_identity_as_username true"]);
        }

        lines.AddRange(Lines);
        var config = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllLinesAsync(config, lines);
        return config;
    }
}
