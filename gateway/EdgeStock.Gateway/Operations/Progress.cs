namespace EdgeStock.Gateway.Operations;

/// <summary>How far a long run has come, on standard error, where a person looks on.</summary>
/// <param name="total">Position at which it ends; 0 when that is not known.</param>
/// <param name="unit">What is counted, such as "entries".</param>
internal sealed class Progress(long total, string unit)
{
    /// <summary>Shown after so many more, also when no further hundredth is reached or the end is not known.</summary>
    private const long Often = 50_000;

    private readonly bool shown = !Console.IsErrorRedirected;
    private long percent = -1;
    private long next;

    /// <summary>Shows where it stands, when that is news.</summary>
    /// <param name="position">Of the total.</param>
    /// <param name="count">So many units are done.</param>
    public void Show(long position, long count)
    {
        var reached = total > 0 ? Math.Min(100, position * 100 / total) : 0;
        if (!shown || (reached == percent && count < next))
        {
            return;
        }

        (percent, next) = (reached, count + Often);
        Console.Error.Write($"\r{reached,3} %  {count} {unit}");
    }

    /// <summary>Takes the line away again.</summary>
    public void Clear()
    {
        if (shown)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }
}
