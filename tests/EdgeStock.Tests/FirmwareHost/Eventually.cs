namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Waits for what is to come, with a deadline that only a defect reaches.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task True(Func<bool> condition, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Deadline, $"did not come: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
