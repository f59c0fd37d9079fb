using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Peers;

/// <summary>A JSON Schema validator by other hands: the script around the package ajv in <c>tests/peers/schema</c>.</summary>
internal static class SchemaPeer
{
    private static readonly string Folder = Path.Combine(Programs.Root, "tests", "peers", "schema");

    /// <summary>Checks documents against a schema of <c>docs/schema</c>.</summary>
    public static Task<RunningProgram> ValidateAsync(string schema, params string[] documents) =>
        Directory.Exists(Path.Combine(Folder, "node_modules", "ajv"))
            ? RunningProgram.RunFileAsync("node", "ajv", [Path.Combine(Folder, "validate.js"), Path.Combine(Programs.Root, "docs", "schema", schema), .. documents])
            : throw new FileNotFoundException($"ajv is not in {Folder}; make test installs it (npm ci in that folder)");
}
