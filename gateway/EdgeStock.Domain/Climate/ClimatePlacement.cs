namespace EdgeStock.Domain;

/// <summary>What a climate sensor hangs in, which says what it may be compared with.</summary>
public enum ClimatePlacement
{
    /// <summary>The air of its storeroom.</summary>
    Air,

    /// <summary>A surface of its storeroom: an outer wall, a cold pipe. Air is the damper beside it the colder it is.</summary>
    Surface,

    /// <summary>A refrigerator, freezer or cabinet in the storeroom: other air than the room's.</summary>
    Fridge,
}
