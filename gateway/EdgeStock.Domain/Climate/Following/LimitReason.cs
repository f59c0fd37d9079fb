namespace EdgeStock.Domain;

/// <summary>The goods whose label asks for a limit.</summary>
/// <param name="Lot">Null: not known.</param>
/// <param name="Profile">The climate profile on the article's label.</param>
public sealed record LimitReason(string Article, string? Lot, string Profile)
{
    /// <summary>In words: <c>insulin lot A (med-cool)</c>.</summary>
    public string Words() => $"{Article}{(Lot is null ? "" : $" lot {Lot}")} ({Profile})";
}
