# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help > Diagnostics and the Events panel: what the client did and why, seen before anything is saved."""
import os
import stat
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.table import Table
from driver.waiting import wait_until

TEXT_FIELDS = frozenset({"text", "entry"})


class Diagnostics(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7", "--faults", "500=1x1@pause")
        self.dashboard = self.start_dashboard(engine=self.engine)
        self.assertEqual(self.dashboard.table.row_count(), 12)

    def menu(self, name):
        self.dashboard.menu_entry(name).press()

    def lines(self):
        """Every event as its four texts."""
        events = Table(self.dashboard.window.wait_for(tree.TABLES, "Events"))
        return [[events.text(row, column) for column in range(4)] for row in range(events.row_count())]

    def wait_for_line(self, kind, what, why):
        """An event whose texts begin so."""
        def found():
            return next((line for line in self.lines() if line[1].startswith(kind) and line[2].startswith(what)
                         and why in line[3]), None)
        return wait_until(found, lambda: f"{kind}: {what}: {why} is among {self.lines()}")

    def open_diagnostics(self):
        self.menu("Diagnostics…")
        return wait_until(lambda: next((d for d in self.dashboard.dialogs() if d.name == "Diagnostics"), None),
                          lambda: f"the window opens\n{self.dashboard.app.dump()}")

    def test_events_say_what_and_why(self):
        sandbox = self.engine.an_id("running")
        self.dashboard.select(sandbox)
        self.menu("Events")
        self.wait_for_line("Connection", "Opened the connection to 127.0.0.1", "")
        self.wait_for_line("Reading", "Read the list for the first time", "12 sandboxes in")
        self.wait_for_line("Pace", "Reading every", "the usual interval")
        self.wait_for_line("Limit", "The key may send", "the server says so")
        self.dashboard.press("Pause")
        self.wait_for_line("Action", f"Pause {sandbox}", "was asked for")
        self.wait_for_line("Action, Problem", f"Pause {sandbox} failed", "")
        self.dashboard.wait_for_dialog().wait_for(tree.BUTTONS, "Close").press()
        self.dashboard.wait_for_no_dialog()
        self.dashboard.press("Pause")
        self.wait_for_line("Action", f"Pause {sandbox} is done", "the server shows it")

        self.engine.stop()
        self.wait_for_line("Reading, Problem", "Reading failed", "cannot be reached")
        self.wait_for_line("Pace, Warning", "Trying again in", "failure")

        kept = [self.dashboard.table.text(row, 1) for row in self.dashboard.table.selected()]
        self.assertEqual(kept, [sandbox], "the list was not disturbed")
        before = self.desktop.clipboard()
        self.dashboard.window.wait_for(TEXT_FIELDS, "Words in events").type("first time")
        wait_until(lambda: len(self.lines()) == 1, lambda: f"one event is shown: {self.lines()}")
        self.dashboard.window.wait_for(tree.BUTTONS, "Copy events").press()
        copied = wait_until(lambda: next(iter({self.desktop.clipboard()} - {before, ""}), None), "it is copied")
        self.assertRegex(copied, r"^\d\d:\d\d:\d\d Reading: Read the list for the first time: 12 sandboxes in \d+ ms$")
        self.dashboard.window.wait_for(tree.BUTTONS, "Close events").press()
        wait_until(lambda: self.dashboard.window.find(tree.TABLES, "Events") is None, "the panel closes")

    def test_the_bundle_is_what_was_shown(self):
        sandbox = self.engine.an_id("running")
        self.dashboard.select(sandbox)
        self.dashboard.press("Pause")
        self.dashboard.wait_for_dialog().wait_for(tree.BUTTONS, "Close").press()
        self.dashboard.wait_for_no_dialog()

        dialog = self.open_diagnostics()
        preview = dialog.wait_for(TEXT_FIELDS, "What will be saved")
        text = preview.text
        for part in ("# Sandglass diagnostics", "## Program", "- Qt: ", "- Platform: xcb", "## Connection", "## Request budget",
                     "## Last errors", "status 500", "## Events", "POST /v1/sandboxes/{id}/pause: 1 sent, 1 refused",
                     "Pause sandbox-"):
            self.assertIn(part, text)
        for secret in (self.engine.key.split(".", 1)[1], str(self.desktop.home)):
            self.assertNotIn(secret, text)
        for row in self.dashboard.ids():
            self.assertNotIn(row, text, "ids are words unless wished")

        path = self.desktop.folder / "bundle.md"
        dialog.wait_for(tree.BUTTONS, "Save…").press()
        chooser = wait_until(lambda: next((d for d in self.dashboard.dialogs() if d.find(TEXT_FIELDS, "File name:")), None),
                             "it asks where to")
        chooser.wait_for(TEXT_FIELDS, "File name:").type(str(path))
        chooser.wait_for(tree.BUTTONS, "Save").press()
        wait_until(path.exists, "the file is there")
        self.assertEqual(path.read_text(encoding="utf-8"), text, "to the letter")
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)

        dialog.wait_for({"check box"}, "Include the ids of sandboxes, templates and requests").press()
        wait_until(lambda: sandbox in preview.text, "ids come when ticked")
        self.assertNotIn(self.engine.key.split(".", 1)[1], preview.text)
        dialog.wait_for(tree.BUTTONS, "Close").press()
        self.dashboard.wait_for_no_dialog()


if __name__ == "__main__":
    unittest.main()
