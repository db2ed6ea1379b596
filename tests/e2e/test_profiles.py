# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two accounts in one window: a profile is added, switched to, held read-only, and none shows the rows of the other."""
import unittest

from driver import tree
from driver.keyboard import Keyboard
from driver.scenario import Scenario
from driver.table import Table
from driver.waiting import wait_until


class Profiles(Scenario):
    def setUp(self):
        self.work = self.start_engine("--sandboxes", "6", "--seed", "3")
        self.home = self.start_engine("--sandboxes", "9", "--seed", "4")
        self.keys = Keyboard(self.desktop.env["DISPLAY"])
        self.addCleanup(self.keys.close)
        self.dashboard = self.start_dashboard(engine=self.work)
        self.window = self.dashboard.window

    @staticmethod
    def ids_of(engine):
        return {row["id"] for row in engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"]}

    def wait_for_rows_of(self, engine):
        """Every row that is seen on the way is of one account."""
        ours, theirs = self.ids_of(self.work), self.ids_of(self.home)

        def arrived():
            table = self.window.find(tree.TABLES, "Sandboxes")
            titles = Table(table).columns() if table else []
            if "ID" not in titles:
                return False  # one table goes, the other comes
            shown = set(Table(table).column("ID"))
            self.assertTrue(shown <= ours or shown <= theirs, f"rows of two accounts: {shown}")
            return shown == self.ids_of(engine)

        wait_until(arrived, lambda: f"the rows of {engine.url}\n{self.window.dump()}")
        self.dashboard.forget_table()

    def menu(self, name):
        self.dashboard.menu_entry(name).press()

    def button(self, where, name):
        button = where.wait_for(tree.BUTTONS, name)
        wait_until(lambda: button.has("enabled"), lambda: f"{name} can be pressed\n{where.dump()}")
        button.press()

    def add_home(self, name="Home"):
        self.menu("Manage Profiles…")
        dialog = self.dashboard.wait_for_dialog()
        self.button(dialog, "Add")
        fields = frozenset({"text", "entry", "password text"})
        dialog.wait_for(fields, "Name").type(name)
        dialog.wait_for(fields, "Server address").type(self.home.url)
        dialog.wait_for(fields, "API key").type(self.home.key)
        # Where the machine has a secret store it would ask a person for a new password.
        place = next(box for box in dialog.all("combo box") if "secret store" in box.name)
        key = dialog.wait_for(fields, "API key")
        self.keys.click(key)
        wait_until(lambda: key.has("focused"), "the key has the focus")
        self.keys.press("Tab")
        self.keys.press("Down")
        wait_until(lambda: place.name == "Until Sandglass quits", lambda: f"the place is {place.name}")
        dialog.wait_for("check box", "Read-only: nothing can be changed through this profile").press()
        self.button(dialog, "Test connection")
        dialog.wait_for("label", f"Connected to {self.home.url.removeprefix('http://')}.")
        self.button(dialog, "Save")
        return dialog

    def test_switching(self):
        self.wait_for_rows_of(self.work)
        self.button(self.add_home(), "Switch to it")
        self.dashboard.wait_for_no_dialog()
        self.wait_for_rows_of(self.home)
        self.assertIn("Home", self.window.name)
        self.window.wait_for(tree.BUTTONS, "Profile: Home")

        running = self.home.an_id("running")
        self.dashboard.select(running)
        self.assertEqual(self.dashboard.enabled_actions(), set())
        self.assertIn("read-only", self.dashboard.buttons()["Pause"].description)

        self.menu("From the environment")
        self.wait_for_rows_of(self.work)
        self.assertNotIn("Home", self.window.name)
        self.dashboard.select(self.work.an_id("running"))
        self.assertIn("Pause", self.dashboard.enabled_actions())
        self.menu("Home")
        self.wait_for_rows_of(self.home)

        self.assertEqual(self.dashboard.quit(), 0, self.dashboard.err[-3000:])
        found = [str(path) for path in self.desktop.home.rglob("*")
                 if path.is_file() and self.home.key.encode() in path.read_bytes()]
        self.assertEqual(found, [], "the key is in no file")
        self.assertNotIn(self.home.key, self.dashboard.err)


if __name__ == "__main__":
    unittest.main()
