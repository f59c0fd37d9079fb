namespace EdgeStock.Domain;

/// <summary>What kind of place keeps a temperature: goods of a cold class stand in an appliance, the others in the room's air.</summary>
internal enum StorageClass
{
    /// <summary>Up to 0 °C: a freezer.</summary>
    Frozen,

    /// <summary>Up to 8 °C: a refrigerator.</summary>
    Cold,

    /// <summary>Up to 15 °C: a cool room.</summary>
    Cool,

    /// <summary>Warmer, or no upper limit: an ordinary room.</summary>
    Room,
}

/// <summary>Tells classes by the upper limit of temperature.</summary>
internal static class StorageClasses
{
    /// <summary>The class of an upper limit in °C; null for none.</summary>
    public static StorageClass Of(double? high) => high switch { <= 0 => StorageClass.Frozen, <= 8 => StorageClass.Cold, <= 15 => StorageClass.Cool, _ => StorageClass.Room };

    /// <summary>The class of a climate point: of its profile where it has one, else by its limits.</summary>
    public static StorageClass Of(Site site, ClimatePoint point) =>
        point.Profile is { } id && site.Profiles().FirstOrDefault(p => p.Id == id) is { } profile ? Of(profile.High) : Of(point);

    /// <summary>The class of a climate point, by the limits of its own.</summary>
    public static StorageClass Of(ClimatePoint point) => Of(point.Channels.FirstOrDefault(c => c.Quantity == Quantity.Temperature)?.High);

    /// <summary>It watches the air of a room, and no appliance.</summary>
    public static bool IsAir(this StorageClass of) => of is StorageClass.Cool or StorageClass.Room;
}
