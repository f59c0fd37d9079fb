using System.Globalization;
using System.Text;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.History;

/// <summary>The site file of a storeroom of the past.</summary>
internal static class SiteYaml
{
    public static string Text(
        string site, string gateway, IReadOnlyList<(string Id, string Name, string Class)> rooms, IReadOnlyList<(string Id, string Room)> zones, string reader, string room, double seconds,
        IReadOnlyList<Article> articles, IReadOnlyList<BinPlan> bins, IReadOnlyList<ClimatePlan> climate, double climateSeconds, string profile)
    {
        var yaml = new StringBuilder();
        Line(yaml, $"site: {site}");
        Line(yaml, $"gateway: {gateway}");
        Line(yaml, $"timezone: Europe/Stockholm");
        Line(yaml, $"rooms:");
        foreach (var (id, name, kind) in rooms)
        {
            Line(yaml, $"  - {{id: {id}, name: {name}, class: {kind}}}");
        }

        Line(yaml, $"zones:");
        foreach (var (id, of) in zones)
        {
            Line(yaml, $"  - {{id: {id}, room: {of}, kind: shelf, exit: true}}");
        }

        Line(yaml, $"devices:");
        Line(yaml, $"  - {{id: {reader}, kind: reader, room: {room}, interval_s: {seconds}}}");
        foreach (var bin in bins)
        {
            Line(yaml, $"  - {{id: {bin.Device}, kind: scale, room: {room}, interval_s: {seconds}}}");
        }

        foreach (var point in climate)
        {
            Line(yaml, $"  - {{id: {point.Device}, kind: climate, room: {room}, interval_s: {climateSeconds}}}");
        }

        Line(yaml, $"articles:");
        foreach (var a in articles)
        {
            var code = a.Atc is not null ? $", atc: {a.Atc}" : a.Emdn is not null ? $", emdn: {a.Emdn}" : "";
            Line(yaml, $"  - {{id: {a.Id}, name: \"{a.Name}\", group: {a.Group.ToString().ToLowerInvariant()}{code}, gtin: \"{a.Gtin}\", unit_g: {a.UnitGrams}, unit_sd_g: {a.UnitSdGrams}, unit_lot_sd_g: {a.LotSdGrams}}}");
        }

        Line(yaml, $"bins:");
        foreach (var b in bins)
        {
            var cell = b.Cell;
            Line(yaml, $"  - {{id: {b.Id}, room: {room}, zone: {b.Zone}, article: {b.Article.Id}, device: {b.Device}, tare_g: {b.TareGrams}, capacity: {b.Capacity}, cell: {{full_scale_g: {cell.FullScaleGrams}, noise_sd_g: {cell.NoiseSdGrams}, resolution_g: {cell.ResolutionGrams}}}}}");
        }

        Line(yaml, $"antennas:");
        Line(yaml, $"  - {{device: {reader}/1, zone: {zones[0].Id}}}");
        Line(yaml, $"climate:");
        foreach (var point in climate)
        {
            Line(yaml, $"  - {{id: {point.Point}, room: {room}, device: {point.Device}, profile: {profile}, interval_s: {climateSeconds}}}");
        }

        return yaml.ToString();
    }

    private static void Line(StringBuilder yaml, FormattableString text) => yaml.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
