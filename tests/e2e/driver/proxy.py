# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP proxy that asks who is there, and a host with a certificate of its own behind it: what many companies have."""
import base64
import socket
import ssl
import subprocess
import threading

HOST = "sandboxes.test"  # no resolver knows it, so only the proxy leads there


class CompanyNetwork:
    """Leads CONNECT to HOST, over TLS by a private authority, to one plain server of this computer."""

    def __init__(self, folder, target_port, user, password):
        folder.mkdir(parents=True, exist_ok=True)
        self.authority = folder / "authority.pem"
        key = folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", "/CN=Company Root", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", str(key),
                        "-out", str(self.authority)], check=True, capture_output=True)
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(self.authority, key)
        self._target = target_port
        self._login = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.tunnels = []  # "host:port", as asked for by those who were let in
        self.refused = 0
        self._open = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = []
        self._start(self._accept)

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        for thread in self._threads:
            thread.join(10)

    def _start(self, function, *arguments):
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, peer)

    def _serve(self, peer):
        try:
            with peer:
                self._hold(peer)
                while (head := self._head(peer)) and f"Proxy-Authorization: Basic {self._login}\r\n" not in head:
                    self.refused += 1
                    peer.sendall(b"HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"company\"\r\n"
                                 b"Content-Length: 0\r\n\r\n")
                if not head:
                    return
                self.tunnels.append(head.split()[1])
                peer.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                with self._tls.wrap_socket(peer, server_side=True) as inner, \
                        socket.create_connection(("127.0.0.1", self._target)) as server:
                    self._hold(inner)
                    self._hold(server)
                    back = threading.Thread(target=self._pump, args=(server, inner), daemon=True)
                    back.start()
                    self._pump(inner, server)
                    back.join(10)
        except OSError:  # a client that does not trust us, or the end of the test
            pass

    def _hold(self, connection):
        with self._lock:
            self._open.add(connection)

    @staticmethod
    def _head(peer):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            part = peer.recv(1)
            if not part:
                return ""
            head += part
        return head.decode("latin-1")

    @staticmethod
    def _pump(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
