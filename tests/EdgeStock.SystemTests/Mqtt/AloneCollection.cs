namespace EdgeStock.SystemTests.Mqtt;

/// <summary>Tests that count what the whole process holds, or take much of it; nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
