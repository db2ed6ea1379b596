# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle state machine, read from the one table the programs are built with."""
import re
from pathlib import Path

TABLE = Path(__file__).resolve().parents[3] / "models" / "domain" / "transitiontable.h"

_CELL = re.compile(r"^\s*(allow|refuse)\((\w+), (\w+), (?:(\w+)(?:,|\)))?", re.MULTILINE)


def load():
    """{status: {action: the status it leads to, or None when refused}}; words in lower case, actions as buttons say."""
    machine = {}
    for verb, status, action, target in _CELL.findall(TABLE.read_text(encoding="utf-8")):
        machine.setdefault(status.lower(), {})[action] = target.lower() if verb == "allow" else None
    actions = {frozenset(cells) for cells in machine.values()}
    assert len(machine) == 7 and actions == {frozenset({"Start", "Stop", "Pause", "Resume", "Delete"})}, machine
    return machine
