# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server between the dashboard and the engine: it notes every request and may change what the engine answers."""
import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


class Recorder:
    """REWRITE, if given, gets (method, path, decoded answer) of every good JSON answer and returns what is sent instead.
    REFUSE, if given, gets (method, path, headers) of every request; what it returns, as (status, answer), is sent in place of
    asking the engine."""

    def __init__(self, engine, rewrite=None, refuse=None):
        self.requests = []  # (method, path without query), in the order they came
        self._target = urlsplit(engine.url)
        self._rewrite = rewrite
        self._refuse = refuse
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _forward(self):
                recorder.requests.append((self.command, urlsplit(self.path).path))
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                refusal = recorder._refuse and recorder._refuse(self.command, urlsplit(self.path).path, self.headers)
                if refusal:
                    recorder._say(self, refusal[0], json.dumps(refusal[1]).encode(), [("Content-Type", "application/json")])
                else:
                    recorder._answer(self, body)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _forward

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.key = engine.key
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _answer(self, handler, body):
        connection = http.client.HTTPConnection(self._target.hostname, self._target.port, timeout=30)
        try:
            headers = {name: value for name, value in handler.headers.items() if name.lower() not in _HOP_BY_HOP}
            connection.request(handler.command, handler.path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
            if self._rewrite and answer.status in (200, 201) and content.startswith(b"{"):
                changed = self._rewrite(handler.command, urlsplit(handler.path).path, json.loads(content))
                content = json.dumps(changed).encode()
            self._say(handler, answer.status, content, answer.getheaders())
        except (BrokenPipeError, ConnectionResetError):
            pass  # the dashboard gave the request up
        finally:
            connection.close()

    @staticmethod
    def _say(handler, status, content, headers):
        handler.send_response(status)
        for name, value in headers:
            if name.lower() not in _HOP_BY_HOP | {"date", "server"}:
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    def count(self, method, path):
        return self.requests.count((method, path))

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
