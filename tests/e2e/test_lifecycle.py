# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A click reaches the engine, the row tells the way there, and the engine's answer is what the row ends with."""
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.waiting import wait_until


class Lifecycle(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")
        self.dashboard = self.start_dashboard(engine=self.engine)

    def test_pause_and_resume(self):
        sandbox = self.engine.an_id("running")
        self.dashboard.select(sandbox)
        self.dashboard.press("Pause")
        self.dashboard.wait_for_state(sandbox, "Pausing…")
        self.dashboard.wait_for_state(sandbox, "Paused")
        self.assertEqual(self.engine.status_of(sandbox), "paused")

        # The selection is still this row, though everything was read again meanwhile.
        wait_until(lambda: self.dashboard.enabled_actions() == {"Resume", "Stop", "Delete"},
                   lambda: f"Resume, Stop and Delete are enabled: {self.dashboard.enabled_actions()}")
        self.dashboard.press("Resume")
        self.dashboard.wait_for_state(sandbox, "Resuming…")
        self.dashboard.wait_for_state(sandbox, "Running")
        self.assertEqual(self.engine.status_of(sandbox), "running")

    def test_stop_asks_first_and_start_brings_it_back(self):
        sandbox = self.engine.an_id("running")
        self.dashboard.select(sandbox)
        self.dashboard.press("Stop")
        question = self.dashboard.wait_for_dialog()
        self.assertIn(sandbox, "\n".join(question.texts()), "the question names the sandbox")
        self.assertTrue(question.find(tree.BUTTONS, "Cancel").has("focused"), "Enter alone must not stop anything")
        question.wait_for(tree.BUTTONS, "Cancel").press()
        self.dashboard.wait_for_no_dialog()
        self.assertEqual(self.engine.status_of(sandbox), "running")

        self.dashboard.press("Stop")
        self.dashboard.wait_for_dialog().wait_for(tree.BUTTONS, "Stop sandbox").press()
        self.dashboard.wait_for_no_dialog()
        self.dashboard.wait_for_state(sandbox, "Stopped")
        self.assertEqual(self.engine.status_of(sandbox), "stopped")

        self.dashboard.press("Start")
        self.dashboard.wait_for_state(sandbox, "Running")
        self.assertEqual(self.engine.status_of(sandbox), "running")


if __name__ == "__main__":
    unittest.main()
