# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window while it polls: how long it ever keeps a person waiting, what memory it takes, what it costs to leave
open. Everything by the program itself, against a server that costs next to nothing."""
from . import programs


def live(setting, url, *words, timeout=900):
    with programs.home() as environment:
        return programs.lines_of([setting.program("sandglass-bench-live"), url, *map(str, words)], environment, timeout)


def gather(run, batches):
    """One line of the run for each row of all batches."""
    samples = {}
    for batch in batches:
        for line in batch:
            samples.setdefault((line["row"], line["name"], line["unit"]), []).extend(line["samples"])
    for (row, name, unit), values in samples.items():
        run.add({"row": row, "name": name, "unit": unit, "samples": values})


def stall(setting, run):
    size, seconds, times = (10_000, 3, 1) if setting.short else (100_000, 15, 3)
    with programs.server(setting, size, changed_per_mille=10) as url:
        gather(run, [live(setting, url, "stall", seconds) for _ in range(times)])
    # What a person may have to wait for: 16 ms, or three frames where drawing is slower than that.
    allowed = max(16.0, 3 * run.series["stall.frame", "sandglass"].median)
    run.add({"row": "stall.allowed", "name": "16 ms or 3 frames", "unit": "ms", "samples": [allowed]})


def click(setting, run):
    with programs.server(setting, 10_000 if setting.short else 100_000, changed_per_mille=10) as url:
        gather(run, [live(setting, url, "click")])
    run.add({"row": "click.wire", "name": "5 ms", "unit": "ms", "samples": [5.0]})
    run.add({"row": "click.row", "name": "one frame of 60 Hz", "unit": "ms", "samples": [16.7]})


def rest(setting, run):
    with programs.server(setting, 1_000, changed_per_mille=10) as url:
        seconds, times = (6, 1) if setting.short else (20, 3)
        gather(run, [live(setting, url, "rest", seconds) for _ in range(times)])
    run.add({"row": "rest.seen", "name": "1 % of a core", "unit": "% of a core", "samples": [1.0]})
