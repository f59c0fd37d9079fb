using System.Runtime.InteropServices;

namespace EdgeStock.Mqtt.Native;

/// <summary>MQTT 5 property lists of libmosquitto; the identifiers are those of the standard (table 2-4).</summary>
internal static unsafe partial class MosquittoProperty
{
    public const int MessageExpiry = 2;
    public const int ContentType = 3;
    public const int ResponseTopic = 8;
    public const int CorrelationData = 9;
    public const int SessionExpiry = 17;
    public const int WillDelay = 24;
    public const int ReceiveMaximum = 33;
    public const int UserProperty = 38;

    private const string FileName = Mosquitto.FileName;

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_add_int32")]
    public static partial int Add(ref nint list, int id, uint value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_add_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Add(ref nint list, int id, string value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_add_string_pair", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Add(ref nint list, int id, string name, string value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_add_binary")]
    public static partial int Add(ref nint list, int id, byte* value, ushort length);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_free_all")]
    public static partial void FreeAll(ref nint list);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_next")]
    public static partial nint Next(nint property);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_identifier")]
    public static partial int Identifier(nint property);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_read_int16")]
    public static partial nint Read(nint list, int id, out ushort value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_read_int32")]
    public static partial nint Read(nint list, int id, out uint value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    /// <summary>The text is the caller's to free; newer releases give NULL for an empty one.</summary>
    [LibraryImport(FileName, EntryPoint = "mosquitto_property_read_string")]
    public static partial nint ReadText(nint list, int id, out nint value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_read_string_pair")]
    public static partial nint ReadPair(nint list, int id, out nint name, out nint value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_read_binary")]
    public static partial nint ReadBinary(nint list, int id, out nint value, out ushort length, [MarshalAs(UnmanagedType.U1)] bool skipFirst);
}
