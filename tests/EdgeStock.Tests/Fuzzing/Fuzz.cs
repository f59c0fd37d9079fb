using System.Text;

namespace EdgeStock.Tests.Fuzzing;

/// <summary>Feeds a parser with malformed input; a failure names the round and the input, so that it can be made a test of its own.</summary>
internal static class Fuzz
{
    public const int Rounds = 100_000;

    /// <summary>Feeds it <see cref="Rounds"/> inputs, and sees that they reached both sides of the line: at least one in twenty accepted, and as many refused.</summary>
    /// <param name="takes">Parses one input, checks what must hold, and says whether it was accepted.</param>
    public static void Run(Mutator mutator, Func<byte[], bool> takes) => Run(mutator.Next, takes);

    /// <inheritdoc cref="Run(Mutator, Func{byte[], bool})"/>
    /// <param name="next">Makes the next input.</param>
    public static void Run(Func<byte[]> next, Func<byte[], bool> takes)
    {
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var input = next();
            try
            {
                accepted += takes(input) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"round {round}: {Convert.ToHexString(input)}\nas text: {Encoding.UTF8.GetString(input)}\n{e.Message}", e);
            }
        }

        ReachedBothSides(accepted, Rounds - accepted);
    }

    /// <summary>Fails when the inputs were nearly all right or nearly all wrong: then the test looked at one side of the parser only.</summary>
    public static void ReachedBothSides(int accepted, int refused) =>
        Assert.True(Math.Min(accepted, refused) > (accepted + refused) / 20, $"{accepted} accepted, {refused} refused");
}
