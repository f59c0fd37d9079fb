using System.Diagnostics;

namespace EdgeStock.SystemTests.Broker;

/// <summary>Programs that the system tests run.</summary>
internal static class Tool
{
    /// <summary>Full path of a program; mosquitto lies in sbin, which is not on everybody's path.</summary>
    public static string Find(string name) => Places(name).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{name} is not installed; make test installs it (scripts/install.sh test says how)");

    /// <summary>Whether a program is installed.</summary>
    public static bool IsThere(string name) => Places(name).Any(File.Exists);

    /// <summary>Runs a program to its end, whatever that is.</summary>
    public static async Task<(int ExitCode, string Output)> EndedAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Find(name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>Runs a program to its end; fails the test when it does.</summary>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Find(name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)}: {await errors}{output}");
    }

    /// <summary>Sends a signal to a process that a test started.</summary>
    public static Task SignalAsync(Process process, string signal) => RunAsync("sh", "-c", $"kill -{signal} {process.Id}");

    private static IEnumerable<string> Places(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/bin"]).Where(f => f.Length > 0).Select(f => Path.Combine(f, name));
}
