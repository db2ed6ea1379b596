// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The official SDK's way to read a whole account: node sdk.mjs PACKAGES URL; prints how many there are.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, url] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(packages, "package.json")));
const { Sandbox } = require("@hopx-ai/sdk");

let count = 0;
for await (const sandbox of Sandbox.iter({ apiKey: "hopx_live_bench.0123456789", baseURL: url, limit: 100 })) {
    if (sandbox)
        ++count;
}
console.log(count);
