# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory, shared pages counted by their share (PSS), with 1,000 sandboxes after 1,000 polls."""
import subprocess
import time
from pathlib import Path

from . import live, programs


def pss_mb(pid):
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no PSS")


def bare_window(setting, rows):
    with programs.home() as environment:
        child = subprocess.Popen([setting.program("bench-bare"), str(rows)], env=environment)
        try:
            time.sleep(1.5)  # nothing tells from outside when it has settled
            return pss_mb(child.pid)
        finally:
            child.kill()
            child.wait()


def measure(setting, run):
    polls, times = (200, 1) if setting.short else (1_000, 3)
    batches = []
    bare = []
    with programs.server(setting, 1_000, changed_per_mille=10) as url:
        for _ in range(times):
            bare.append(bare_window(setting, 1_000))
            batches.append(live.live(setting, url, "memory", polls))
    live.gather(run, batches)
    run.add({"row": "memory", "name": "bare window", "unit": "MB", "samples": bare})
