#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure Sandglass and its peers side by side: bench.py --bin FOLDER [--short] [--only WORD]... [--output FOLDER]

Called by packaging/bench, which builds what is measured. Prints a table, writes it as Markdown and JSON, and fails when a
ratio is worse than its budget by more than half, or a count of instructions by more than a bound of its own. What is not
measured fails as well, unless only a part was asked for."""
import argparse
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import parts
import report


@dataclass
class Setting:
    """Where things are, and how thorough to be."""
    bin: Path
    output: Path
    short: bool
    rounds: int

    def program(self, name):
        return str(self.bin / name)


def machine():
    cpu = "unknown"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    commit = subprocess.run(["git", "-c", "safe.directory=*", "describe", "--always", "--dirty"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    return {"When": time.strftime("%Y-%m-%d %H:%M"), "Commit": commit.stdout.strip() or "unknown",
            "Processor": f"{cpu}, {os.cpu_count()} of them", "System": platform.platform(),
            "Load before": " ".join(f"{load:.2f}" for load in os.getloadavg())}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=Path, required=True, help="folder of the built programs")
    parser.add_argument("--output", type=Path, help="folder for bench.md and bench.json (default: beside the programs)")
    parser.add_argument("--short", action="store_true", help="what CI runs: fewer rounds, no large or slow peers")
    parser.add_argument("--only", action="append", choices=list(parts.ALL), help="this part, may be repeated")
    parser.add_argument("--rounds", type=int, help="how often everything is done")
    return parser.parse_args()


def main():
    given = arguments()
    output = given.output or given.bin.parent / "bench"
    output.mkdir(parents=True, exist_ok=True)
    setting = Setting(given.bin.resolve(), output, given.short, given.rounds or (3 if given.short else 9))
    run = report.Run(machine())
    for name in given.only or parts.ALL:
        begun = time.monotonic()
        print(f"{name}…", end="", file=sys.stderr, flush=True)
        parts.ALL[name](setting, run)
        print(f" {time.monotonic() - begun:.0f} s", file=sys.stderr)
    budgets = report.load_budgets()
    verdicts = [verdict for verdict in report.judge(run, budgets, whole=not given.only, is_short=given.short)
                if verdict.value is not None or not given.only]
    text = report.markdown(run, verdicts, budgets["worse_fails"])
    (output / "bench.md").write_text(text, encoding="utf-8")
    (output / "bench.json").write_text(report.as_json(run, verdicts), encoding="utf-8")
    print(text)
    failed = [verdict.what for verdict in verdicts if verdict.fails]
    for what in failed:
        print(f"bench: fails its budget, or is not measured: {what}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
