# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that are measured from outside, and the server they talk to."""
import json
import os
import subprocess
import tempfile
import threading
import urllib.request
from contextlib import contextmanager

PATIENCE = 60  # seconds for what takes moments

# The program under test must not find the settings, keys, proxies or windows of whoever runs the benchmark.
KEPT = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
QUIET = {"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "disabled:", "NO_AT_BRIDGE": "1"}


@contextmanager
def running(command):
    """A process, for as long as its first lines and its being there are of use."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


@contextmanager
def patience(child, seconds=PATIENCE):
    """Ends a program that says nothing for too long, so that whoever reads what it says reads its end."""
    timer = threading.Timer(seconds, child.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def line_of(child):
    """The next line it prints."""
    with patience(child):
        line = child.stdout.readline().strip()
    if not line:
        raise RuntimeError(f"{child.args[0]} said nothing")
    return line


@contextmanager
def server(setting, sandboxes, changed_per_mille=0, latency_ms=0):
    """The address of a server with so many sandboxes."""
    with running([setting.program("bench-server"), str(sandboxes), str(changed_per_mille), str(latency_ms)]) as child:
        yield f"http://127.0.0.1:{line_of(child)}"


def ids(url):
    """All sandboxes of that server."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    found, cursor = [], ""
    while cursor is not None:
        with direct.open(f"{url}/v1/sandboxes?limit=100" + (f"&cursor={cursor}" if cursor else "")) as answer:
            page = json.load(answer)
        found += [one["id"] for one in page["data"]]
        cursor = page["next_cursor"]
    return found


@contextmanager
def home():
    """An environment with empty folders of its own."""
    with tempfile.TemporaryDirectory(prefix="sandglass-bench-") as folder:
        os.chmod(folder, 0o700)
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        yield kept | QUIET | {"HOME": folder, "XDG_CONFIG_HOME": f"{folder}/config", "XDG_DATA_HOME": f"{folder}/data",
                              "XDG_CACHE_HOME": f"{folder}/cache", "XDG_RUNTIME_DIR": folder}


def cpu_ms(command, expected, environment=None):
    """What the program spent, user and system, until its end; it must print what is expected."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    printed = child.stdout.read().strip()
    child.stdout.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0 or printed != expected:
        raise RuntimeError(f"{command[0]} ended with {child.returncode} and printed {printed!r} instead of {expected!r}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def lines_of(command, environment, timeout):
    """The JSON lines a program prints."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=timeout, env=environment)
    return [json.loads(line) for line in done.stdout.splitlines()]


def round_robin(run, rounds, unit, contenders):
    """Each contender, a row, a name and a function that measures once, in turns; the first round is dropped."""
    samples = {(row, name): [] for row, name, _ in contenders}
    for number in range(rounds + 1):
        for row, name, measure in contenders:
            value = measure()
            if number > 0:
                samples[row, name].append(value)
    for (row, name), values in samples.items():
        run.add({"row": row, "name": name, "unit": unit, "samples": values})
