namespace EdgeStock.Gateway.Notifying;

/// <summary>Files that hold a secret or people's addresses.</summary>
internal static class PrivateFile
{
    // A group may read: files below /etc often belong to root and the gateway's group, and systemd's credentials show it too.
    private const UnixFileMode Open = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite;

    /// <summary>Why a file is not private enough, with the next step; null when it is.</summary>
    public static string? Objection(string path) => (File.GetUnixFileMode(path) & Open) is not UnixFileMode.None and var open
        ? $"{path} is open to others ({open}): run 'chmod 600 {path}', and change the secrets in it if somebody may have read them" : null;
}
