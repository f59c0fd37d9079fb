using System.Diagnostics;

namespace EdgeStock.SystemTests.Broker;

/// <summary>Waits for a condition with a deadline, so that no test sleeps for a fixed time.</summary>
public static class Until
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Returns when the condition holds; fails the test with <paramref name="what"/> when it has not within the deadline.</summary>
    public static async Task TrueAsync(Func<bool> condition, string what, TimeSpan? deadline = null) =>
        await TrueAsync(() => Task.FromResult(condition()), () => what, deadline);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string, TimeSpan?)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan? deadline = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (deadline ?? Deadline))
            {
                throw new TimeoutException($"not within {watch.Elapsed.TotalSeconds:0} s: {what()}");
            }

            await Task.Delay(10);
        }
    }
}
