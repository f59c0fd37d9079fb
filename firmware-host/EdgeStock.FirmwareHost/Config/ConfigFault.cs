namespace EdgeStock.FirmwareHost.Config;

/// <summary>Why a file is refused, for the person who wrote it.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Line">Line, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Code">Stable code for documentation and support.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Next">What to do.</param>
internal sealed record ConfigFault(string File, int Line, string Code, string Reason, string Next)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}{(Line > 0 ? FormattableString.Invariant($":{Line}") : "")}: {Code} {Reason}. Next: {Next}.";
}
