using EdgeStock.Gateway.Operations;

namespace EdgeStock.Gateway.Notifying;

/// <summary>The ways out that a gateway starts with. A wrong file does not keep it from watching: it says so, in the log and in /health.</summary>
/// <param name="Fault">What is wrong with the file; null when nothing is.</param>
internal sealed record NotifyStart(NotifySettings Settings, string? Fault)
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file that the command line names; null for that of the data folder, which may be missing.</param>
    public static NotifyStart Read(string? path, string data)
    {
        var file = path ?? Path.Combine(data, NotifyFile.Name);
        if (path is null && !File.Exists(file))
        {
            return new(NotifySettings.None, null);
        }

        try
        {
            return new(NotifyFile.Read(file), null);
        }
        catch (CommandException e)
        {
            return new(NotifySettings.None, e.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>The key that signs links. Where it cannot be used there are no links, and everything else goes on.</summary>
    public (NotifyStart Start, LinkKey? Key) WithLinkKey(string data)
    {
        if (Settings.Links is null)
        {
            return (this, null);
        }

        try
        {
            return (this, LinkKey.OpenOrMake(data));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (this with { Fault = $"messages carry no links: {e.Message.ReplaceLineEndings(" ")}" }, null);
        }
    }

    /// <summary>The ways in words.</summary>
    public string Ways()
    {
        (string Name, object? Way)[] all =
        [
            ("mail", Settings.Mail), ("webhook", Settings.Webhook), ("light", Settings.Light), ("heartbeat", Settings.Heartbeat), ("links", Settings.Links),
        ];
        return string.Join(", ", all.Where(w => w.Way is not null).Select(w => w.Name).DefaultIfEmpty("no way out"));
    }

    /// <summary>Says what an operator should know of it.</summary>
    public void Announce(ILogger log)
    {
        if (Fault is not null)
        {
            log.NotifyFileWrong(Fault);
        }
        else if (Settings != NotifySettings.None)
        {
            log.WaysOut(Ways(), Settings.Recipients.Count);
        }
    }
}
