// A webhook's receiver: node receiver.js PORT SECRET CERT KEY [plan ...]; CERT and KEY are - for http.
// A plan is an answer for each request in turn: a status, 'status@header:value', or 'hang'; after the last one, 200. It checks signatures
// with the standardwebhooks package. Standard output: "ready", then one JSON object a line for each request.
"use strict";
const fs = require("fs");
const { Webhook } = require("standardwebhooks");

const [port, secret, cert, key, ...plan] = process.argv.slice(2);
const say = what => process.stdout.write(JSON.stringify(what) + "\n");
const answer = (request, response) => {
    const parts = [];
    request.on("data", part => parts.push(part));
    request.on("end", () => {
        const body = Buffer.concat(parts).toString("utf8");
        const [status, header] = (plan.shift() ?? "200").split("@");
        let verified = true;
        try {
            new Webhook(secret).verify(body, request.headers);
        } catch (error) {
            verified = error.message;
        }

        say({ url: request.url, method: request.method, id: request.headers["webhook-id"] ?? null, type: request.headers["content-type"], status, verified, body });
        if (status !== "hang") {
            response.writeHead(Number(status), header ? { [header.split(":")[0]]: header.slice(header.indexOf(":") + 1) } : {});
            response.end();
        }
    });
};
const server = cert === "-" ? require("http").createServer(answer) : require("https").createServer({ cert: fs.readFileSync(cert), key: fs.readFileSync(key) }, answer);
server.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
