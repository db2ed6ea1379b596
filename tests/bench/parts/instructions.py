# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instructions, counted by callgrind: the same on a busy machine."""
import json
import re
import shutil
import subprocess

ROWS = ("decode", "diff.10000", "sort.10000.id", "sort.10000.state", "filter.10000")


def count(setting, run):
    if not shutil.which("valgrind"):
        run.skipped.append("Instructions are not counted: valgrind is not installed.")
        return
    for row in ROWS:
        counted = setting.output / f"callgrind.{row}"
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--collect-atstart=no", f"--callgrind-out-file={counted}",
             setting.program("sandglass-bench"), "--count", row],
            capture_output=True, text=True, check=True, timeout=600)
        total = re.search(r"^(?:summary|totals): (\d+)", counted.read_text(encoding="utf-8"), re.MULTILINE)
        if not int(total[1]):
            raise RuntimeError(f"nothing was counted of {row}: sandglass-bench was built before valgrind was installed")
        run.counts[row] = int(total[1]) / json.loads(done.stdout)["units"]
