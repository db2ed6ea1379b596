# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a sandbox is told in time and can be moved."""
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.waiting import wait_until


class Expiry(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")
        self.dashboard = self.start_dashboard(engine=self.engine)
        self.assertGreater(self.dashboard.table.row_count(), 0)

    def time_left(self, sandbox):
        row = self.dashboard.table.row_of("ID", sandbox)
        return self.dashboard.table.text(row, self.dashboard.table.columns().index("Time left"))

    def test_what_expires_soon_is_told_and_extended(self):
        # This seed has one with a few minutes left.
        button = self.dashboard.window.wait_for(tree.BUTTONS, "Extend all by 1 h")
        self.assertIn("expires within", "\n".join(self.dashboard.window.texts()))
        button.press()
        wait_until(lambda: not any("within 5 minutes" in text for text in self.dashboard.window.texts()),
                   "the strip has nothing that near any more")

    def test_the_menu_extends_by_an_hour(self):
        sandbox = next(id for id in self.dashboard.ids() if " h" in self.time_left(id) and " d" not in self.time_left(id)
                       and self.dashboard.state_of(id).startswith("Running") or False)
        before = self.time_left(sandbox)
        self.dashboard.select(sandbox)
        self.dashboard.window.wait_for(tree.MENU_ITEMS, "By 1 Hour", showing=False).press()
        wait_until(lambda: self.time_left(sandbox) != before and "h" in self.time_left(sandbox),
                   lambda: f"{before} became more: {self.time_left(sandbox)}")
        hours = [int(text.split(" h")[0].split()[-1]) for text in (before, self.time_left(sandbox))]
        self.assertIn(hours[1] - hours[0], (0, 1))


if __name__ == "__main__":
    unittest.main()
