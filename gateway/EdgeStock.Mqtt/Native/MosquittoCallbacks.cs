using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeStock.Mqtt.Native;

/// <summary>
/// The functions that the library calls. They copy what they get, because it is lent for the call, and hand it to the link; nothing of
/// the caller's runs here, as the library holds its callback lock. An exception that left one would end the process, so each is caught
/// and kept as a complaint, which stands in the reason when the link ends.
/// </summary>
internal static unsafe class MosquittoCallbacks
{
    /// <summary>Answers "no pass phrase" for an encrypted key; without it OpenSSL would ask on the terminal and wait.</summary>
    public static delegate* unmanaged[Cdecl]<byte*, int, int, nint, int> NoPassPhrase => &PassPhrase;

    public static void Attach(MosquittoHandle mosquitto)
    {
        Mosquitto.OnConnect(mosquitto, &Connected);
        Mosquitto.OnDisconnect(mosquitto, &Disconnected);
        Mosquitto.OnPublish(mosquitto, &Published);
        Mosquitto.OnSubscribe(mosquitto, &Subscribed);
        Mosquitto.OnMessage(mosquitto, &Received);
        Mosquitto.OnLog(mosquitto, &Logged);
    }

    private static MosquittoLink Link(nint owner) => (MosquittoLink)GCHandle.FromIntPtr(owner).Target!;

    private static void Guard(nint owner, Action<MosquittoLink> report)
    {
        try
        {
            report(Link(owner));
        }
#pragma warning disable CA1031 // see the summary: an exception must not reach native code
        catch (Exception e)
#pragma warning restore CA1031
        {
            Link(owner).Complained(e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Connected(nint mosquitto, nint owner, int reason, int flags, nint properties) =>
        Guard(owner, link => link.Connected(reason, flags, PropertyReader.ReceiveMaximum(properties)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Disconnected(nint mosquitto, nint owner, int reason, nint properties) =>
        Guard(owner, link => link.Disconnected(reason));

    // called for every message sent, so it makes no closure
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Published(nint mosquitto, nint owner, int mid, int reason, nint properties)
    {
        try
        {
            Link(owner).Acknowledged(mid, reason);
        }
#pragma warning disable CA1031 // as in Guard
        catch (Exception e)
#pragma warning restore CA1031
        {
            Link(owner).Complained(e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Subscribed(nint mosquitto, nint owner, int mid, int count, int* granted, nint properties) =>
        Guard(owner, link => link.Acknowledged(mid, count > 0 ? granted[0] : 0x80));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Received(nint mosquitto, nint owner, NativeMessage* message, nint properties) =>
        Guard(owner, link => link.Received(PropertyReader.Message(message, properties)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Logged(nint mosquitto, nint owner, int level, byte* text)
    {
        if ((level & (Mosquitto.LogError | Mosquitto.LogWarning)) != 0)
        {
            Guard(owner, link => link.Complained(Marshal.PtrToStringUTF8((nint)text) ?? ""));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int PassPhrase(byte* buffer, int size, int writing, nint owner) => 0;
}
