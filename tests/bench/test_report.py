#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the judge of benchmarks does: a test that can only pass would be worth nothing."""
import json
import unittest

import report


def run_with(**medians):
    run = report.Run()
    for name, value in medians.items():
        run.add({"row": "row", "name": name, "unit": "ms", "samples": [value * 2, value, value / 2]})
    return run


def budgets(**entry):
    return {"worse_fails": 1.5, "more_instructions_fail": 1.15, "instructions": [],
            "ratios": [{"what": "it", "ours": ["row", "ours"], "peer": ["row", "peer"], "most": 0.5, **entry}]}


class Judging(unittest.TestCase):
    def verdict(self, run, **entry):
        return list(report.judge(run, budgets(**entry)))[0]

    def test_kept(self):
        verdict = self.verdict(run_with(ours=4, peer=10))
        self.assertEqual((verdict.value, verdict.fails, report.word(verdict, 1.5)), (0.4, False, "kept"))

    def test_a_little_over_does_not_fail(self):
        verdict = self.verdict(run_with(ours=7, peer=10))
        self.assertEqual((verdict.fails, report.word(verdict, 1.5)), (False, "a little over"))

    def test_worse_by_more_than_half_fails(self):
        verdict = self.verdict(run_with(ours=7.6, peer=10))
        self.assertEqual((verdict.fails, report.word(verdict, 1.5)), (True, "**fails**"))

    def test_why_a_budget_may_be_missed_is_said_where_it_is(self):
        verdict = self.verdict(run_with(ours=9, peer=10), fails_at=1.2, why="small caches")
        self.assertEqual((verdict.fails, report.word(verdict, 1.5), verdict.note), (False, "missed", "small caches"))
        self.assertEqual(self.verdict(run_with(ours=4, peer=10), fails_at=1.2, why="small caches").note, "")

    def test_a_bound_of_its_own_comes_before_the_usual_one(self):
        self.assertFalse(self.verdict(run_with(ours=5.2, peer=10), fails_at=0.525).fails)
        self.assertTrue(self.verdict(run_with(ours=5.3, peer=10), fails_at=0.525).fails)

    def test_the_worst_counts_where_no_median_may_hide_it(self):
        self.assertEqual(self.verdict(run_with(ours=4, peer=10), worst=True).value, 0.8)
        self.assertTrue(self.verdict(run_with(ours=4, peer=10), worst=True).fails)

    def test_what_was_not_measured_neither_passes_nor_fails_in_a_part_of_a_run(self):
        verdict = self.verdict(run_with(ours=4))
        self.assertEqual((verdict.value, verdict.fails, report.word(verdict, 1.5)), (None, False, "–"))

    def test_what_was_not_measured_fails_a_whole_run(self):
        def fails(is_short, **entry):
            verdict = list(report.judge(run_with(ours=4), budgets(**entry), whole=True, is_short=is_short))[0]
            self.assertEqual((verdict.value, report.word(verdict, 1.5)), (None, "**fails**" if verdict.fails else "–"))
            return verdict.fails
        self.assertTrue(fails(True))
        self.assertFalse(fails(True, long=True))
        self.assertTrue(fails(False, long=True))
        self.assertFalse(fails(False, optional=True))

    def test_no_instructions_are_not_few(self):
        table = {"worse_fails": 1.5, "more_instructions_fail": 1.15, "ratios": [],
                 "instructions": [{"what": "it", "row": "row", "most": 100}]}
        for counts in ({}, {"row": 0}):
            self.assertTrue(list(report.judge(report.Run(counts=counts), table, whole=True))[0].fails)

    def test_instructions(self):
        run = report.Run(counts={"row": 116})
        entry = {"what": "it", "row": "row", "most": 100}
        table = {"worse_fails": 1.5, "more_instructions_fail": 1.15, "ratios": [], "instructions": [entry]}
        self.assertTrue(list(report.judge(run, table))[0].fails)
        run.counts["row"] = 114
        self.assertFalse(list(report.judge(run, table))[0].fails)

    def test_everything_is_in_the_tables(self):
        run = run_with(ours=4, peer=10)
        run.skipped.append("No browser.")
        verdicts = list(report.judge(run, budgets()))
        text = report.markdown(run, verdicts, 1.5)
        self.assertIn("| it | 4 [2 – 8] ms | peer: 10 [5 – 20] ms | 0.4 | 0.5 | kept |", text)
        self.assertIn("No browser.", text)
        data = json.loads(report.as_json(run, verdicts))
        self.assertEqual(data["series"][0]["samples"], [8, 4, 2])
        self.assertEqual(data["verdicts"][0]["value"], 0.4)


class Budgets(unittest.TestCase):
    def test_each_is_named_once_and_possible(self):
        table = report.load_budgets()
        names = [entry["what"] for entry in table["ratios"] + table["instructions"]]
        self.assertEqual(len(names), len(set(names)))
        for entry in table["ratios"] + table["instructions"]:
            self.assertGreater(entry["most"], 0)
            if entry.get("fails_at", 0) > table["worse_fails"] * entry["most"]:
                self.assertTrue(entry["why"])
            self.assertGreater(entry.get("fails_at", 2 * entry["most"]), entry["most"])


if __name__ == "__main__":
    unittest.main()
