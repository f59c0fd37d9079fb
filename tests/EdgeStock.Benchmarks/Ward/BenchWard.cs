using System.Globalization;
using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;

namespace EdgeStock.Benchmarks.Ward;

/// <summary>The storeroom that everything is measured with, of the size that the design names: 100 bins, 2,000 tags at four antennas, 20 climate points.</summary>
internal static class BenchWard
{
    public const int Bins = 100;
    public const int Tags = 2_000;
    public const int Antennas = 4;
    public const int Points = 20;
    public const int Capacity = 16;
    public const double TareGrams = 420;
    public const double UnitGrams = 412;

    /// <summary>The site file.</summary>
    public static string Text { get; } = Write();

    /// <summary>What it describes.</summary>
    public static Site Site { get; } = SiteFile.Parse(Text).Site;

    public static string Scale(int bin) => string.Create(CultureInfo.InvariantCulture, $"scale-{bin + 1:000}");

    public static string Bin(int bin) => string.Create(CultureInfo.InvariantCulture, $"bin-{bin + 1:000}");

    public static string Antenna(int antenna) => string.Create(CultureInfo.InvariantCulture, $"reader-1/{antenna + 1}");

    public static string Climate(int point) => string.Create(CultureInfo.InvariantCulture, $"climate-{point + 1:00}");

    private static string Write()
    {
        var yaml = new StringBuilder("""
            site: bench
            gateway: ward-100
            timezone: Europe/Stockholm
            rooms:
              - {id: storeroom, class: storeroom}
              - {id: sterile, class: sterile}
            broker: {host: 127.0.0.1, port: 1883}

            """);
        List(yaml, "zones", Antennas, i => $"{{id: shelf-{i + 1}, room: storeroom, exit: true}}");
        List(yaml, "devices", 1, _ => $"{{id: reader-1, kind: reader, room: storeroom, interval_s: 5}}");
        Items(yaml, Bins, i => $"{{id: {Scale(i)}, kind: scale, room: storeroom, interval_s: 1}}");
        Items(yaml, Points, i => $"{{id: {Climate(i)}, kind: climate, room: sterile, interval_s: 10}}");
        List(yaml, "articles", Bins, i => $"{{id: article-{i + 1:000}, name: Article {i + 1}, group: ppe, unit_g: {UnitGrams}, unit_sd_g: 2}}");
        List(yaml, "bins", Bins, i => $"{{id: {Bin(i)}, room: storeroom, zone: shelf-{(i % Antennas) + 1}, article: article-{i + 1:000}, device: {Scale(i)}, tare_g: {TareGrams}, capacity: {Capacity}, cell: {{full_scale_g: 15000, noise_sd_g: 0.7, resolution_g: 0.5}}}}");
        List(yaml, "antennas", Antennas, i => $"{{device: {Antenna(i)}, zone: shelf-{i + 1}}}");
        List(yaml, "climate", Points, i => $"{{id: point-{i + 1:00}, room: sterile, device: {Climate(i)}, profile: se-sterile, interval_s: 10}}");
        return yaml.ToString();
    }

    private static void List(StringBuilder yaml, string field, int count, Func<int, FormattableString> item)
    {
        yaml.Append(field).Append(":\n");
        Items(yaml, count, item);
    }

    private static void Items(StringBuilder yaml, int count, Func<int, FormattableString> item)
    {
        for (var i = 0; i < count; i++)
        {
            yaml.Append("  - ").Append(item(i).ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
