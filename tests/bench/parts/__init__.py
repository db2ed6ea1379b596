# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be measured, by name: functions that are given the setting and the run to add to."""
from . import browser, inprocess, instructions, listing, live, memory, startup, stops

ALL = {
    "inprocess": inprocess.measure,
    "instructions": instructions.count,
    "startup": startup.measure,
    "listing": listing.measure,
    "memory": memory.measure,
    "rest": live.rest,
    "stall": live.stall,
    "click": live.click,
    "stops": stops.measure,
    "browser": browser.measure,
}
