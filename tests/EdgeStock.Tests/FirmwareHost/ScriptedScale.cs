using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeStock.FirmwareHost.Config;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>A scale on a loopback port: the test reads what it is told and writes what it says.</summary>
internal sealed class ScriptedScale : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private TcpClient? client;

    public ScriptedScale() => listener.Start();

    public TcpAddress Address => TcpAddress.TryParse(listener.LocalEndpoint.ToString()!, out var address) ? address : throw new InvalidOperationException();

    public async Task AcceptAsync()
    {
        client?.Dispose();
        client = await listener.AcceptTcpClientAsync().WaitAsync(Eventually.Deadline);
    }

    /// <summary>The next command, without its CR LF.</summary>
    public async Task<string> CommandAsync()
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            var read = await client!.GetStream().ReadAsync(one).AsTask().WaitAsync(Eventually.Deadline);
            Assert.Equal(1, read);
            if (one[0] == '\n')
            {
                Assert.Equal('\r', text[^1]);
                return text.ToString(0, text.Length - 1);
            }

            text.Append((char)one[0]);
        }
    }

    /// <summary>Greets as a scale does: answers the reset and takes the order to stream.</summary>
    public async Task GreetAsync()
    {
        await AcceptAsync();
        Assert.Equal("@", await CommandAsync());
        Say("I4 A \"0123456789\"");
        Assert.Equal("SIR", await CommandAsync());
    }

    public void Say(string line) => Send(line + "\r\n");

    public void Send(string text) => client!.GetStream().Write(Encoding.Latin1.GetBytes(text));

    public void HangUp() => client!.Dispose();

    public void Dispose()
    {
        client?.Dispose();
        listener.Dispose();
    }
}
