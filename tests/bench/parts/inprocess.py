# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs no other process: decoding, applying polls, sorting, painting, all in one program."""
import json
import subprocess

# What takes microseconds: other programs on the machine empty the caches for seconds at a time, and the few rounds of
# the short form may all meet one that does. More of them cost little.
MORE_ROUNDS = 5


def measure(setting, run):
    rounds = setting.rounds * MORE_ROUNDS if setting.short else setting.rounds
    command = [setting.program("sandglass-bench"), "--rounds", str(rounds)]
    if setting.short:
        command.append("--short")
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=1800)
    for line in done.stdout.splitlines():
        run.add(json.loads(line))
