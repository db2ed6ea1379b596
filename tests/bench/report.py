#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the numbers of a benchmark run mean: medians, ratios between ways to do the same thing, and whether they keep to
the budgets of budgets.json. Times are printed and never judged; only ratios of the same run, and counts, are."""
import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Series:
    """What one way to do something took, once for each round."""
    row: str
    name: str
    unit: str
    samples: list

    @property
    def median(self):
        return statistics.median(self.samples)

    def text(self):
        return f"{short(self.median)} [{short(min(self.samples))} – {short(max(self.samples))}] {self.unit}"


@dataclass
class Verdict:
    """How one line of the budget was kept."""
    what: str
    ours: str
    peer: str
    value: float | None  # None: not measured
    most: float
    fails: bool
    note: str = ""


@dataclass
class Run:
    """Everything measured in one run."""
    machine: dict = field(default_factory=dict)
    series: dict = field(default_factory=dict)  # by (row, name)
    counts: dict = field(default_factory=dict)  # instructions per unit, by row
    skipped: list = field(default_factory=list)  # sentences

    def add(self, line):
        one = Series(line["row"], line["name"], line["unit"], line["samples"])
        self.series[one.row, one.name] = one


def short(number):
    """Three digits that count, and no others."""
    if number == 0:
        return "0"
    if abs(number) >= 1000:
        return f"{number:,.0f}"
    digits = 2 if abs(number) >= 1 else 4
    return f"{number:.3g}" if abs(number) >= 1 else f"{number:.{digits}f}".rstrip("0").rstrip(".") or "0"


def load_budgets(path=Path(__file__).with_name("budgets.json")):
    return json.loads(path.read_text(encoding="utf-8"))


def is_missed(entry, whole, is_short):
    """Whether it is a fault that @p entry was not measured: in a whole run, unless it is optional or for the long form."""
    return whole and not entry.get("optional") and not (is_short and entry.get("long"))


def judge(run, budgets, whole=False, is_short=False):
    """Yield a verdict for each line of the budgets, those that were not measured among them."""
    for entry in budgets["ratios"]:
        ours = run.series.get(tuple(entry["ours"]))
        peer = run.series.get(tuple(entry["peer"]))
        if not ours or not peer:
            yield Verdict(entry["what"], "", "", None, entry["most"], is_missed(entry, whole, is_short),
                          "not measured in this run")
            continue
        # Of longest moments the longest counts, which no median may hide.
        value = (max(ours.samples) if entry.get("worst") else ours.median) / peer.median
        yield Verdict(entry["what"], ours.text(), f"{peer.name}: {peer.text()}", value, entry["most"],
                      value > entry.get("fails_at", entry["most"] * budgets["worse_fails"]),
                      entry.get("why", "") if value > entry["most"] else "")
    for entry in budgets["instructions"]:
        count = run.counts.get(entry["row"])
        if not count:  # what nobody counted is 0 as well
            yield Verdict(entry["what"], "", "", None, entry["most"], is_missed(entry, whole, is_short),
                          "not counted in this run")
            continue
        yield Verdict(entry["what"], f"{count:,.0f} instructions", f"{entry['most']:,} instructions",
                      count / entry["most"], 1, count > entry["most"] * budgets["more_instructions_fail"])


def word(verdict, factor):
    if verdict.fails:
        return "**fails**"
    if verdict.value is None:
        return "–"
    if verdict.value <= verdict.most:
        return "kept"
    return "missed" if verdict.value > verdict.most * factor else "a little over"


def markdown(run, verdicts, factor):
    lines = ["# Measured side by side", ""]
    lines += [f"{key}: {value}" + "  " for key, value in run.machine.items()]
    lines += ["", "Median [least – most]. A ratio fails when it is worse than its budget by more than half or than a bound of "
              "its own, a count of instructions by more than budgets.json allows; times never fail.", "",
              "| what | Sandglass | against | ratio | budget | |", "| --- | --- | --- | --- | --- | --- |"]
    for verdict in verdicts:
        ratio = "–" if verdict.value is None else short(verdict.value)
        note = f"; {verdict.note}" if verdict.note else ""
        lines.append(f"| {verdict.what} | {verdict.ours} | {verdict.peer} | {ratio} | {short(verdict.most)} | "
                     f"{word(verdict, factor)}{note} |")
    lines += ["", "## Everything that was measured", "", "| row | who | median | least | most | rounds | unit |",
              "| --- | --- | --- | --- | --- | --- | --- |"]
    for one in run.series.values():
        lines.append(f"| {one.row} | {one.name} | {short(one.median)} | {short(min(one.samples))} | "
                     f"{short(max(one.samples))} | {len(one.samples)} | {one.unit} |")
    if run.skipped:
        lines += ["", "## Left out", ""] + [f"- {sentence}" for sentence in run.skipped]
    return "\n".join(lines) + "\n"


def as_json(run, verdicts):
    return json.dumps({
        "machine": run.machine,
        "verdicts": [vars(verdict) for verdict in verdicts],
        "series": [vars(one) | {"median": one.median} for one in run.series.values()],
        "instructions": run.counts,
        "skipped": run.skipped,
    }, indent=2, ensure_ascii=False) + "\n"
