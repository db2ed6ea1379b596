# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action and every sandbox by typing: the command palette, through the accessibility tree."""
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.waiting import wait_until


class Palette(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")
        self.dashboard = self.start_dashboard(engine=self.engine)
        self.assertGreater(self.dashboard.table.row_count(), 0)

    def open(self):
        self.dashboard.menu_entry("Command Palette…").press()
        return self.dashboard.window.wait_for({"text", "entry"}, "Command")

    def choose(self, text, wanted):
        """Type and press the line that appears."""
        self.open().type(text)
        commands = self.dashboard.window.wait_for({"list"}, "Commands")
        wait_until(lambda: next(iter(commands.children())).name.startswith(wanted),
                   lambda: f"{wanted!r} is the best answer: {[c.name for c in commands.children()]}")
        self.dashboard.window.wait_for(tree.BUTTONS, "Run").press()

    def test_a_sandbox_is_found_and_acted_on(self):
        sandbox = self.engine.an_id("running")
        self.choose(sandbox, sandbox)
        wait_until(lambda: "Pause" in self.dashboard.enabled_actions(), "the sandbox is selected")
        self.choose("pause", "Pause")
        self.dashboard.wait_for_state(sandbox, "Paused")
        self.assertEqual(self.engine.status_of(sandbox), "paused")

    def test_what_is_not_possible_says_why(self):
        self.dashboard.select(self.engine.an_id("stopped"))
        field = self.open()
        field.type("resume")
        wait_until(lambda: "not possible now" in field.description and "Start" in field.description,
                   lambda: f"the reason and the way out: {field.description!r}")


if __name__ == "__main__":
    unittest.main()
