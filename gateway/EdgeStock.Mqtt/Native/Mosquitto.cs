using System.Runtime.InteropServices;

// looked for where the operating system keeps its libraries, never beside the program
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

namespace EdgeStock.Mqtt.Native;

/// <summary>
/// The part of libmosquitto that is used: its packet engine. Not its threads (they end for good after a refused CONNACK), not its
/// reconnect (it cannot change the will) and not <c>mosquitto_loop</c> (it waits with select, which fails for descriptors from 1024 on).
/// Declared after <c>mosquitto.h</c> of 2.0; nothing newer is needed.
/// </summary>
internal static unsafe partial class Mosquitto
{
    /// <summary>The library under the name it is installed by; the bare <c>.so</c> exists only where it is developed.</summary>
    public const string FileName = "libmosquitto.so.1";

    public const int Success = 0;
    public const int NoConnection = 4;
    public const int ConnectionLost = 7;
    public const int PayloadTooLarge = 9;
    public const int SystemError = 14;
    public const int KeepAlive = 19;
    public const int QosNotSupported = 24;
    public const int Oversize = 25;
    public const int RetainNotSupported = 28;

    public const int OptionProtocol = 1;
    public const int OptionSendMaximum = 5;
    public const int OptionNoDelay = 11;
    public const int ProtocolMqtt5 = 5;
    public const int VerifyPeer = 1;

    public const int LogWarning = 1 << 2;
    public const int LogError = 1 << 3;

    [LibraryImport(FileName, EntryPoint = "mosquitto_lib_init")]
    public static partial int LibInit();

    [LibraryImport(FileName, EntryPoint = "mosquitto_lib_version")]
    public static partial int LibVersion(out int major, out int minor, out int revision);

    /// <summary>Static text for an error code; not to be freed.</summary>
    [LibraryImport(FileName, EntryPoint = "mosquitto_strerror")]
    public static partial nint ErrorText(int error);

    [LibraryImport(FileName, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint New(string clientId, [MarshalAs(UnmanagedType.U1)] bool cleanStart, nint userData);

    [LibraryImport(FileName, EntryPoint = "mosquitto_destroy")]
    public static partial void Destroy(nint mosquitto);

    [LibraryImport(FileName, EntryPoint = "mosquitto_threaded_set")]
    public static partial int SetThreaded(MosquittoHandle mosquitto, [MarshalAs(UnmanagedType.U1)] bool threaded);

    [LibraryImport(FileName, EntryPoint = "mosquitto_int_option")]
    public static partial int SetOption(MosquittoHandle mosquitto, int option, int value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetCredentials(MosquittoHandle mosquitto, string? user, string? password);

    [LibraryImport(FileName, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTls(MosquittoHandle mosquitto, string caFile, nint caPath, string? certFile, string? keyFile, delegate* unmanaged[Cdecl]<byte*, int, int, nint, int> passPhrase);

    [LibraryImport(FileName, EntryPoint = "mosquitto_tls_opts_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTlsOptions(MosquittoHandle mosquitto, int verify, string version, nint ciphers);

    /// <summary>On success the handle owns the properties; on failure they are still the caller's.</summary>
    [LibraryImport(FileName, EntryPoint = "mosquitto_will_set_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetWill(MosquittoHandle mosquitto, string topic, int payloadLength, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    /// <summary>Blocks for name resolution and the TCP connection and cannot be interrupted; CONNECT itself is only queued.</summary>
    [LibraryImport(FileName, EntryPoint = "mosquitto_connect_bind_v5", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Connect(MosquittoHandle mosquitto, string host, int port, int keepAlive, nint bindAddress, nint properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_disconnect_v5")]
    public static partial int Disconnect(MosquittoHandle mosquitto, int reason, nint properties);

    /// <summary>Copies topic, payload and properties: they need to stand still only for the call.</summary>
    [LibraryImport(FileName, EntryPoint = "mosquitto_publish_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Publish(MosquittoHandle mosquitto, out int mid, string topic, int payloadLength, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_subscribe_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Subscribe(MosquittoHandle mosquitto, out int mid, string filter, int qos, int options, nint properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_socket")]
    public static partial int Socket(MosquittoHandle mosquitto);

    [LibraryImport(FileName, EntryPoint = "mosquitto_want_write")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WantWrite(MosquittoHandle mosquitto);

    [LibraryImport(FileName, EntryPoint = "mosquitto_loop_read")]
    public static partial int LoopRead(MosquittoHandle mosquitto, int maxPackets);

    [LibraryImport(FileName, EntryPoint = "mosquitto_loop_write")]
    public static partial int LoopWrite(MosquittoHandle mosquitto, int maxPackets);

    [LibraryImport(FileName, EntryPoint = "mosquitto_loop_misc")]
    public static partial int LoopMisc(MosquittoHandle mosquitto);

    [LibraryImport(FileName, EntryPoint = "mosquitto_connect_v5_callback_set")]
    public static partial void OnConnect(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    public static partial void OnDisconnect(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_publish_v5_callback_set")]
    public static partial void OnPublish(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_subscribe_v5_callback_set")]
    public static partial void OnSubscribe(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_message_v5_callback_set")]
    public static partial void OnMessage(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, NativeMessage*, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_log_callback_set")]
    public static partial void OnLog(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, byte*, void> callback);
}

/// <summary><c>struct mosquitto_message</c>; valid only inside the callback that gets it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public int Mid;
    public byte* Topic;
    public byte* Payload;
    public int PayloadLength;
    public int Qos;
    public byte Retain;
}
