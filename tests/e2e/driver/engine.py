# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""sandglass-engine as the other end, and a plain client of its own to see what it thinks."""
import json
import urllib.error
import urllib.request

from .processes import Program


class Engine(Program):
    """A running engine. Its folder for output is apart from the dashboard's, for it prints its key on purpose."""

    def __init__(self, binary, desktop, *arguments):
        super().__init__([binary, "--port", "0", *arguments], desktop.environment(), desktop.folder / "engine")
        self.url = self.said(r"(http://127\.0\.0\.1:\d+)").group(1)
        self.key = self.said(r"(hopx_live_[\w.\-]+)").group(1)

    def call(self, method, path, body=None, bearer=None):
        """(status, decoded answer) of one request; with a token instead of the key, as agents want it, where one is given."""
        key = {"X-API-Key": self.key} if bearer is None else {"Authorization": f"Bearer {bearer}"}
        request = urllib.request.Request(self.url + path, method=method, data=None if body is None else json.dumps(body).encode(),
                                         headers={**key, "Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            text = error.read()
            try:
                return error.code, json.loads(text)
            except ValueError:
                return error.code, text.decode(errors="replace")

    def sandbox(self, sandbox_id):
        return self.call("GET", f"/v1/sandboxes/{sandbox_id}")[1]

    def status_of(self, sandbox_id):
        return self.sandbox(sandbox_id).get("status")

    def an_id(self, status):
        """The first sandbox with that status, leaving out the templates that always fail."""
        rows = self.call("GET", "/v1/sandboxes?limit=100")[1]["data"]
        return next(row["id"] for row in rows if row["status"] == status
                    and row.get("template_name") not in ("legacy-runner", "gpu-train"))
