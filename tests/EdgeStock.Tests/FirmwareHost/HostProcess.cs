using System.Diagnostics;
using System.Text;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>The real program in a process of its own, ended with the test.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly Task<string> output;

    /// <summary>The test project refers to the program, so its build stands beside the tests.</summary>
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "EdgeStock.FirmwareHost.dll");

    public HostProcess(IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
        : this("dotnet", [Program, .. arguments], environment)
    {
    }

    private HostProcess(string command, IReadOnlyList<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>A command that sees a memory file system at a folder, and alone does: where the system lets this user.</summary>
    public static HostProcess Mounted(string folder, string options, IReadOnlyList<string> command) => new(
        "unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs -o {options} none \"$0\" && exec \"$@\"", folder, .. command], []);

    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<(int Code, string Output)> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
        return (process.ExitCode, await output);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }
}
