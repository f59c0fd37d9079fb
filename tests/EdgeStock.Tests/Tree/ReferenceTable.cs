using System.Xml.Linq;

namespace EdgeStock.Tests.Tree;

/// <summary>Which project may know which: against the flow of data, and the simulator never the gateway (docs/architecture.md).</summary>
internal static class ReferenceTable
{
    /// <summary>Allowed references of each project of the product; a project that is not listed here has no place yet.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Allowed { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["EdgeStock.Wire"] = [],
        ["EdgeStock.Llrp"] = [],
        ["EdgeStock.FirmwareHost"] = ["EdgeStock.Llrp", "EdgeStock.Wire"],
        ["EdgeStock.Domain"] = [],
        ["EdgeStock.Mqtt"] = [],
        ["EdgeStock.Ledger"] = ["EdgeStock.Domain"],
        ["EdgeStock.Gateway"] = ["EdgeStock.Domain", "EdgeStock.Ledger", "EdgeStock.Mqtt", "EdgeStock.Wire", "EdgeStock.Llrp"],
        ["EdgeStock.Simulator"] = ["EdgeStock.Llrp", "EdgeStock.Wire"],
    };

    /// <summary>What a project file references against the table, one sentence each.</summary>
    /// <param name="project">The project's name, without its ending.</param>
    /// <param name="xml">The project file's text.</param>
    public static IReadOnlyList<string> Offences(string project, string xml)
    {
        if (!Allowed.TryGetValue(project, out var allowed))
        {
            return [$"{project} is not in the table of references"];
        }

        return [.. XDocument.Parse(xml).Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "Reference")
            .Select(element => NameOf(element.Attribute("Include")?.Value ?? ""))
            .Where(name => !allowed.Contains(name))
            .Select(name => $"{project} references {name}")];
    }

    // Reference takes an assembly by name or by path, ProjectReference a path
    private static string NameOf(string include) =>
        Path.GetExtension(include) is ".csproj" or ".dll" ? Path.GetFileNameWithoutExtension(include.Replace('\\', '/')) : include;
}
