using System.Globalization;
using System.Text;
using EdgeStock.Gateway.Intake;

namespace EdgeStock.FaultWriter;

/// <summary>The storeroom whose ledger is written: 24 bins on 24 scales, one reader with two antennas, four climate points.</summary>
public static class Ward
{
    public const string Site = "lund";
    public const string Gateway = "ward-3";
    public const int Bins = 24;
    public const int Tags = 30;
    public const int Antennas = 2;
    public const int Points = 4;
    public const int Capacity = 16;
    public const double TareGrams = 420;
    public const double UnitGrams = 112;

    /// <summary>The site files that are in force in turn: the second has other limits and another article in the last bin.</summary>
    internal static IReadOnlyList<SiteFile> Files { get; } = [SiteFile.Parse(Write(changed: false)), SiteFile.Parse(Write(changed: true))];

    public static string Scale(int bin) => string.Create(CultureInfo.InvariantCulture, $"scale-{bin + 1:00}");

    public static string Antenna(int antenna) => string.Create(CultureInfo.InvariantCulture, $"reader-1/{antenna + 1}");

    public static string Climate(int point) => string.Create(CultureInfo.InvariantCulture, $"climate-{point + 1}");

    /// <summary>A tag: an SGTIN-96 of one article with the tag as its serial number.</summary>
    public static string Epc(int tag) => string.Create(CultureInfo.InvariantCulture, $"3034257BF400B7800000{tag + 1:X4}");

    private static string Write(bool changed)
    {
        var yaml = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""
            site: {{Site}}
            gateway: {{Gateway}}
            timezone: Europe/Stockholm
            rooms:
              - {id: storeroom, class: storeroom}
              - {id: sterile, class: sterile}
            broker: {host: 127.0.0.1, port: 1883}
            zones:

            """));
        Items(yaml, Antennas, i => $"{{id: shelf-{i + 1}, room: storeroom, exit: true}}");
        yaml.Append("devices:\n");
        Items(yaml, 1, _ => $"{{id: reader-1, kind: reader, room: storeroom, interval_s: 5}}");
        Items(yaml, Bins, i => $"{{id: {Scale(i)}, kind: scale, room: storeroom, interval_s: 1}}");
        Items(yaml, Points, i => $"{{id: {Climate(i)}, kind: climate, room: sterile, interval_s: 10}}");
        yaml.Append("articles:\n");
        Items(yaml, Bins, i => $"{{id: article-{i + 1:00}, name: Article {i + 1}, group: ppe, unit_g: {UnitGrams}, unit_sd_g: 0.5}}");
        yaml.Append("bins:\n");
        Items(yaml, Bins, i => $"{{id: bin-{i + 1:00}, room: storeroom, zone: shelf-{(i % Antennas) + 1}, article: article-{(changed && i == Bins - 1 ? 1 : i + 1):00}, device: {Scale(i)}, tare_g: {TareGrams}, capacity: {Capacity}, cell: {{full_scale_g: 15000, noise_sd_g: 0.7, resolution_g: 0.5}}}}");
        yaml.Append("antennas:\n");
        Items(yaml, Antennas, i => $"{{device: {Antenna(i)}, zone: shelf-{i + 1}}}");
        yaml.Append("climate:\n");
        Items(yaml, Points, i => $"{{id: point-{i + 1}, room: sterile, device: {Climate(i)}, profile: {(changed ? "med-room" : "se-sterile")}, interval_s: 10}}");
        return yaml.ToString();
    }

    private static void Items(StringBuilder yaml, int count, Func<int, FormattableString> item)
    {
        for (var i = 0; i < count; i++)
        {
            yaml.Append("  - ").Append(item(i).ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
