# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Out of the window: the shown rows as files, and what can be done as text that really does it elsewhere."""
import csv
import json
import os
import subprocess
import sys
import unittest

from driver import tree
from driver.keyboard import Keyboard
from driver.scenario import Scenario, binary
from driver.waiting import wait_until

TEXT_FIELDS = frozenset({"text", "entry"})


class Export(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")
        self.dashboard = self.start_dashboard(engine=self.engine)
        self.assertEqual(self.dashboard.table.row_count(), 12)
        self.keys = Keyboard(self.desktop.env["DISPLAY"])
        self.addCleanup(self.keys.close)

    def menu(self, name):
        self.dashboard.menu_entry(name).press()

    def export_to(self, path):
        self.menu("Export…")
        dialog = self.dashboard.wait_for_dialog()
        dialog.wait_for(TEXT_FIELDS, "File name:").type(str(path))
        dialog.wait_for(tree.BUTTONS, "Save").press()

    def test_csv_is_what_is_shown(self):
        self.dashboard.window.wait_for(TEXT_FIELDS, "Filter").type("state:running")
        wait_until(lambda: set(self.dashboard.table.column("State")) == {"Running"}, "only running ones are shown")
        shown = self.dashboard.ids()
        path = self.desktop.folder / "rows.csv"
        self.export_to(path)
        wait_until(path.exists, "the file is there")
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["id"] for row in rows], shown)
        self.assertEqual({row["status"] for row in rows}, {"running"})
        self.assertNotIn(self.engine.key, path.read_text(encoding="utf-8"))

    def test_replacing_asks(self):
        path = self.desktop.folder / "rows.json"
        path.write_text("precious", encoding="utf-8")
        self.export_to(path)
        question = wait_until(lambda: next((d for d in self.dashboard.dialogs() if d.find(tree.BUTTONS, "Replace")), None),
                              lambda: f"it asks\n{self.dashboard.app.dump()}")
        self.assertTrue(question.find(tree.BUTTONS, "Cancel").has("focused"), "Enter alone replaces nothing")
        self.assertEqual(path.read_text(encoding="utf-8"), "precious")
        question.wait_for(tree.BUTTONS, "Replace").press()
        wait_until(lambda: path.read_text(encoding="utf-8") != "precious", "it is replaced")
        document = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual([row["id"] for row in document["sandboxes"]], self.dashboard.ids())

    def copy_as(self, language, what):
        """The text the dialog gives for the choice that begins with WHAT."""
        self.menu(f"{language}…")
        dialog = self.dashboard.wait_for_dialog()
        dialog.wait_for(tree.MENU_ITEMS | {"list item"}, what, showing=False)
        choice = next(iter(dialog.all({"combo box"})))  # its name is what is chosen
        # Qt offers no choosing in a combo box, so by keys.
        names = [item.name for item in choice.walk() if item.role in ("list item", "menu item")]
        self.keys.click(dialog.wait_for(TEXT_FIELDS, "Text to copy"))
        for _ in range(2):  # over the languages
            self.keys.press("shift+Tab")
        wait_until(lambda: choice.has("focused"), "the choice has the focus")
        for key in ["Home", *["Down"] * names.index(what)]:
            self.keys.press(key)
        wait_until(lambda: choice.name == what, lambda: f"{choice.name!r} becomes {what!r}")
        field = dialog.wait_for(TEXT_FIELDS, "Text to copy")
        wait_until(lambda: field.text, "there is text")
        dialog.wait_for(tree.BUTTONS, "Copy").press()
        copied = field.text
        wait_until(lambda: self.desktop.clipboard() == copied, lambda: f"it was copied; there is {self.desktop.clipboard()!r}")
        dialog.wait_for(tree.BUTTONS, "Close").press()
        self.dashboard.wait_for_no_dialog()
        self.assertNotIn(self.engine.key, copied)
        return copied

    def environment(self):
        path = os.pathsep.join([str(binary("sandglass").parent), os.environ["PATH"]])
        return self.desktop.environment(HOPX_API_KEY=self.engine.key, PATH=path)

    def run_as(self, *command):
        subprocess.run(command, env=self.environment(), check=True, timeout=60, capture_output=True)

    def test_copied_text_does_what_it_says(self):
        sandbox = self.engine.an_id("running")
        self.dashboard.select(sandbox)
        self.run_as("sh", "-c", self.copy_as("curl", f"Pause {sandbox}"))
        wait_until(lambda: self.engine.status_of(sandbox) == "paused", "it is paused")
        self.run_as("sh", "-c", self.copy_as("Sandglass", f"Stop {sandbox}"))
        wait_until(lambda: self.engine.status_of(sandbox) == "stopped", "it is stopped")
        self.run_as(sys.executable, "-c", self.copy_as("Python", f"Start {sandbox}"))
        wait_until(lambda: self.engine.status_of(sandbox) == "running", "it runs again")
        script = self.desktop.folder / "stop.mjs"
        script.write_text(self.copy_as("JavaScript", f"Stop {sandbox}"), encoding="utf-8")
        self.run_as("node", script)
        wait_until(lambda: self.engine.status_of(sandbox) == "stopped", "it is stopped again")


if __name__ == "__main__":
    unittest.main()
