# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another connection is tried without losing the one there is, and takes its place once it works."""
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.table import Table
from driver.waiting import wait_until

WRONG_KEY = "hopx_live_wrongwrongwr.wrongwrongwrong"


class Connect(Scenario):
    def setUp(self):
        self.first = self.start_engine("--sandboxes", "3", "--seed", "7")
        self.second = self.start_engine("--sandboxes", "5", "--seed", "8")
        self.dashboard = self.start_dashboard(engine=self.first)
        self.assertEqual(self.dashboard.table.row_count(), 3)

    @property
    def window(self):
        return self.dashboard.window

    def go_to_connect(self):
        self.dashboard.menu_entry("Connect to HopX…").press()
        self.window.wait_for("text", "Server address")

    def connect(self, engine, key):
        self.window.wait_for("text", "Server address").type(engine.url)
        self.window.wait_for({"text", "password text"}, "API key").type(key)
        self.window.wait_for(tree.BUTTONS, "Connect").press()

    def rows(self):
        table = self.window.find(tree.TABLES, "Sandboxes")
        return table and Table(table).row_count()

    def test_a_failed_try_ends_nothing(self):
        self.go_to_connect()
        self.assertIsNone(self.window.find(tree.TABLES, "Sandboxes"), "the table is not shown meanwhile")
        self.connect(self.second, WRONG_KEY)
        self.window.wait_to_say("does not accept this key")
        self.window.wait_for(tree.BUTTONS, f"Back to {self.first.url.removeprefix('http://')}").press()
        wait_until(lambda: self.rows() == 3, lambda: f"the table is back\n{self.window.dump()}")
        running = self.first.an_id("running")
        self.dashboard.select(running)
        self.dashboard.press("Pause")
        wait_until(lambda: self.first.status_of(running) == "paused", "the old connection still works")

    def test_what_works_takes_the_place(self):
        self.go_to_connect()
        self.connect(self.second, self.second.key)
        wait_until(lambda: self.rows() == 5, lambda: f"the other server's sandboxes are shown\n{self.window.dump()}")

    def test_confirmed_deletions_are_asked_about_first(self):
        sandbox = self.first.an_id("running")
        self.dashboard.select(sandbox)
        self.dashboard.press("Delete")
        self.dashboard.wait_for_dialog().wait_for(tree.BUTTONS, "Delete sandbox").press()
        self.dashboard.wait_for_no_dialog()
        self.go_to_connect()
        self.connect(self.second, self.second.key)
        question = self.dashboard.wait_for_dialog()
        self.assertTrue(question.find(tree.BUTTONS, "Cancel").has("focused"))
        question.wait_for(tree.BUTTONS, "Keep it").press()
        wait_until(lambda: self.rows() == 5, lambda: f"the other server's sandboxes are shown\n{self.window.dump()}")
        self.assertEqual(self.first.status_of(sandbox), "running")

    def test_the_demo_is_left_as_late(self):
        demo = self.start_dashboard("--demo", "6")
        self.assertEqual(demo.table.row_count(), 6)
        demo.window.wait_for(tree.BUTTONS, "Connect to HopX…").press()
        demo.window.wait_for(tree.BUTTONS, "Try the demo").press()
        wait_until(lambda: (table := demo.window.find(tree.TABLES, "Sandboxes")) and Table(table).row_count() == 6,
                   lambda: f"the same demo is shown again\n{demo.window.dump()}")


if __name__ == "__main__":
    unittest.main()
