// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Somebody else at work with the official SDK: does what standard input says, line by line, and answers each line with
// "done ID". Environment: PACKAGES is the folder of the SDK, ENGINE_URL and ENGINE_KEY the account.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Sandbox } = createRequire(`${process.env.PACKAGES}/`)("@hopx-ai/sdk");
let sandbox;

const verbs = {
    create: async () => {
        sandbox = await Sandbox.create({
            template: "code-interpreter",
            apiKey: process.env.ENGINE_KEY,
            baseURL: process.env.ENGINE_URL,
        });
    },
    pause: () => sandbox.pause(),
    resume: () => sandbox.resume(),
    kill: () => sandbox.kill(),
};

for await (const verb of createInterface({ input: process.stdin })) {
    await verbs[verb]();
    console.log(`done ${sandbox.sandboxId}`);
}
