# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many stops at once, each of which takes the server 100 ms: from the click to the last answer. What bounds it is how many
are under way at a time; how close to that bound it comes is what is measured."""
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from . import live, programs

LATENCY_MS = 100
STREAMS = 100  # as many as usual servers take over one connection of HTTP/2
MANY, FEW = 1_000, 200  # few connections take long for many: the short form has less patience
SERVER = Path(__file__).resolve().parents[1] / "peers" / "stopserver.mjs"


@contextmanager
def certified():
    """A certificate for localhost that vouches for itself, and its key."""
    with tempfile.TemporaryDirectory(prefix="sandglass-bench-") as folder:
        certificate, key = Path(folder) / "certificate.pem", Path(folder) / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                        "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
        yield certificate, key


def told(lines):
    return {line["row"]: line["samples"][0] for line in lines}


def over_http2(setting, count):
    with certified() as (certificate, key):
        with programs.running(["node", str(SERVER), str(certificate), str(key), str(count), str(LATENCY_MS)]) as server:
            return live.live(setting, f"https://localhost:{programs.line_of(server)}", "stops", count, certificate)


def by_curl(url, ids, connections):
    """Milliseconds libcurl needs for the same over as many connections."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as config:
        config.write("\n".join(f'url = "{url}/v1/sandboxes/{one}/stop"\noutput = "/dev/null"' for one in ids))
        config.flush()
        begun = time.monotonic()
        subprocess.run(["curl", "--disable", "--noproxy", "*", "--silent", "--fail", "--http1.1", "--request", "POST", "--parallel", "--parallel-immediate",
                        "--parallel-max", str(connections), "--config", config.name], check=True, timeout=300)
        return (time.monotonic() - begun) * 1000


def measure(setting, run):
    times = 1 if setting.short else 3
    if shutil.which("node"):
        run.add({"row": "stops.http2", "name": "sandglass", "unit": "ms",
                 "samples": [told(over_http2(setting, MANY))["stops"] for _ in range(times)]})
        run.add({"row": "stops.http2", "name": "floor of 100 streams", "unit": "ms", "samples": [MANY / STREAMS * LATENCY_MS]})
    else:
        run.skipped.append("Stops over HTTP/2 are not measured: node is not installed.")
    count = FEW if setting.short else MANY
    population = 2 * count  # of which more than half can be stopped
    ours, peers = [], []
    for _ in range(times):
        with programs.server(setting, population, latency_ms=LATENCY_MS) as url:
            stopped = told(live.live(setting, url, "stops", count))
        ours.append(stopped["stops"])
        if shutil.which("curl"):
            with programs.server(setting, population, latency_ms=LATENCY_MS) as url:
                ids = programs.ids(url)[:count]
                peers.append(by_curl(url, ids, int(stopped["stops.places"])))
    run.add({"row": "stops.http1", "name": "sandglass", "unit": "ms", "samples": ours})
    if peers:
        run.add({"row": "stops.http1", "name": "libcurl", "unit": "ms", "samples": peers})
    else:
        run.skipped.append("Stops by libcurl are not measured: curl is not installed.")
