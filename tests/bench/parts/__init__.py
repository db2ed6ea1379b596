# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be measured, by name: functions that are given the setting and the run to add to."""
from . import inprocess, instructions

ALL = {
    "inprocess": inprocess.measure,
    "instructions": instructions.count,
}
