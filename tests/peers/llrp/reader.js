// The dummy reader that llrpjs carries, as it is: it answers under ids of its own and reports tags nobody holds before it, some
// at antenna 0. Only where it listens, what starts it and what it says of itself are added here.
// Standard output, one JSON object a line: {"port"} once, then what is {"received"} and what is {"sent"} by name and id, reports with their tags.
"use strict";
const llrp = require("llrpjs");

// the package's own talk; standard output is for the test
console.log = console.error;
const say = what => process.stdout.write(JSON.stringify(what) + "\n");

// the same tags and pauses in every run; with this seed the first four reports come within a second and have both kinds of EPC
// and antennas 0 to 4
let seed = 655;
Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;

const list = one => (one === undefined ? [] : [].concat(one));
const tag = data => ({
    epc: Buffer.from((data.EPC_96 ?? data.EPCData).EPC).toString("hex").toUpperCase(),
    kind: data.EPC_96 ? "EPC_96" : "EPCData",
    antenna: data.AntennaID.AntennaID,
    lastSeen: data.LastSeenTimestampUTC.Microseconds,
});

llrp.LLRPServer = class extends llrp.LLRPServer {
    constructor() {
        super({ host: "127.0.0.1", port: 0 });
        this._server.on("listening", () => say({ port: this._server.address().port }));
        this.on("message", msg => say({ received: msg.getName(), id: msg.getMessageId() }));
        // it waits for START_ROSPEC and knows no start by the clock: what is enabled is started
        this.on("ENABLE_ROSPEC", msg => setImmediate(() => this._ee.emit("START_ROSPEC", msg)));
    }

    async send(msg) {
        const tags = list(msg.getMessageData().TagReportData).map(tag);
        await super.send(msg);
        say({ sent: msg.getName(), id: msg.getMessageId(), ...(tags.length > 0 && { tags }) });
    }
};
require("llrpjs/dist/test/dummy-reader.js");
