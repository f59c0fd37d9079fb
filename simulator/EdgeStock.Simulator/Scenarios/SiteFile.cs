using System.Globalization;
using System.Text;

namespace EdgeStock.Simulator.Scenarios;

/// <summary>A scenario as the gateway's site.yaml.</summary>
internal static class SiteFile
{
    public static string Text(Scenario scenario)
    {
        var yaml = new StringBuilder();
        yaml.Append("""
            site: lund
            gateway: ward-3
            timezone: Europe/Stockholm
            alarms: {away_min: 10} # the demonstration's past has a tick each five minutes
            rooms:
              - {id: ward-storeroom, name: Förråd avdelning 3, class: storeroom}
              - {id: sterile-room, name: Sterilförråd, class: sterile}
            zones:

            """);
        var zones = scenario.Antennas.Select(antenna => antenna.Zone).Distinct().ToArray();
        foreach (var zone in zones)
        {
            Line(yaml, $"  - {{id: {zone}, room: {Scenario.Storeroom}, kind: shelf, adjacent: [{string.Join(", ", zones.Where(other => other != zone))}], exit: true}}");
        }

        yaml.Append("devices:\n");
        Line(yaml, $"  - {{id: {scenario.Reader}, kind: reader, room: {Scenario.Storeroom}, interval_s: {HardwareFile.InventoryPeriodSeconds}}}");
        foreach (var bin in scenario.Bins)
        {
            Line(yaml, $"  - {{id: {bin.Device}, kind: scale, room: {Scenario.Storeroom}, interval_s: {HardwareFile.IdleSeconds}}}");
        }

        foreach (var point in scenario.Climate)
        {
            Line(yaml, $"  - {{id: {point.Device}, kind: climate, room: {Scenario.SterileRoom}, interval_s: {HardwareFile.ClimateSeconds}}}");
        }

        yaml.Append("articles:\n");
        foreach (var article in scenario.Bins.Select(bin => bin.Article))
        {
            Add(yaml, article);
        }

        yaml.Append("bins:\n");
        foreach (var bin in scenario.Bins)
        {
            Add(yaml, bin);
        }

        yaml.Append("antennas:\n");
        foreach (var antenna in scenario.Antennas)
        {
            Line(yaml, $"  - {{device: {scenario.Reader}/{antenna.Port}, zone: {antenna.Zone}}}");
        }

        yaml.Append("climate:\n");
        foreach (var point in scenario.Climate)
        {
            Line(yaml, $"  - {{id: {point.Point}, room: {Scenario.SterileRoom}, device: {point.Device}, profile: se-sterile, interval_s: {HardwareFile.ClimateSeconds}}}");
        }

        yaml.Append("broker: {host: 127.0.0.1, port: 1883}\n");
        return yaml.ToString();
    }

    private static void Add(StringBuilder yaml, Article article)
    {
        Line(yaml, $"  - id: {article.Id}");
        Line(yaml, $"    name: \"{article.Name}\"");
        Line(yaml, $"    group: {article.Group.ToString().ToLowerInvariant()}");
        if (article.Atc is not null)
        {
            Line(yaml, $"    atc: {article.Atc}");
        }

        if (article.Emdn is not null)
        {
            Line(yaml, $"    emdn: {article.Emdn}");
        }

        Line(yaml, $"    gtin: \"{article.Gtin}\"");
        Line(yaml, $"    unit_g: {article.UnitGrams}");
        Line(yaml, $"    unit_sd_g: {article.UnitSdGrams}");
        Line(yaml, $"    unit_lot_sd_g: {article.LotSdGrams}");
    }

    private static void Add(StringBuilder yaml, BinPlan bin)
    {
        Line(yaml, $"  - id: {bin.Id}");
        Line(yaml, $"    room: {Scenario.Storeroom}");
        Line(yaml, $"    zone: {bin.Zone}");
        Line(yaml, $"    article: {bin.Article.Id}");
        Line(yaml, $"    device: {bin.Device}");
        Line(yaml, $"    tare_g: {bin.TareGrams}");
        Line(yaml, $"    capacity: {bin.Capacity}");
        Line(yaml, $"    cell: {{full_scale_g: {bin.Cell.FullScaleGrams}, noise_sd_g: {bin.Cell.NoiseSdGrams}, resolution_g: {bin.Cell.ResolutionGrams}}}");
    }

    private static void Line(StringBuilder yaml, FormattableString text) => yaml.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
