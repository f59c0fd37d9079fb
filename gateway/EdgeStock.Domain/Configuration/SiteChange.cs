namespace EdgeStock.Domain;

/// <summary>What happened to a part of the site.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>One of its fields has another value.</summary>
    Changed,
}

/// <summary>One difference between two site files, in the file's own words.</summary>
/// <param name="Part">Kind of thing: <c>room</c>, <c>zone</c>, <c>device</c>, <c>article</c>, <c>bin</c>, <c>antenna</c>, <c>climate</c>, <c>on-call</c>, <c>step</c>, <c>notifications</c> or <c>site</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Field">The changed field; null when the whole is new or gone.</param>
/// <param name="Was">Its value before; null when it had none.</param>
/// <param name="Now">Its value from now on; null when it has none.</param>
public sealed record SiteChange(string Part, string Id, ChangeKind Change, string? Field = null, string? Was = null, string? Now = null)
{
    /// <inheritdoc/>
    public override string ToString() => Change switch
    {
        ChangeKind.Added => $"+ {Part} {Id}",
        ChangeKind.Removed => $"- {Part} {Id}",
        _ => $"~ {Part} {Id}: {Field} {Was ?? "(none)"} → {Now ?? "(none)"}",
    };
}
