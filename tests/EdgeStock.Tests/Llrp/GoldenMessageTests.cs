using System.Text.Json.Nodes;
using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

/// <summary>
/// Octets beside what they say. The octets come from captures and from the standard's layouts; the text was written out by hand from them
/// (times: microseconds since 1970 turned to a calendar instant apart from this program).
/// </summary>
public sealed class GoldenMessageTests
{
    public static TheoryData<string, string, string> Messages => new()
    {
        {
            "connected, by UTC",
            "043f000000205ff5d6a300f600160080000c00054f296b53fa4b010000060000",
            """{"message":"READER_EVENT_NOTIFICATION","type":63,"id":1609946787,"version":1,"events":{"UTCTimestamp":"2017-05-10T11:03:16.472395Z","ConnectionAttemptEvent":{"Status":0}}}"""
        },
        {
            "connected, by uptime",
            "043f000000200000000000f600160081000c00000000da3c043d010000060000",
            """{"message":"READER_EVENT_NOTIFICATION","type":63,"id":0,"version":1,"events":{"Uptime":3661366333,"ConnectionAttemptEvent":{"Status":0}}}"""
        },
        {
            "refused, a client is connected",
            "043f000000200000000100f600160080000c000660d2ee6e798a010000060002",
            """{"message":"READER_EVENT_NOTIFICATION","type":63,"id":1,"version":1,"events":{"UTCTimestamp":"2026-11-22T00:55:19.880074Z","ConnectionAttemptEvent":{"Status":2}}}"""
        },
        {
            "one tag with EPC-96",
            "043d0000002c4095892f00f000228d3005fb63ac1f3841ec88046781000186ce820004ec2ea8354c09880001",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":1083541807,"version":1,"tags":[{"epc":"3005FB63AC1F3841EC880467","antenna":1,"rssi":-50,"firstSeen":"2013-11-27T20:44:01.558537Z","count":1}]}"""
        },
        {
            "one tag with 144 bits of EPCData",
            "043d000000374095894100f0002d00f1001800901fb41f712ac9c37ab79d618173188324001a81000186ef820004ec2ea8381f57880001",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":1083541825,"version":1,"tags":[{"epc":"1FB41F712AC9C37AB79D618173188324001A","antenna":1,"rssi":-17,"firstSeen":"2013-11-27T20:44:01.743703Z","count":1}]}"""
        },
        {
            "LastSeen and a vendor's own RSSI, which is shown and not interpreted",
            "043d000000370000000200f0002d8d3034257bf7194e4000001a8a81000286c284000660d2e7302f9e03ff000e0000651a00000039e7c8",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":2,"version":1,"tags":[{"epc":"3034257BF7194E4000001A8A","antenna":2,"rssi":-62,"lastSeen":"2026-11-22T00:53:18.357406Z","Custom":[{"VendorIdentifier":25882,"ParameterSubtype":57,"Data":"E7C8"}]}],"warnings":["Custom parameter of vendor 25882, subtype 57 skipped"]}"""
        },
        {
            "an empty report",
            "043d0000000a00000000",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":0,"version":1,"tags":[]}"""
        },
        {
            "ADD_ROSPEC refused",
            "041e0000003300000003011f0029012c0021524f5370656320616c726561647920657869737473207769746820696420313233",
            """{"message":"ADD_ROSPEC_RESPONSE","type":30,"id":3,"version":1,"status":{"code":300,"text":"ROSpec already exists with id 123","name":"A_Invalid"}}"""
        },
        {
            "an ERROR_MESSAGE",
            "04640000002c00000007011f0022006e001a4c4c52502076657273696f6e206e6f7420737570706f72746564",
            """{"message":"ERROR_MESSAGE","type":100,"id":7,"version":1,"status":{"code":110,"text":"LLRP version not supported","name":"M_UnsupportedVersion"}}"""
        },
        {
            "two tags, the second leaves out what has not changed",
            "043d000000400000000100f000228d3066c4409047e140075bcd1581000386c882000660d9b3bde40088000200f000148d3066c4409047e140075bcd16880001",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":1,"version":1,"tags":[{"epc":"3066C4409047E140075BCD15","antenna":3,"rssi":-56,"firstSeen":"2026-11-22T09:00:00.000000Z","count":2},{"epc":"3066C4409047E140075BCD16","antenna":3,"rssi":-56,"firstSeen":"2026-11-22T09:00:00.000000Z","count":1}]}"""
        },
        {
            "a KEEPALIVE",
            "043e0000000a0000002a",
            """{"message":"KEEPALIVE","type":62,"id":42,"version":1}"""
        },
        {
            "SET_READER_CONFIG: ROSpec events, a default report, keepalive each 5 s, no holding",
            "040300000031000000010000f4000b00f5000700028000ed000d02000000ee0006ff8000dc0009010000138800e2000500",
            """{"message":"SET_READER_CONFIG","type":3,"id":1,"version":1,"parameters":{"ResetToFactoryDefault":false,"ReaderEventNotificationSpec":{"EventNotificationState":[{"EventType":2,"NotificationState":true}]},"ROReportSpec":{"ROReportTrigger":2,"N":0,"TagReportContentSelector":{"EnableROSpecID":true,"EnableSpecIndex":true,"EnableInventoryParameterSpecID":true,"EnableAntennaID":true,"EnableChannelIndex":true,"EnablePeakRSSI":true,"EnableFirstSeenTimestamp":true,"EnableLastSeenTimestamp":true,"EnableTagSeenCount":true,"EnableAccessSpecID":false}},"KeepaliveSpec":{"KeepaliveTriggerType":1,"PeriodicTriggerValue":5000},"EventsAndReports":{"HoldEventsAndReportsUponReconnect":false}}}"""
        },
        {
            "ADD_ROSPEC: each 10 s antennas 1 and 2 for 2 s, one report at the end",
            "04140000005e0000000500b100540000007b000000b2001e00b300110200b4000c000000000000271000b60009000000000000b7001a00020001000200b8000901000007d000ba000700010100ed001202000000ee000b1780015c000540",
            """{"message":"ADD_ROSPEC","type":20,"id":5,"version":1,"parameters":{"ROSpec":[{"ROSpecID":123,"Priority":0,"CurrentState":0,"ROBoundarySpec":{"ROSpecStartTrigger":{"ROSpecStartTriggerType":2,"PeriodicTriggerValue":{"Offset":0,"Period":10000}},"ROSpecStopTrigger":{"ROSpecStopTriggerType":0,"DurationTriggerValue":0}},"AISpec":[{"AntennaIDs":[1,2],"AISpecStopTrigger":{"AISpecStopTriggerType":1,"DurationTrigger":2000},"InventoryParameterSpec":[{"InventoryParameterSpecID":1,"ProtocolID":1}]}],"ROReportSpec":{"ROReportTrigger":2,"N":0,"TagReportContentSelector":{"EnableROSpecID":false,"EnableSpecIndex":false,"EnableInventoryParameterSpecID":false,"EnableAntennaID":true,"EnableChannelIndex":false,"EnablePeakRSSI":true,"EnableFirstSeenTimestamp":true,"EnableLastSeenTimestamp":true,"EnableTagSeenCount":true,"EnableAccessSpecID":false,"C1G2EPCMemorySelector":{"EnableCRC":false,"EnablePCBits":true,"EnableXPCBits":false}}}}]}}"""
        },
        {
            "ADD_ROSPEC with a power for each antenna in one InventoryParameterSpec",
            "04140000007e0000000900b1007400000001000000b2001200b300050100b60009000000000000b7005800020001000200b80009000000000000ba004500070100de0028000100e0000a000100000051014a001800014f000803e800000150000b8000200000000000de0016000200df0006000100e0000a00010000003d",
            """{"message":"ADD_ROSPEC","type":20,"id":9,"version":1,"parameters":{"ROSpec":[{"ROSpecID":1,"Priority":0,"CurrentState":0,"ROBoundarySpec":{"ROSpecStartTrigger":{"ROSpecStartTriggerType":1},"ROSpecStopTrigger":{"ROSpecStopTriggerType":0,"DurationTriggerValue":0}},"AISpec":[{"AntennaIDs":[1,2],"AISpecStopTrigger":{"AISpecStopTriggerType":0,"DurationTrigger":0},"InventoryParameterSpec":[{"InventoryParameterSpecID":7,"ProtocolID":1,"AntennaConfiguration":[{"AntennaID":1,"RFTransmitter":{"HopTableID":1,"ChannelIndex":0,"TransmitPower":81},"C1G2InventoryCommand":[{"TagInventoryStateAware":false,"C1G2RFControl":{"ModeIndex":1000,"Tari":0},"C1G2SingulationControl":{"Session":2,"TagPopulation":32,"TagTransitTime":0}}]},{"AntennaID":2,"RFReceiver":{"ReceiverSensitivity":1},"RFTransmitter":{"HopTableID":1,"ChannelIndex":0,"TransmitPower":61}}]}]}]}]}}"""
        },
        {
            "what a reader of a well-known make can do",
            "040b0000008800000004011f00080000000000890031000440000000651a001e886a0006352e31342e30008b000800010000008c00090001000101008d000800040004008e001c48010000000000010000002000000001000005e400000008008f002903480001009000210091000800510bb800920015800093001001000002000dc65e000dc852",
            """{"message":"GET_READER_CAPABILITIES_RESPONSE","type":11,"id":4,"version":1,"status":{"code":0,"text":"","name":"M_Success"},"parameters":{"GeneralDeviceCapabilities":{"MaxNumberOfAntennaSupported":4,"CanSetAntennaProperties":false,"HasUTCClockCapability":true,"DeviceManufacturerName":25882,"ModelName":2001002,"ReaderFirmwareVersion":"5.14.0","ReceiveSensitivityTableEntry":[{"Index":1,"ReceiveSensitivityValue":0}],"PerAntennaAirProtocol":[{"AntennaID":1,"ProtocolID":"01"}],"GPIOCapabilities":{"NumGPIs":4,"NumGPOs":4}},"LLRPCapabilities":{"CanDoRFSurvey":false,"CanReportBufferFillWarning":true,"SupportsClientRequestOpSpec":false,"CanDoTagInventoryStateAwareSingulation":false,"SupportsEventAndReportHolding":true,"MaxNumPriorityLevelsSupported":1,"ClientRequestOpSpecTimeout":0,"MaxNumROSpecs":1,"MaxNumSpecsPerROSpec":32,"MaxNumInventoryParameterSpecsPerAISpec":1,"MaxNumAccessSpecs":1508,"MaxNumOpSpecsPerAccessSpec":8},"RegulatoryCapabilities":{"CountryCode":840,"CommunicationsStandard":1,"UHFBandCapabilities":{"TransmitPowerLevelTableEntry":[{"Index":81,"TransmitPowerValue":3000}],"FrequencyInformation":{"Hopping":true,"FrequencyHopTable":[{"HopTableID":1,"Frequency":[902750,903250]}]}}}}}"""
        },
        {
            "who the reader is and which antennas are connected",
            "040c0000003b00000006011f00080000000000da000f000008001625fffe12345600dd0009800001025800dd0009000002ff6a00d900080000004d",
            """{"message":"GET_READER_CONFIG_RESPONSE","type":12,"id":6,"version":1,"status":{"code":0,"text":"","name":"M_Success"},"parameters":{"Identification":{"IDType":0,"ReaderID":"001625FFFE123456"},"AntennaProperties":[{"AntennaConnected":true,"AntennaID":1,"AntennaGain":600},{"AntennaConnected":false,"AntennaID":2,"AntennaGain":-150}],"LLRPConfigurationStateValue":77}}"""
        },
        {
            "a refusal that says where",
            "041e0000002d00000008011f0023006400036261640121001800b100c90121001000b700c9012000080000012d",
            """{"message":"ADD_ROSPEC_RESPONSE","type":30,"id":8,"version":1,"status":{"code":100,"text":"bad","name":"M_ParameterError","path":"ROSpec (177) P_FieldError (201) > AISpec (183) P_FieldError (201) > field 0 A_OutOfRange (301)"}}"""
        },
        {
            "every kind of event in one notification",
            "043f000000640000000b00f6005a0080000c000660d9b3bde40000f9000d010000007b0000000000ff000700000200fa00055a00fb000400fc000a0004686f74210101000400f700080001000900f8000700028000fe0010000000007b00019200050006",
            """{"message":"READER_EVENT_NOTIFICATION","type":63,"id":11,"version":1,"events":{"UTCTimestamp":"2026-11-22T09:00:00.000000Z","ROSpecEvent":{"EventType":1,"ROSpecID":123,"PreemptingROSpecID":0},"AntennaEvent":{"EventType":0,"AntennaID":2},"ReportBufferLevelWarningEvent":{"ReportBufferPercentageFull":90},"ReportBufferOverflowErrorEvent":{},"ReaderExceptionEvent":{"Message":"hot!"},"ConnectionCloseEvent":{},"HoppingEvent":{"HopTableID":1,"NextChannelIndex":9},"GPIEvent":{"GPIPortNumber":2,"GPIEvent":true},"AISpecEvent":{"EventType":0,"ROSpecID":123,"SpecIndex":1,"C1G2SingulationDetails":{"NumCollisionSlots":5,"NumEmptySlots":6}}}}"""
        },
        {
            "a tag with all that a selector can ask for, by uptime, at an antenna that the reader does not know",
            "043d0000004e0000000c00f000448d303425000000000000000000890000007b8e00018a000181000086b88700058300000000000f42408500000000001e848088ffff8c30008babcd9000000000",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":12,"version":1,"tags":[{"epc":"303425000000000000000000","antenna":0,"rssi":-72,"uptime":2000000,"firstSeenUptime":1000000,"count":65535,"pc":12288,"crc":43981,"channel":5,"roSpec":123,"specIndex":1,"inventoryParameterSpec":1,"accessSpec":0}]}"""
        },
        {
            "an unknown TV parameter ends its tag and not the next one",
            "043d000000390000000d00f0001b8d300000000000000000000001810004c099889988998800f000148d300000000000000000000002810005",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":13,"version":1,"tags":[{"epc":"300000000000000000000001","antenna":4},{"epc":"300000000000000000000002","antenna":5}],"warnings":["unknown TV parameter 64 at offset 20: the remaining 7 octets of what encloses it are skipped"]}"""
        },
        {
            "an unknown vendor parameter and an unknown TLV parameter are skipped by their own length",
            "043d000000450000000e00f000238d30000000000000000000000103ff000f000000a1000002c501020381000403e7000778797a00f000118d300000000000000000000002",
            """{"message":"RO_ACCESS_REPORT","type":61,"id":14,"version":1,"tags":[{"epc":"300000000000000000000001","antenna":4,"Custom":[{"VendorIdentifier":161,"ParameterSubtype":709,"Data":"010203"}]},{"epc":"300000000000000000000002","antenna":4}],"warnings":["Custom parameter of vendor 161, subtype 709 skipped","unknown parameter 999 at offset 35 skipped"]}"""
        },
        {
            "version 2 of the protocol",
            "083800000014000000020102011f000800000000",
            """{"message":"GET_SUPPORTED_VERSION_RESPONSE","type":56,"id":2,"version":2,"parameters":{"CurrentVersion":1,"SupportedVersion":2},"status":{"code":0,"text":"","name":"M_Success"}}"""
        },
        {
            "a vendor's own message",
            "07ff00000013000000020000651a1500000001",
            """{"message":"CUSTOM_MESSAGE","type":1023,"id":2,"version":1,"parameters":{"VendorIdentifier":25882,"MessageSubtype":21,"Data":"00000001"}}"""
        },
        {
            "CLOSE_CONNECTION_RESPONSE has the lower number",
            "04040000001200000003011f000800000000",
            """{"message":"CLOSE_CONNECTION_RESPONSE","type":4,"id":3,"version":1,"status":{"code":0,"text":"","name":"M_Success"}}"""
        },
        {
            "DELETE_ROSPEC of all",
            "04150000000e0000000300000000",
            """{"message":"DELETE_ROSPEC","type":21,"id":3,"version":1,"parameters":{"ROSpecID":0}}"""
        },
        {
            "a message that nobody knows",
            "04c80000000c00000001aabb",
            """{"message":"UNKNOWN","type":200,"id":1,"version":1,"warnings":["unknown message type 200: its 2 octets are skipped"]}"""
        },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_says_what_stands_in_it(string what, string hex, string json)
    {
        Assert.NotEmpty(what);

        var said = Assert.Single(LlrpText.Describe(Convert.FromHexString(hex)));

        Assert.False(said.Malformed, said.Json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(said.Json)), said.Json);
    }
}
