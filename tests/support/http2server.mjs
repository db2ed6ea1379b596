// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server for HTTP/2 over TLS, and for HTTP/1.1 where the client wants nothing newer, that answers as its script says.
// Given a folder with certificate.pem, key.pem, perhaps ocsp.der, and script.json; see http2server.h for what a script holds.
// Tells "port N" and then each request, as a line of JSON, before it is answered.

import fs from 'node:fs';
import http2 from 'node:http2';
import path from 'node:path';
import zlib from 'node:zlib';

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name));
const script = JSON.parse(read('script.json'));
const otherwise = { do: 'answer', status: 200, body: '{}' };
let connections = 0;

const server = http2.createSecureServer({
    cert: read('certificate.pem'),
    key: read('key.pem'),
    allowHTTP1: true,
});
if (fs.existsSync(path.join(folder, 'ocsp.der')))
    server.on('OCSPRequest', (certificate, issuer, done) => done(null, read('ocsp.der')));
server.on('secureConnection', (socket) => {
    socket.order = connections++;
    socket.on('error', () => {}); // of no use to anybody: it is what the script asks for
});
server.on('tlsClientError', () => {});
server.on('sessionError', () => {});

function tell(request) {
    fs.writeSync(1, JSON.stringify(request) + '\n');
}

// Zeros without end, in blocks of a megabyte, as fast as they are taken.
function pour(stream, megabytes) {
    const block = Buffer.alloc(1024 * 1024, ' ');
    let left = megabytes;
    const more = () => {
        while (left > 0) {
            left -= 1;
            if (!stream.write(block))
                return void stream.once('drain', more);
        }
        stream.end();
    };
    more();
}

function packed(reply) {
    const plain = Buffer.alloc(reply.packedMegabytes * 1024 * 1024, ' ');
    return reply.packing === 'br' ? zlib.brotliCompressSync(plain, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } })
                                  : zlib.gzipSync(plain);
}

function headersOf(reply) {
    const headers = { 'content-type': 'application/json', ...reply.headers };
    for (let i = 0; i < (reply.manyHeaders ?? 0); ++i)
        headers[`x-flood-${i}`] = 'f'.repeat(reply.headerBytes ?? 100);
    if (reply.packedMegabytes || reply.packed)
        headers['content-encoding'] = reply.packing ?? 'gzip';
    return headers;
}

function bodyTo(stream, reply) {
    if (reply.packedMegabytes)
        stream.end(packed(reply));
    else if (reply.megabytes)
        pour(stream, reply.megabytes);
    else if (reply.packed)
        stream.end(zlib.gzipSync(reply.body));
    else
        stream.end(reply.body ?? '');
}

function answer(stream, reply) {
    const session = stream.session;
    switch (reply.do) {
    case 'answer':
        stream.respond({ ':status': reply.status, ...headersOf(reply) });
        bodyTo(stream, reply);
        break;
    case 'cut': // good headers and a part of the body
        stream.respond({ ':status': 200, ...headersOf(reply), 'content-length': 1000 });
        stream.write(reply.body ?? '{"status":', () => {
            if (reply.code !== undefined)
                stream.close(reply.code); // also says that this was the end
            else if (reply.torn)
                stream.destroy(new Error('torn'));
            else
                session.destroy();
        });
        break;
    case 'reset':
        stream.close(reply.code);
        break;
    case 'goaway':
        session.goaway(reply.code, reply.last);
        if (reply.answers)
            answer(stream, otherwise);
        else
            session.destroy();
        break;
    case 'close':
        session.destroy();
        break;
    case 'hang':
        break;
    }
}

server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    const body = [];
    stream.on('data', (part) => body.push(part));
    stream.on('end', () => {
        const plain = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
        tell({ http: 2, method: headers[':method'], target: headers[':path'], headers: plain,
            body: Buffer.concat(body).toString('base64'), connection: stream.session.socket.order ?? 0 });
        answer(stream, script.shift() ?? otherwise);
    });
});

server.on('request', (request, response) => {
    if (request.httpVersionMajor > 1)
        return; // told by its stream
    const body = [];
    request.on('data', (part) => body.push(part));
    request.on('end', () => {
        tell({ http: 1, method: request.method, target: request.url, headers: Object.entries(request.headers),
            body: Buffer.concat(body).toString('base64'), connection: request.socket.order ?? 0 });
        const reply = script.shift() ?? otherwise;
        if (reply.do !== 'answer')
            return void request.socket.destroy();
        response.writeHead(reply.status, headersOf(reply));
        bodyTo(response, reply);
    });
});

server.listen(0, '127.0.0.1', () => fs.writeSync(1, `port ${server.address().port}\n`));
// Whoever started it holds the other end, so it never outlives a test.
process.stdin.on('end', () => process.exit(0)).resume();
