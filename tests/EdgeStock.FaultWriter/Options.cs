using System.Globalization;

namespace EdgeStock.FaultWriter;

/// <summary>How the program was called.</summary>
/// <param name="Ledger">The ledger's file.</param>
/// <param name="Seed">Of the inputs.</param>
/// <param name="Batches">How many there are in all, those in the ledger included.</param>
/// <param name="Marks">A block device for acknowledgements, beside standard output; null for none.</param>
/// <param name="Ballast">A file that is removed when the disk is full, after which the commit is tried again; null: the program ends.</param>
/// <param name="Unsaid">So many commits are made before the first of them is acknowledged.</param>
/// <param name="Loose">The control: commits do not wait for the disk.</param>
internal sealed record Options(string Ledger, int Seed, int Batches, string? Marks, string? Ballast, int Unsaid, bool Loose)
{
    public const string Usage = "EdgeStock.FaultWriter LEDGER --seed N --batches N [--marks DEVICE] [--ballast FILE] [--unsaid N] [--loose]";

    /// <summary>Reads a command line.</summary>
    /// <exception cref="FormatException">It is wrong.</exception>
    public static Options Read(ReadOnlySpan<string> arguments)
    {
        var options = new Options(arguments.Length > 0 ? arguments[0] : throw new FormatException("which ledger?"), 1, 0, null, null, 0, false);
        for (var i = 1; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name == "--loose")
            {
                options = options with { Loose = true };
                continue;
            }

            var value = ++i < arguments.Length ? arguments[i] : throw new FormatException($"{name} needs a value");
            options = name switch
            {
                "--seed" => options with { Seed = Number(value) },
                "--batches" => options with { Batches = Number(value) },
                "--marks" => options with { Marks = value },
                "--ballast" => options with { Ballast = value },
                "--unsaid" => options with { Unsaid = Number(value) },
                _ => throw new FormatException($"there is no {name}"),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
