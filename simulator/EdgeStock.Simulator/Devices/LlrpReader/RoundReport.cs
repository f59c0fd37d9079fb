using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>What one round of a ROSpec has seen and not yet reported: one entry for each tag and antenna.</summary>
internal sealed class RoundReport(RoSpec spec, ReaderClockFace clock)
{
    private readonly Dictionary<(string Epc, int Antenna), TagSighting> seen = [];

    public int Count => seen.Count;

    public void Add(int antenna, TagSighting sighting)
    {
        // without the antenna in the report a reader adds its antennas up
        var key = (Convert.ToHexString(sighting.Epc), Has(TagContent.AntennaId) ? antenna : 0);
        seen[key] = seen.TryGetValue(key, out var before)
            ? new TagSighting(
                sighting.Epc, Math.Max(before.RssiDbm, sighting.RssiDbm), before.Count + sighting.Count,
                before.FirstSeen < sighting.FirstSeen ? before.FirstSeen : sighting.FirstSeen,
                before.LastSeen > sighting.LastSeen ? before.LastSeen : sighting.LastSeen)
            : sighting;
    }

    /// <summary>The reports, each with what the content selector asks for; afterwards there is nothing left to report.</summary>
    public IReadOnlyList<TagReport> Take()
    {
        var reports = seen.Select(s => Report(s.Key.Antenna, s.Value)).ToList();
        seen.Clear();
        return reports;
    }

    private TagReport Report(int antenna, TagSighting s) => new(s.Epc)
    {
        RoSpecId = Has(TagContent.RoSpecId) ? spec.Id : null,
        InventoryParameterSpecId = Has(TagContent.InventoryParameterSpecId) ? spec.Inventories[0].InventoryParameterSpecId : null,
        Antenna = Has(TagContent.AntennaId) ? (ushort)antenna : null,
        PeakRssi = Has(TagContent.PeakRssi) ? (sbyte)Math.Clamp(Math.Round(s.RssiDbm), sbyte.MinValue, sbyte.MaxValue) : null,
        FirstSeen = Has(TagContent.FirstSeen) ? clock.Tell(s.FirstSeen) : null,
        LastSeen = Has(TagContent.LastSeen) ? clock.Tell(s.LastSeen) : null,
        SeenCount = Has(TagContent.TagSeenCount) ? (ushort)Math.Clamp(s.Count, 0, ushort.MaxValue) : null,

        // the top five bits of the protocol control word count the EPC's words
        Pc = spec.Report?.Memory?.HasFlag(C1G2Content.Pc) == true ? (ushort)((s.Epc.Length / 2) << 11) : null,
    };

    private bool Has(TagContent content) => spec.Report?.Content.HasFlag(content) == true;
}
