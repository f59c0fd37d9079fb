namespace EdgeStock.Domain;

/// <summary>How a mean kinetic temperature stands against its limit.</summary>
public enum KineticVerdict
{
    /// <summary>Within, whatever the gaps hid.</summary>
    Within,

    /// <summary>Above, whatever the gaps hid.</summary>
    Exceeded,

    /// <summary>The gaps in the record decide, and nobody measured them.</summary>
    Unknown,
}
