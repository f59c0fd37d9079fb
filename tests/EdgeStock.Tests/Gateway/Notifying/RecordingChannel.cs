using EdgeStock.Gateway.Notifying;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>A way out that records what it was given, and answers as the test says.</summary>
internal sealed class RecordingChannel(string name) : INotificationChannel
{
    private readonly Lock gate = new();
    private readonly List<NotificationMessage> given = [];

    public string Name => name;

    /// <summary>What it does with a message; takes it where nothing is said.</summary>
    public Func<NotificationMessage, CancellationToken, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<NotificationMessage> Given
    {
        get
        {
            lock (gate)
            {
                return [.. given];
            }
        }
    }

    public async Task SendAsync(NotificationMessage message, CancellationToken stop)
    {
        lock (gate)
        {
            given.Add(message);
        }

        await Answer(message, stop);
    }
}
