# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A web page that shows the same 1,000 sandboxes and reads them as often, in Chromium without a window: what a person would
otherwise leave open. It does other work, so it is a reference, not a race."""
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import programs

PAGE = Path(__file__).resolve().parents[1] / "peers" / "page.html"


def tree_of(root):
    """The process and all that descends from it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def pss_mb(pids):
    total = 0
    for pid in pids:
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


def cpu_seconds(pids):
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def once(setting, program):
    """Milliseconds until it shows the table, its memory, and its share of a core."""
    with (programs.running([setting.program("bench-server"), "1000", "10", "0", str(PAGE)]) as server,
          tempfile.TemporaryDirectory(prefix="sandglass-bench-") as profile):
        port = programs.line_of(server)
        begun = time.monotonic()
        browser = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
             "--window-size=1400,900", "--remote-debugging-port=0", f"http://127.0.0.1:{port}/page"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            if programs.line_of(server) != "shown":
                raise RuntimeError("the page was not shown")
            shown = (time.monotonic() - begun) * 1000
            time.sleep(4)
            before = cpu_seconds(tree_of(browser.pid))
            time.sleep(12)
            share = (cpu_seconds(tree_of(browser.pid)) - before) / 12 * 100
            return shown, pss_mb(tree_of(browser.pid)), share
        finally:
            for pid in tree_of(browser.pid) - {browser.pid}:
                try:
                    os.kill(pid, 9)
                except ProcessLookupError:
                    pass
            browser.kill()
            browser.wait()


def measure(setting, run):
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not program or setting.short:
        run.skipped.append("Chromium is not measured: " + ("it takes too long for the short form." if program
                                                           else "it is not installed."))
        return
    rounds = [once(setting, program) for _ in range(4)][1:]
    for row, unit, values in zip(("start.filled", "memory", "rest.seen"), ("ms", "MB", "% of a core"), zip(*rounds)):
        run.add({"row": row, "name": "chromium", "unit": unit, "samples": list(values)})
