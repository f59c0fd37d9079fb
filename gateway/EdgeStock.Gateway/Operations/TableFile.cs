using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Gateway.Operations;

/// <summary>A table that somebody hands to the tool.</summary>
internal static class TableFile
{
    /// <summary>Reads a file's octets and makes sense of them.</summary>
    /// <exception cref="CommandException">It cannot be read, or is no such table.</exception>
    public static T Read<T>(string path, Func<byte[], T> read)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > CsvText.MostOctets }
                ? throw new CsvFileException($"the file has more than {CsvText.MostOctets} octets: check that it is the right one")
                : read(File.ReadAllBytes(path));
        }
        catch (CsvFileException e)
        {
            throw new CommandException($"{path}: {e.Message}\nNothing was changed.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Writes octets to a file, or to standard output where none is named.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static async Task WriteAsync(string? path, byte[] octets)
    {
        try
        {
            await using Stream output = path is null ? Console.OpenStandardOutput() : new FileStream(path, FileMode.Create, FileAccess.Write);
            await output.WriteAsync(octets);
        }
        catch (Exception e) when (path is not null && e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {e.Message}: --out must name a file in a folder that exists");
        }
    }

    /// <summary>How a separator is called.</summary>
    public static string Named(char separator) => separator switch { '\t' => "tabs", ';' => "semicolons", _ => "commas" };

    /// <summary>What is said where problems were found.</summary>
    public static string Summary(IReadOnlyList<CsvProblem> problems) =>
        $"{problems.Count} {(problems.Count == 1 ? "error" : "errors")} on {problems.Select(p => p.Line).Distinct().Count()} lines: nothing was changed. Mend them and try again";
}
