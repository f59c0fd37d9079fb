using System.Runtime.InteropServices;

namespace EdgeStock.Mqtt.Native;

/// <summary>Presence, generation and start-up of libmosquitto.</summary>
internal static class MosquittoLibrary
{
    private const string Install = "install it with: apt-get install libmosquitto1";
    private static readonly Lock Gate = new();
    private static Version? loaded;

    /// <summary>Makes the library ready and gives its version. A failure is not remembered: installing the package is enough to go on.</summary>
    /// <exception cref="BrokerLibraryException">It is not installed or not of generation 2.</exception>
    public static Version Load()
    {
        lock (Gate)
        {
            return loaded ??= Load(Mosquitto.FileName);
        }
    }

    /// <inheritdoc cref="Load()"/>
    /// <param name="fileName">Name of the library to look for.</param>
    public static Version Load(string fileName)
    {
        try
        {
            NativeLibrary.Load(fileName);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new BrokerLibraryException($"{fileName}, the MQTT client library, is missing or damaged; {Install}", e);
        }

        // initialised once and never cleaned up: that would unload OpenSSL's configuration, which .NET uses in this process too
        _ = Mosquitto.LibInit();
        _ = Mosquitto.LibVersion(out var major, out var minor, out var revision);
        return Accept(new Version(major, minor, revision));
    }

    /// <summary>The version, when it is one whose functions are declared here.</summary>
    /// <exception cref="BrokerLibraryException">It is not.</exception>
    public static Version Accept(Version version) => version.Major == 2
        ? version
        : throw new BrokerLibraryException($"{Mosquitto.FileName} is version {version}, and 2.x is needed; {Install}");

    /// <summary>An error code of the library in words.</summary>
    public static string Describe(int error) => error == Mosquitto.KeepAlive

        // 2.0 calls this one an unknown error
        ? "the broker did not answer within the keep-alive time"
        : Marshal.PtrToStringUTF8(Mosquitto.ErrorText(error))?.TrimEnd('.') ?? $"error {error}";
}
