# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a whole account, as a process: its CPU time, user and system, until the last sandbox is known."""
import os
import shutil
import subprocess
from pathlib import Path

from . import programs

CONFORMANCE = Path(__file__).resolve().parents[2] / "conformance"


def sdk(setting, run):
    """The folder of the official SDK's packages, or None. They are those of the conformance test."""
    node = shutil.which("node")
    folder = Path(os.environ.get("SANDGLASS_BENCH_SDK", setting.bin.parent / "bench" / "packages"))
    if not node or not shutil.which("npm"):
        run.skipped.append("The official SDK is not measured: node or npm is not installed.")
        return None
    done = subprocess.run([node, "prepare.mjs", str(folder)], cwd=CONFORMANCE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        run.skipped.append("The official SDK is not measured: npm could not get it.")
        return None
    return folder


def measure(setting, run):
    packages = sdk(setting, run)
    script = str(Path(__file__).resolve().parents[1] / "peers" / "sdk.mjs")
    sizes = (1_000,) if setting.short else (1_000, 10_000, 100_000)
    for size in sizes:
        row = f"list.{size}"
        rounds = min(setting.rounds, 5 if size < 100_000 else 3)
        with programs.server(setting, size) as url, programs.home() as environment:
            def once(*command):
                return lambda: programs.cpu_ms(list(command), str(size), environment)
            contenders = [(row, "sandglass", once(setting.program("bench-list"), url)),
                          (row, "prototype", once(setting.program("bench-prototype"), url))]
            if packages:
                contenders.append((row, "official sdk", once("node", script, str(packages), url)))
            programs.round_robin(run, rounds, "ms of CPU", contenders)
