// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node prepare.mjs FOLDER: puts the pinned packages into FOLDER, once for each state of the lock file. The
// source tree stays untouched.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
if (!folder) {
    console.error("usage: node prepare.mjs FOLDER");
    process.exit(2);
}

const files = ["package.json", "package-lock.json", ".npmrc"];
const digest = createHash("sha256");
for (const file of files)
    digest.update(readFileSync(join(source, file)));
const state = digest.digest("hex");
const stamp = join(folder, "node_modules", ".sandglass-state");

if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) {
    console.log("packages are up to date");
    process.exit(0);
}
mkdirSync(folder, { recursive: true });
for (const file of files)
    copyFileSync(join(source, file), join(folder, file));
const installed = spawnSync("npm", ["ci", "--prefer-offline"], { cwd: folder, stdio: "inherit" });
if (installed.status !== 0) {
    console.error("npm ci failed; the conformance test needs the npm registry once");
    process.exit(1);
}
writeFileSync(stamp, state);
