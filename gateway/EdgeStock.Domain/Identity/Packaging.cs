namespace EdgeStock.Domain;

/// <summary>What a tag's filter value says its package is (EPC Tag Data Standard, filter values).</summary>
public enum Packaging
{
    /// <summary>One piece, or what is sold as one.</summary>
    Item,

    /// <summary>A packaging level: never one piece.</summary>
    Case,

    /// <summary>A logistic unit or a returnable container: never stock.</summary>
    Logistic,

    /// <summary>It does not say; the catalogue decides.</summary>
    Unknown,
}
