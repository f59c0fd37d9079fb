namespace EdgeStock.Domain;

/// <summary>Transport packages and logistic units in sterile storerooms.</summary>
internal static class Hygiene
{
    /// <summary>Whether a tag that came, moved or left begins or ends an alarm.</summary>
    public static IEnumerable<StoreroomEvent> After(Site site, Projection after, Epc epc, DateTimeOffset at)
    {
        var tag = after.Tags.GetValueOrDefault(epc.Hex);
        var standing = after.Book.Hygiene.GetValueOrDefault(epc.Hex);
        var wrong = tag is not null && site.Rooms.Any(r => r.Id == tag.Room && r.Class == RoomClass.Sterile) && IsTransport(site, after, epc, tag);
        if (standing is not null && (!wrong || standing.Room != tag!.Room))
        {
            yield return new HygieneAlarmChanged(at, standing.Room, standing.Zone, epc, standing.Packaging, standing.Article, false);
        }

        if (wrong && standing?.Room != tag!.Room)
        {
            yield return new HygieneAlarmChanged(at, tag.Room, tag.Zone, epc, tag.Packaging, tag.Goods?.Article, true);
        }
    }

    /// <summary>The tag's filter value, a logistic unit's scheme, or the catalogue says so.</summary>
    private static bool IsTransport(Site site, Projection after, Epc epc, TagView tag) => tag.Packaging is Packaging.Case or Packaging.Logistic
        || (EpcCode.Decode(epc).Gtin is { } gtin && after.Book.Catalogue.Find(site, gtin) is var (_, item) && item.Level == PackageLevel.Transport);
}
