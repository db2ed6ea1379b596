# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many at once: a plan first, then row by row while the window stays usable; the failed ones stay selected."""
import re
import signal
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.table import Table
from driver.waiting import wait_until

# They always fail, which is another story.
NEVER = ("legacy-runner", "gpu-train")


class Bulk(Scenario):
    def start(self, *arguments):
        self.engine = self.start_engine("--seed", "7", *arguments)
        self.dashboard = self.start_dashboard(engine=self.engine)

    def ids_in(self, state):
        return [row["ID"] for row in self.dashboard.table.rows() if row["State"] == state and row["Template"] not in NEVER]

    def plan(self, action, sandboxes):
        """The plan for these, shown and not yet confirmed."""
        self.dashboard.select_all_of(sandboxes)
        self.dashboard.press(action)
        return self.dashboard.wait_for_dialog()

    def texts(self):
        return "\n".join(self.dashboard.window.texts())

    def wait_for_text(self, pattern):
        return wait_until(lambda: re.search(pattern, self.texts()), lambda: f"the window says {pattern!r}:\n{self.texts()}")

    def button(self, name):
        return self.dashboard.window.wait_for(tree.BUTTONS, name)

    def test_plan_progress_and_what_failed(self):
        # The first two pauses fail.
        self.start("--sandboxes", "24", "--faults", "500=1x2@pause")
        running, stopped = self.ids_in("Running"), self.ids_in("Stopped")[:1]
        self.assertGreaterEqual(len(running), 4)
        count = len(running)

        plan = self.plan("Pause", running + stopped)
        said = "\n".join(plan.texts())
        self.assertIn(f"Pause {count} of {count + 1} sandboxes?", said)
        self.assertIn(f"{count} will be paused", said)
        self.assertIn("1 is left out", said)
        self.assertTrue(plan.find(tree.BUTTONS, "Cancel").has("focused"), "Enter alone must not begin")
        rows = Table(plan.wait_for(tree.TABLES | {"tree table"}, "Plan")).rows()
        self.assertEqual([row["ID"] for row in rows], running + stopped)
        self.assertIn("Left out: Pause needs a running sandbox", rows[-1]["What happens"])
        plan.find(tree.BUTTONS, "Cancel").press()
        self.dashboard.wait_for_no_dialog()
        self.assertEqual(self.engine.status_of(running[0]), "running")

        self.plan("Pause", running + stopped).wait_for(tree.BUTTONS, f"Pause {count} sandboxes").press()
        # The strip tells it; a dialog would say the same over the rows it is about.
        self.wait_for_text(f"{count - 2} of {count} paused, 2 failed, 1 left out")
        self.assertEqual(self.dashboard.dialogs(), [])

        table = self.dashboard.table
        failed = [sandbox for sandbox in running if self.engine.status_of(sandbox) == "running"]
        self.assertEqual(len(failed), 2)
        selected = {table.rows()[row]["ID"] for row in table.selected()}
        self.assertEqual(selected, set(failed), "what failed stays selected")

        self.button("Copy report").press()
        wait_until(lambda: self.desktop.clipboard().count(": ") > 2, "the report is in the clipboard")
        copied = self.desktop.clipboard()
        for sandbox in running:
            self.assertRegex(copied, rf"(?m)^{sandbox} +{'failed' if sandbox in failed else 'done'}")
        self.assertNotIn(self.engine.key.split(".")[-1], copied)

        self.button("Retry failed").press()
        for sandbox in failed:
            self.dashboard.wait_for_state(sandbox, "Paused")
        self.wait_for_text("2 of 2 paused")

    def test_a_low_limit_is_kept_and_the_rest_can_be_stopped(self):
        self.start("--sandboxes", "60", "--rate", "20", "--latency", "0.2")
        running, stopped = self.ids_in("Running"), self.ids_in("Stopped")
        self.assertGreaterEqual(len(running), 20)

        plan = self.plan("Pause", running)
        self.assertRegex("\n".join(plan.texts()), r"about \d+ (s|min): of the 20 requests a minute the key may send")
        plan.wait_for(tree.BUTTONS, f"Pause {len(running)} sandboxes").press()
        self.wait_for_text(r"waiting \d+ s for the rate limit")
        self.assertTrue(any("(rate limit)" in row["State"] for row in self.dashboard.table.rows()))
        self.assertEqual(self.dashboard.dialogs(), [], "a limit that is known is no failure")

        # The window is as usable as ever: another row, another action, at once.
        other = stopped[0]
        self.dashboard.select(other)
        self.dashboard.press("Start")
        wait_until(lambda: any(row["ID"] == other and row["State"].startswith(("Starting", "Running"))
                               for row in self.dashboard.table.rows()), "the click counts at once")

        self.button("Cancel the rest").press()
        self.wait_for_text(r"\d+ of \d+ paused, \d+ not sent")
        self.assertFalse(any("(rate limit)" in row["State"] for row in self.dashboard.table.rows()))
        self.assertTrue(self.ids_in("Running"), "what was not sent is left alone")
        self.assertEqual(self.dashboard.dialogs(), [])

    def test_a_signal_ends_it_without_a_question(self):
        """Whoever logs out or shuts down is not there to be asked; what waits for its turn is not sent."""
        self.start("--sandboxes", "60", "--rate", "20", "--latency", "0.2")
        running = self.ids_in("Running")
        self.plan("Pause", running).wait_for(tree.BUTTONS, f"Pause {len(running)} sandboxes").press()
        self.wait_for_text(r"waiting \d+ s for the rate limit")
        self.dashboard.send_signal(signal.SIGTERM)
        self.assertEqual(self.dashboard.wait(), 0)


if __name__ == "__main__":
    unittest.main()
