using System.Globalization;

namespace EdgeStock.FaultWriter;

/// <summary>One ledger to be written.</summary>
/// <param name="Ledger">Its file.</param>
/// <param name="Seed">Of the inputs.</param>
/// <param name="Batches">How many there are in all, those in the ledger included.</param>
/// <param name="Marks">A block device for acknowledgements, beside standard output; null for none.</param>
/// <param name="Ballast">A file that is removed when the disk is full, after which the commit is tried again; null: it is only tried again.</param>
/// <param name="Unsaid">So many commits are made before the first of them is acknowledged.</param>
/// <param name="Loose">The control: commits do not wait for the disk.</param>
/// <param name="Trip">A file of the kernel in which a 1 breaks the file system, written after <paramref name="TripAfter"/> commits; null for none.</param>
internal sealed record Options(string Ledger, int Seed = 1, int Batches = 0, string? Marks = null, string? Ballast = null, int Unsaid = 0, bool Loose = false, string? Trip = null, int TripAfter = 0)
{
    public const string Usage =
        "EdgeStock.FaultWriter LEDGER --seed N --batches N [--marks DEVICE] [--ballast FILE] [--unsaid N] [--loose] [--trip FILE --after N] [--then LEDGER ...]";

    private const string Then = "--then";

    /// <summary>Reads a command line: several ledgers are written one after the other, because a start is dear in an emulated machine.</summary>
    /// <exception cref="FormatException">It is wrong.</exception>
    public static IReadOnlyList<Options> Read(ReadOnlySpan<string> arguments)
    {
        var ledgers = new List<Options>();
        while (true)
        {
            var end = arguments.IndexOf(Then);
            ledgers.Add(One(end < 0 ? arguments : arguments[..end]));
            if (end < 0)
            {
                return ledgers;
            }

            arguments = arguments[(end + 1)..];
        }
    }

    private static Options One(ReadOnlySpan<string> arguments)
    {
        var options = new Options(arguments.Length > 0 ? arguments[0] : throw new FormatException("which ledger?"));
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
                "--trip" => options with { Trip = value },
                "--after" => options with { TripAfter = Number(value) },
                _ => throw new FormatException($"there is no {name}"),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
