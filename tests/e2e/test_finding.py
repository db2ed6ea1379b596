# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding: views in the sidebar, a search with tokens and completion, columns; and what is remembered of them."""
import unittest

from driver import tree
from driver.keyboard import Keyboard
from driver.scenario import Scenario
from driver.waiting import wait_until


class Finding(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "40", "--seed", "3")
        self.keys = Keyboard(self.desktop.env["DISPLAY"])
        self.addCleanup(self.keys.close)
        self.open()

    def open(self):
        self.dashboard = self.start_dashboard(engine=self.engine)
        self.window = self.dashboard.window
        self.table = self.dashboard.table

    def sandboxes(self):
        return self.engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"]

    def with_status(self, status):
        return {row["id"] for row in self.sandboxes() if row["status"] == status}

    @property
    def search(self):
        return self.window.wait_for({"text", "entry"}, "Filter")

    def views(self):
        """Names and counts of the views, as they are read out."""
        return [item.name for item in self.window.wait_for("list", "Views").children()]

    def view(self, name):
        return next(item for item in self.window.wait_for("list", "Views").children()
                    if item.name.split(", ")[0] == name)

    def wait_for_ids(self, wanted):
        wait_until(lambda: set(self.dashboard.ids()) == set(wanted),
                   lambda: f"the table shows {sorted(wanted)}; it shows {sorted(self.dashboard.ids())}")

    def wait_for_label(self, text):
        self.window.wait_for("label", text)

    def menu(self, name):
        entry = self.dashboard.menu_entry(name)
        wait_until(lambda: entry.has("enabled"), lambda: f"{name} is possible: {entry.description}")
        entry.press()

    def save_view(self, name):
        self.menu("Save Search as View…")
        dialog = self.dashboard.wait_for_dialog()
        dialog.wait_for({"text", "entry"}, "Name").type(name)
        dialog.wait_for(tree.BUTTONS, "Save").press()
        self.dashboard.wait_for_no_dialog()

    def test_views_show_what_they_say(self):
        running = self.with_status("running")
        built_in = ["All", "Running", "Paused", "Stopped", "Expiring soon", "Problems", "Deleted"]
        self.assertEqual([name.split(", ")[0] for name in self.views()], built_in)
        wait_until(lambda: f"Running, {len(running)}" in self.views(), lambda: f"the views count: {self.views()}")
        self.view("Running").press()
        self.wait_for_ids(running)
        self.assertEqual(self.search.text, "state:running")
        self.wait_for_label(f"{len(running)} of 40 shown")
        wait_until(lambda: self.view("Running").has("selected"), "the view is marked")
        # By its key, and by the menu.
        self.keys.click(self.search)
        wait_until(lambda: self.search.has("focused"), "the window is active")
        self.keys.press("ctrl+3")
        self.wait_for_ids(self.with_status("paused"))
        self.menu("Stopped")
        self.wait_for_ids(self.with_status("stopped"))
        # A search of one's own is no view, and the same search typed is.
        self.search.type("state:stopped region:eu")
        wait_until(lambda: not self.view("Stopped").has("selected"), "no view is marked")
        self.search.type("state:error")
        self.wait_for_ids(self.with_status("error"))
        self.search.type("state:paused")
        wait_until(lambda: self.view("Paused").has("selected"), "the view of that search is marked")

    def test_completion_by_keys_alone(self):
        self.keys.click(self.search)
        self.keys.type("sta", self.search)
        suggestions = self.window.wait_for("list", "Suggestions")
        self.assertEqual([item.name for item in suggestions.children()], ["state:, running, paused, stopped…"])
        self.keys.press("Tab")
        wait_until(lambda: self.search.text == "state:", lambda: f"Tab completes: {self.search.text!r}")
        self.keys.type("pa", self.search)
        self.keys.press("Return")
        wait_until(lambda: self.search.text == "state:paused", lambda: f"Enter completes: {self.search.text!r}")
        self.wait_for_ids(self.with_status("paused"))
        # Escape: first the suggestions, then the search.
        self.keys.type(" -reg", self.search)
        self.window.wait_for("list", "Suggestions")
        self.keys.press("Escape")
        wait_until(lambda: not self.window.find("list", "Suggestions"), "Escape closes the suggestions")
        self.assertEqual(self.search.text, "state:paused -reg")
        self.keys.press("Escape")
        wait_until(lambda: self.search.text == "", "Escape empties the search")

    def test_what_is_wrong_is_said(self):
        self.search.type("eu colour:red")
        wait_until(lambda: "“colour:” is not known" in self.search.description,
                   lambda: f"the field says what is wrong; it says {self.search.description!r}")
        self.assertTrue(any("“colour:” is not known" in label.name for label in self.window.all("label")))
        self.search.type("eu")
        wait_until(lambda: "not known" not in self.search.description, "and no longer when it is right")

    def test_views_of_ones_own_are_remembered(self):
        self.search.type("state:running region:eu")
        wanted = {row["id"] for row in self.sandboxes() if row["status"] == "running" and "eu" in row["region"]}
        self.wait_for_ids(wanted)
        self.save_view("EU at work")
        wait_until(lambda: f"EU at work, {len(wanted)}" in self.views(), lambda: f"the view is there: {self.views()}")
        self.search.type("template:base")
        self.save_view("Base")
        self.view("Base").press()
        self.menu("Move View Up")
        wait_until(lambda: [n.split(", ")[0] for n in self.views()][-2:] == ["Base", "EU at work"],
                   lambda: f"it moves: {self.views()}")
        self.menu("Move Column Right")
        columns = self.visual_columns()
        self.assertNotEqual(columns, sorted(columns))
        self.assertEqual(self.dashboard.quit(), 0)

        self.open()
        self.assertEqual([n.split(", ")[0] for n in self.views()][-2:], ["Base", "EU at work"])
        wait_until(lambda: self.search.text == "template:base", lambda: f"the last view is shown: {self.search.text!r}")
        self.assertEqual(self.visual_columns(), columns)
        self.view("EU at work").press()
        self.wait_for_ids(wanted)
        # Deleted, and taken back.
        self.menu("Delete View")
        wait_until(lambda: not any(n.startswith("EU at work") for n in self.views()), "the view goes")
        self.window.wait_for(tree.BUTTONS, "Undo deleting the view").press()
        wait_until(lambda: any(n.startswith("EU at work") for n in self.views()), "the view is back")

    def visual_columns(self):
        """The columns by where they are on the screen."""
        cells = [self.table.cell(0, column) for column in range(len(self.table.columns()))]
        places = [cell.get_component_iface().get_extents(0).x for cell in cells]
        return sorted(range(len(places)), key=lambda column: places[column])

    def test_the_sidebar_gives_its_place_away(self):
        self.menu("Sidebar")
        wait_until(lambda: not self.window.find("list", "Views"), "the sidebar is gone")
        paused = self.with_status("paused")
        chip = self.window.wait_for("check box", f"Paused, {len(paused)}")
        chip.press()
        self.wait_for_ids(paused)
        self.assertEqual(self.search.text, "state:paused")
        self.menu("Sidebar")
        wait_until(lambda: self.view("Paused").has("selected"), "the sidebar agrees with the chips")


if __name__ == "__main__":
    unittest.main()
