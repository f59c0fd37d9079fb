using System.Diagnostics;
using System.Text;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>A process that a test started, with everything it said. It is ended with its children when it is disposed.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly string name;
    private readonly string? readiness;
    private readonly string? input;

    private RunningProgram(string name, Process process, string? readiness, string? input) => (this.name, this.process, this.readiness, this.input) = (name, process, readiness, input);

    public string Name => name;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>What it wrote to standard output.</summary>
    public string Output => Read(output);

    /// <summary>What it wrote to standard error.</summary>
    public string Errors => Read(errors);

    /// <summary>Its end, for a message: the last lines of both.</summary>
    public string Tail => $"--- {name} ({(HasExited ? $"ended with {ExitCode}" : $"pid {Id}")})\n{string.Join('\n', (Output + Errors).TrimEnd().Split('\n').TakeLast(40))}";

    /// <summary>Starts a program of this repository.</summary>
    /// <param name="name">One of <see cref="Programs"/>.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="readiness">How a line begins by which it says that it serves; null when it does not say so.</param>
    /// <param name="environment">Variables over ours.</param>
    public static RunningProgram Start(string name, string[] arguments, string? readiness = null, IReadOnlyDictionary<string, string>? environment = null) =>
        StartFile("dotnet", name, [Programs.Dll(name), .. arguments], readiness, environment);

    /// <summary>Starts any other program.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="name">What it is called here.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="readiness">How a line begins by which it says that it serves; null when it does not say so.</param>
    /// <param name="environment">Variables over ours.</param>
    /// <param name="input">What it reads on its standard input, and then its end; null for the end at once.</param>
    public static RunningProgram StartFile(string file, string name, string[] arguments, string? readiness = null, IReadOnlyDictionary<string, string>? environment = null, string? input = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Remove("EDGESTOCK_CLOCK");
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var program = new RunningProgram(name, new Process { StartInfo = start }, readiness, input);
        program.Begin();
        return program;
    }

    /// <summary>Runs a program of this repository to its end.</summary>
    public static async Task<RunningProgram> RunAsync(string name, params string[] arguments)
    {
        await using var program = Start(name, arguments);
        await program.EndedAsync();
        return program;
    }

    /// <summary>Runs any other program to its end.</summary>
    public static async Task<RunningProgram> RunFileAsync(string file, string name, string[] arguments)
    {
        await using var program = StartFile(file, name, arguments);
        await program.EndedAsync();
        return program;
    }

    /// <summary>The same, with something on its standard input.</summary>
    public static async Task<RunningProgram> FeedAsync(string name, string input, params string[] arguments)
    {
        await using var program = StartFile("dotnet", name, [Programs.Dll(name), .. arguments], input: input);
        await program.EndedAsync();
        return program;
    }

    /// <summary>Waits for the line by which it says that it serves.</summary>
    public Task ReadyAsync() => Until.TrueAsync(
        () => Task.FromResult(ready.Task.IsCompleted || (HasExited ? throw new InvalidOperationException($"it ended before it was ready: {Tail}") : false)),
        () => $"'{readiness}' from {Tail}",
        StoreroomRig.Deadline);

    /// <summary>Waits until it has ended by itself, and all it said is here.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync()
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(StoreroomRig.Deadline);
            return process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"it did not end: {Tail}");
        }
    }

    /// <summary>Sends a signal: TERM, INT, STOP, CONT.</summary>
    public Task SignalAsync(string signal) => Tool.SignalAsync(process, signal);

    /// <summary>Asks it to end, as an operator would, and waits for that.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndedAsync();
    }

    /// <summary>Ends it at once (SIGKILL), as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private void Begin()
    {
        process.OutputDataReceived += (_, line) => Note(output, line.Data);
        process.ErrorDataReceived += (_, line) => Note(errors, line.Data);
        process.Start();
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Note(StringBuilder log, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            log.Append(line).Append('\n');
        }

        if (readiness is not null && line.StartsWith(readiness, StringComparison.Ordinal))
        {
            ready.TrySetResult(true);
        }
    }

    private static string Read(StringBuilder log)
    {
        lock (log)
        {
            return log.ToString();
        }
    }
}
