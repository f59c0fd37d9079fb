// A client of llrpjs that takes inventory at a reader: node client.js PORT
// Standard output, one JSON object a line: each {"response"} with its status, then each tag that is reported. It ends when it is
// asked to, by closing the connection as the standard says.
"use strict";
const { LLRPClient, LLRPCore } = require("llrpjs");

const say = what => process.stdout.write(JSON.stringify(what) + "\n");
const list = one => (one === undefined ? [] : [].concat(one));
const reader = new LLRPClient({ host: "127.0.0.1", port: Number(process.argv[2]) });

async function ask(request) {
    const response = await reader.transact(request);
    const { StatusCode, ErrorDescription } = response.getMessageData().LLRPStatus;
    say({ response: response.getName(), asked: request.getMessageId(), id: response.getMessageId(), status: StatusCode, text: ErrorDescription });
}

function report(msg) {
    for (const tag of list(msg.getMessageData().TagReportData)) {
        say({
            epc: (tag.EPC_96 ?? tag.EPCData).EPC.toUpperCase(),
            kind: tag.EPC_96 ? "EPC_96" : "EPCData",
            rospec: tag.ROSpecID.ROSpecID,
            antenna: tag.AntennaID.AntennaID,
            rssi: tag.PeakRSSI.PeakRSSI,
            count: tag.TagSeenCount.TagCount,
            firstSeen: tag.FirstSeenTimestampUTC.Microseconds,
            lastSeen: tag.LastSeenTimestampUTC.Microseconds,
        });
    }
}

const inventory = {
    ROSpecID: 123,
    Priority: 0,
    CurrentState: "Disabled",
    ROBoundarySpec: {
        ROSpecStartTrigger: { ROSpecStartTriggerType: "Null" },
        ROSpecStopTrigger: { ROSpecStopTriggerType: "Null", DurationTriggerValue: 0 },
    },
    AISpec: {
        AntennaIDs: [0],
        AISpecStopTrigger: { AISpecStopTriggerType: "Duration", DurationTrigger: 1000 },
        InventoryParameterSpec: { InventoryParameterSpecID: 1234, ProtocolID: "EPCGlobalClass1Gen2" },
    },
    ROReportSpec: {
        ROReportTrigger: "Upon_N_Tags_Or_End_Of_ROSpec",
        N: 0,
        TagReportContentSelector: {
            EnableROSpecID: true,
            EnableSpecIndex: false,
            EnableInventoryParameterSpecID: false,
            EnableAntennaID: true,
            EnableChannelIndex: false,
            EnablePeakRSSI: true,
            EnableFirstSeenTimestamp: true,
            EnableLastSeenTimestamp: true,
            EnableTagSeenCount: true,
            EnableAccessSpecID: false,
        },
    },
};

async function main() {
    await reader.connect();
    const first = await reader.recv();
    say({ first: first.getName(), status: first.getMessageData().ReaderEventNotificationData.ConnectionAttemptEvent.Status });
    await ask(new LLRPCore.DELETE_ROSPEC({ data: { ROSpecID: 0 } }));
    await ask(new LLRPCore.SET_READER_CONFIG({ data: { ResetToFactoryDefault: true } }));
    await ask(new LLRPCore.ADD_ROSPEC({ data: { ROSpec: inventory } }));
    await ask(new LLRPCore.ENABLE_ROSPEC({ data: { ROSpecID: inventory.ROSpecID } }));
    await ask(new LLRPCore.START_ROSPEC({ data: { ROSpecID: inventory.ROSpecID } }));
}

reader.on("RO_ACCESS_REPORT", report);
reader.on("error", e => fail(e));
reader.on("disconnect", () => say({ disconnected: true }));
process.on("SIGTERM", async () => {
    await ask(new LLRPCore.CLOSE_CONNECTION()).catch(fail);
    await reader.disconnect();
});

function fail(e) {
    console.error(e);
    process.exit(1);
}

main().catch(fail);
