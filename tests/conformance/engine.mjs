// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A running sandglass-engine, and a client of our own beside the SDK: what the SDK says it did is asked for
// again without it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export class Engine {
    static async start(program, args) {
        const child = spawn(program, ["--port", "0", ...args], { stdio: ["ignore", "pipe", "inherit"] });
        const engine = new Engine(child);
        const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
        engine.url = (await lines.next()).value;
        engine.key = (await lines.next()).value;
        if (!engine.key)
            throw new Error(`${program} printed no address and key`);
        return engine;
    }

    constructor(child) {
        this.child = child;
    }

    async stop() {
        const ended = once(this.child, "exit");
        this.child.kill("SIGTERM");
        const [code] = await ended;
        return code;
    }

    async ask(method, path, { base = this.url, headers = {} } = {}) {
        const response = await fetch(base + path, {
            method,
            headers: { "X-API-Key": this.key, ...headers },
        });
        const text = await response.text();
        return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
    }

    /// The sandbox as the engine shows it, once `isSo` holds for it.
    async sandboxWhen(id, isSo, patienceMs = 15000) {
        const end = Date.now() + patienceMs;
        for (;;) {
            const answer = await this.ask("GET", `/v1/sandboxes/${id}`);
            if (isSo(answer))
                return answer;
            if (Date.now() > end)
                throw new Error(`waited in vain for ${isSo}; last: ${JSON.stringify(answer.json)}`);
            await new Promise((resolve) => setImmediate(resolve));
        }
    }
}
