using System.Text.Json;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Peers;

/// <summary>LLRP as others wrote it: the scripts around the package llrpjs in <c>tests/peers/llrp</c>, each a process of its own.</summary>
internal static class LlrpPeer
{
    private static readonly string Folder = Path.Combine(Programs.Root, "tests", "peers", "llrp");

    /// <summary>Starts a script; <paramref name="readiness"/> begins the line by which it says that it serves.</summary>
    public static RunningProgram Start(string script, string? readiness, params string[] arguments) =>
        Directory.Exists(Path.Combine(Folder, "node_modules", "llrpjs"))
            ? RunningProgram.StartFile("node", script, [Path.Combine(Folder, script), .. arguments], readiness)
            : throw new FileNotFoundException($"llrpjs is not in {Folder}; make test installs it (npm ci in that folder)");

    /// <summary>What a script has said so far, object by object.</summary>
    public static List<JsonElement> Said(RunningProgram script) =>
        [.. script.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Those of its objects that have a property.</summary>
    public static List<JsonElement> Said(RunningProgram script, string property) => [.. Said(script).Where(said => said.TryGetProperty(property, out _))];
}
