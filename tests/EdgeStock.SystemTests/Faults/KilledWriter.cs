using System.Diagnostics;
using EdgeStock.FaultWriter;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Faults;

/// <summary>A real process that writes a ledger until it is killed with -9; what it said up to then is in its pipe and is read.</summary>
internal static class KilledWriter
{
    public const string Program = "EdgeStock.FaultWriter";

    /// <summary>Starts the writer, kills it so long after so many acknowledgements, and gives all that it acknowledged.</summary>
    /// <param name="acknowledgements">0: counted from its start.</param>
    public static (IReadOnlyList<Acknowledgement> Said, bool Ended) Run(string ledger, int seed, int batches, int acknowledgements, TimeSpan then, int unsaid = 0)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Programs.Dll(Program), ledger, "--seed", $"{seed}", "--batches", $"{batches}", "--unsaid", $"{unsaid}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = new List<Acknowledgement>();
        var ended = false;
        while (said.Count < acknowledgements && !ended)
        {
            Hear(process.StandardOutput.ReadLine() ?? throw new InvalidDataException($"the writer ended by itself after {said.Count} acknowledgements: {errors.Result}"));
        }

        // a wait of less than a millisecond is the point: the kill shall hit any part of a commit
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < then;)
        {
            Thread.SpinWait(20);
        }

        process.Kill();
        var rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var whole = rest.LastIndexOf('\n') + 1;
        foreach (var line in rest[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Hear(line);
        }

        return (said, ended);

        void Hear(string line)
        {
            if (Acknowledgement.Read(line) is { } acknowledgement)
            {
                said.Add(acknowledgement);
            }
            else if (line is "failed" || line.StartsWith("failed ", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"the writer failed by itself: {line}");
            }

            ended |= line == "end";
        }
    }
}
