namespace EdgeStock.Gateway.Operations;

/// <summary>A field that differs.</summary>
/// <param name="Old">As it is; null for nothing.</param>
/// <param name="New">As it will be; null for nothing.</param>
internal sealed record FieldChange(string Field, string? Old, string? New)
{
    public override string ToString() => $"{Field}: {Old ?? "(nothing)"} → {New ?? "(nothing)"}";
}
