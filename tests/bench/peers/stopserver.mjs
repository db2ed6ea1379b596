// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An account over HTTP/2 and TLS whose every action takes its time, 100 of them at once:
// stopserver.mjs CERTIFICATE KEY SANDBOXES LATENCY_MS; prints its port.

import fs from 'node:fs';
import http2 from 'node:http2';

const [certificate, key, sandboxes, latency] = process.argv.slice(2);
const kPage = 100;
const kStreams = 100;
const status = new Array(Number(sandboxes)).fill('running');
const sandbox = (at) => ({
    id: `1761048129stop${String(at).padStart(6, '0')}`, object: 'sandbox', status: status[at], template_name: 'base', region: 'us-east',
    resources: { vcpu: 2, memory_mb: 2048, disk_mb: 10240 }, created_at: '2026-01-28T00:00:00Z', expires_at: null,
});

function list(cursor) {
    const first = Number(cursor ?? 0);
    const last = Math.min(first + kPage, status.length);
    const data = [];
    for (let at = first; at < last; ++at)
        data.push(sandbox(at));
    const more = last < status.length;
    return { object: 'list', data, has_more: more, next_cursor: more ? String(last) : null };
}

const server = http2.createSecureServer({
    cert: fs.readFileSync(certificate), key: fs.readFileSync(key), settings: { maxConcurrentStreams: kStreams },
});
server.on('stream', (stream, headers) => {
    stream.on('error', () => {}); // a client that went
    const answer = (body) => {
        stream.respond({ ':status': 200, 'content-type': 'application/json', 'x-ratelimit-limit': '1000000',
                         'x-ratelimit-remaining': '999999' });
        stream.end(JSON.stringify(body));
    };
    const url = new URL(headers[':path'], 'https://localhost');
    const [, id, verb] = url.pathname.match(/^\/v1\/sandboxes\/([^/]+)(?:\/(\w+))?$/) ?? [];
    if (id === undefined)
        return answer(url.pathname === '/v1/sandboxes' ? list(url.searchParams.get('cursor')) : { object: 'list', data: [], has_more: false });
    const at = Number(id.slice(-6));
    if (verb !== 'stop')
        return answer(sandbox(at));
    status[at] = 'stopped';
    setTimeout(() => answer(sandbox(at)), Number(latency));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
