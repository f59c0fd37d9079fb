// A mail server: node server.js PORT plain|starttls|tls CERT KEY [plan ...]
// A plan is a reply code for each RCPT in turn (250, 451, 550); after the last one, 250. With USER and PASSWORD in the environment it asks
// for them. Standard output: "ready", then one JSON object a line for each thing that came: {"rcpt", "code"} and each message that arrived.
"use strict";
const fs = require("fs");
const { SMTPServer } = require("smtp-server");
const { simpleParser } = require("mailparser");

const [port, security, cert, key, ...plan] = process.argv.slice(2);
const say = what => process.stdout.write(JSON.stringify(what) + "\n");
const { USER_NAME: user, PASSWORD: password } = process.env;
const server = new SMTPServer({
    secure: security === "tls",
    key: security === "plain" ? undefined : fs.readFileSync(key),
    cert: security === "plain" ? undefined : fs.readFileSync(cert),
    disabledCommands: [...(security === "plain" ? ["STARTTLS"] : []), ...(user ? [] : ["AUTH"])],
    authOptional: !user,
    logger: false,
    onAuth(auth, session, done) {
        if (auth.username === user && auth.password === password) {
            done(null, { user });
        } else {
            done(Object.assign(new Error(`no such user as ${auth.username}`), { responseCode: 535 }));
        }
    },
    onRcptTo(address, session, done) {
        const code = Number(plan.shift() ?? 250);
        say({ rcpt: address.address, code });
        done(code === 250 ? undefined : Object.assign(new Error(`mailbox of ${address.address} is not available`), { responseCode: code }));
    },
    onData(stream, session, done) {
        let raw = "";
        const copy = new (require("stream").PassThrough)();
        copy.on("data", octets => (raw += octets.toString("latin1")));
        stream.pipe(copy);
        simpleParser(copy, {}).then(mail => {
            say({
                id: mail.messageId,
                from: mail.from.text,
                to: mail.to.text,
                subject: mail.subject,
                text: mail.text,
                date: mail.date.toISOString(),
                auto: mail.headers.get("auto-submitted"),
                importance: mail.headers.get("priority") ?? mail.priority ?? null,
                secure: Boolean(session.tlsOptions),
                user: session.user ?? null,
                raw,
            });
            done(null, "queued as 7");
        }, done);
    },
});
server.on("error", error => say({ error: error.message }));
server.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
