using System.Globalization;
using System.Net;
using System.Text;
using EdgeStock.Gateway.Intake;
using EdgeStock.Mqtt;

namespace EdgeStock.Gateway.Operations;

/// <summary>How a gateway is started.</summary>
/// <param name="SitePath">The site file.</param>
/// <param name="Data">Folder of the ledger and the control socket.</param>
/// <param name="Samples">Unix socket on which firmware-hosts connect.</param>
/// <param name="Broker">HOST:PORT over the site file's; null to take that.</param>
/// <param name="Http">Where the page is served.</param>
internal sealed record GatewayOptions(string SitePath, string Data, string Samples, string? Broker, IPEndPoint Http)
{
    /// <summary>Folder of the backups below the data folder, unless another is given.</summary>
    public const string BackupFolder = "backups";

    private const int LongestSocketPath = 107;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Folder of the backups; null for the one in the data folder.</summary>
    public string? Backups { get; init; }

    /// <summary>Backups kept.</summary>
    public int Keep { get; init; } = 14;

    /// <summary>The ways out to people; null for notify.yml in the data folder, where there is one.</summary>
    public string? Notify { get; init; }

    /// <summary>A door where only the links of messages are answered; null for none: they are answered where the page is.</summary>
    public IPEndPoint? LinksHttp { get; init; }

    public string BackupsPath => Backups ?? Path.Combine(Data, BackupFolder);

    public string LedgerPath => Path.Combine(Data, "ledger.db");

    /// <summary>In full, because Kestrel takes no relative one.</summary>
    public string ControlPath => Path.GetFullPath(Path.Combine(Data, "control.sock"));

    /// <summary>Looks whether the sockets can be made.</summary>
    /// <exception cref="CommandException">A socket's path is none.</exception>
    public void CheckSockets()
    {
        CheckSocket("--data", ControlPath);
        CheckSocket("--samples", Samples);
    }

    /// <summary>Makes the data folder, which only its owner may enter.</summary>
    /// <exception cref="CommandException">It cannot be made.</exception>
    public void MakeDataFolder()
    {
        try
        {
            Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the data folder {Data} cannot be made: {e.Message}: give a --data folder that this user may write");
        }
    }

    /// <summary>Reads the site file.</summary>
    /// <exception cref="CommandException">It is missing or wrong.</exception>
    public static SiteFile ReadSite(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 4 * SiteFile.MaxCharacters }
                ? throw new SiteFileException(1, $"the file has more than {SiteFile.MaxCharacters} characters: check that it is the site file")
                : SiteFile.Parse(File.ReadAllText(path, StrictUtf8));
        }
        catch (SiteFileException e)
        {
            throw new CommandException($"{path}, {e.Message}\nNothing was changed. Mend the line and try again.");
        }
        catch (DecoderFallbackException)
        {
            // Read leniently, a name would silently lose its letters.
            throw new CommandException($"the site file {path} is not UTF-8: save it with that encoding and try again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the site file {path} cannot be read: {e.Message}");
        }
    }

    /// <summary>The broker that the command line or the site file names.</summary>
    /// <exception cref="CommandException">Neither names one, or a secret's file cannot be read.</exception>
    public BrokerOptions BrokerOptions(SiteFile file)
    {
        var section = file.Broker;
        var (host, port) = Broker is null
            ? section is null ? throw new CommandException("no broker is named: add 'broker: {host: …, port: …}' to the site file, or --broker HOST:PORT") : (section.Host, section.Port)
            : Address(Broker, "--broker");
        return new(host, port, $"edgestock-{file.Site.Id}-{file.Site.Gateway}")
        {
            User = section?.User,
            Password = section?.PasswordFile is { } secret ? ReadSecret(secret) : null,
            Tls = section?.CaFile is { } ca ? new(ca) { CertificateFile = section.CertificateFile, KeyFile = section.KeyFile } : null,
            SessionExpirySeconds = 24 * 3600,
        };
    }

    /// <summary>Reads ADDRESS:PORT of the page.</summary>
    /// <param name="option">Whose value it is.</param>
    public static IPEndPoint Endpoint(string text, string option = "--http") => IPEndPoint.TryParse(text, out var end) && end.Port > 0
        ? end
        : throw new CommandException($"{option} {text}: write ADDRESS:PORT, such as 127.0.0.1:8080 (only this machine) or 0.0.0.0:8080 (the network)");

    /// <summary>Reads HOST:PORT.</summary>
    public static (string Host, int Port) Address(string text, string option)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? (text[..colon].Trim('[', ']'), port)
            : throw new CommandException($"{option} {text}: write HOST:PORT, such as 127.0.0.1:1883");
    }

    private static void CheckSocket(string option, string path)
    {
        if (Encoding.UTF8.GetByteCount(path) is 0 or > LongestSocketPath)
        {
            throw new CommandException($"{option}: the socket's path '{path}' must have 1 to {LongestSocketPath} octets: give a shorter one");
        }
    }

    private static string ReadSecret(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the broker's password file {path} cannot be read: {e.Message}");
        }
    }
}
