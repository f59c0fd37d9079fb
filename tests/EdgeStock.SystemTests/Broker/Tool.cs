using System.Diagnostics;

namespace EdgeStock.SystemTests.Broker;

/// <summary>Programs that the system tests run.</summary>
internal static class Tool
{
    /// <summary>Full path of a program; mosquitto lies in sbin, which is not on everybody's path.</summary>
    public static string Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/local/sbin", "/usr/bin"]);
        return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{name} is not installed; make test installs it (apt-get install mosquitto mosquitto-clients)");
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
}
