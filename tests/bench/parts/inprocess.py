# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs no other process: decoding, applying polls, sorting, painting, all in one program."""
import json
import subprocess


def measure(setting, run):
    command = [setting.program("sandglass-bench"), "--rounds", str(setting.rounds)]
    if setting.short:
        command.append("--short")
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=1800)
    for line in done.stdout.splitlines():
        run.add(json.loads(line))
