using EdgeStock.Mqtt;
using Microsoft.Extensions.Logging;

namespace EdgeStock.Tests.Mqtt;

/// <summary>A door to scripted links: each attempt takes the next step of the script, an exception or a link.</summary>
internal sealed class ScriptedDoor
{
    private readonly Queue<object> probes = new();
    private readonly Queue<object> steps = new();

    public List<Will?> Wills { get; } = [];

    public BrokerDoor Door => new("test broker", ProbeAsync, ConnectAsync);

    /// <summary>The next attempt's probe fails.</summary>
    public ScriptedDoor NoAnswer(string why = "nobody there")
    {
        probes.Enqueue(new BrokerUnreachableException(why));
        return this;
    }

    /// <summary>The next attempt gets to CONNECT and is refused.</summary>
    public ScriptedDoor Refuse(byte reason)
    {
        probes.Enqueue("open");
        steps.Enqueue(new BrokerRefusedException(reason, $"refused {reason}"));
        return this;
    }

    /// <summary>The next attempt gets this link.</summary>
    public ScriptedDoor Give(ScriptedLink link)
    {
        probes.Enqueue("open");
        steps.Enqueue(link);
        return this;
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        switch (probes.TryDequeue(out var step) ? step : null)
        {
            case Exception e:
                throw e;
            case null:
                // the end of the script: the broker never answers
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
        }
    }

    private Task<IBrokerLink> ConnectAsync(Will? will, CancellationToken cancellationToken)
    {
        Wills.Add(will);
        return steps.Dequeue() switch
        {
            IBrokerLink link => Task.FromResult(link),
            var refusal => Task.FromException<IBrokerLink>((Exception)refusal),
        };
    }
}

/// <summary>Keeps what was logged, as level and text.</summary>
internal sealed class LogLines : ILogger
{
    private readonly Lock gate = new();
    private readonly List<(LogLevel Level, string Text)> lines = [];

    public IReadOnlyList<(LogLevel Level, string Text)> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (gate)
        {
            lines.Add((logLevel, formatter(state, exception)));
        }
    }
}
