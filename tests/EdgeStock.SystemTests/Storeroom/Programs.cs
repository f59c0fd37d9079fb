namespace EdgeStock.SystemTests.Storeroom;

/// <summary>The programs under test, as they were built with the tests: their files lie in the test's own output folder.</summary>
internal static class Programs
{
    public const string Gateway = "EdgeStock.Gateway";
    public const string FirmwareHost = "EdgeStock.FirmwareHost";
    public const string Simulator = "EdgeStock.Simulator";

    /// <summary>The folder of EdgeStock.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Full path of a program's assembly, to be run with <c>dotnet</c>.</summary>
    public static string Dll(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return File.Exists(path) && File.Exists(Path.ChangeExtension(path, ".runtimeconfig.json"))
            ? path
            : throw new FileNotFoundException($"{path} or its runtimeconfig is missing: the test project must reference {name}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeStock.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no EdgeStock.sln above {AppContext.BaseDirectory}: run these tests from the source tree");
    }
}
