# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Delete asks, waits, can be taken back, and in the end the engine knows the sandbox no more."""
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.waiting import wait_until


class Delete(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")
        self.dashboard = self.start_dashboard(engine=self.engine)

    def schedule(self, sandbox):
        """Confirmed, so that its row counts down."""
        self.dashboard.select(sandbox)
        self.dashboard.press("Delete")
        question = self.dashboard.wait_for_dialog()
        self.assertIn(sandbox, "\n".join(question.texts()), "the question names the sandbox")
        self.assertIn("with all its files, for good", "\n".join(question.texts()))
        self.assertTrue(question.find(tree.BUTTONS, "Cancel").has("focused"), "Enter alone must not delete anything")
        question.wait_for(tree.BUTTONS, "Delete sandbox").press()
        self.dashboard.wait_for_no_dialog()
        self.dashboard.wait_for_state(sandbox, "Deleting in")

    def test_undo_keeps_it_and_waiting_deletes_it(self):
        sandbox = self.engine.an_id("stopped")
        self.schedule(sandbox)
        self.dashboard.window.wait_for(tree.BUTTONS, "Undo").press()
        self.dashboard.wait_for_state(sandbox, "Stopped")
        self.assertEqual(self.engine.status_of(sandbox), "stopped")

        self.schedule(sandbox)
        self.assertEqual(self.engine.status_of(sandbox), "stopped", "nothing is sent before the time")
        wait_until(lambda: self.dashboard.state_of(sandbox) is None,
                   lambda: f"the row goes; it says {self.dashboard.state_of(sandbox)!r}")
        self.assertEqual(self.engine.call("GET", f"/v1/sandboxes/{sandbox}")[0], 404)
        self.look_at_the_deleted({sandbox: "Deleted"})

    def test_what_others_delete_is_kept_too(self):
        sandbox, other = self.engine.an_id("running"), self.engine.an_id("stopped")
        self.dashboard.wait_for_state(sandbox, "Running")
        self.assertEqual(self.engine.call("DELETE", f"/v1/sandboxes/{sandbox}")[0] // 100, 2)
        wait_until(lambda: self.dashboard.state_of(sandbox) is None, "the row goes")
        self.look_at_the_deleted({sandbox: "Gone"})
        # It is no sandbox any more: nothing can be done to it, and every button says why and what to do instead.
        self.dashboard.select(sandbox)
        wait_until(lambda: not self.dashboard.enabled_actions(), "no action is possible")
        for name, button in self.dashboard.buttons().items():
            self.assertIn("create another like it", button.description, name)
        self.show_view("All")
        wait_until(lambda: self.dashboard.state_of(other) is not None, "the others are back")
        self.assertIsNone(self.dashboard.state_of(sandbox))

        self.show_view("Deleted")
        wait_until(lambda: self.dashboard.ids() == [sandbox], "it is kept")
        self.dashboard.menu_entry("Clear Deleted").press()
        self.dashboard.window.wait_for("label", "Nothing was deleted")

    def show_view(self, name):
        self.dashboard.menu_entry(name).press()

    def look_at_the_deleted(self, states):
        """The view of what went holds just these."""
        self.show_view("Deleted")
        wait_until(lambda: {i: self.dashboard.state_of(i) for i in self.dashboard.ids()} == states,
                   lambda: f"the deleted ones are {states}; they are {self.dashboard.ids()}")

    def test_quitting_asks(self):
        sandbox = self.engine.an_id("running")
        self.schedule(sandbox)
        self.dashboard.menu_entry("Quit").press()
        question = self.dashboard.wait_for_dialog()
        self.assertTrue(question.find(tree.BUTTONS, "Cancel").has("focused"))
        question.wait_for(tree.BUTTONS, "Keep it").press()
        self.assertEqual(self.dashboard.wait(), 0)
        self.assertEqual(self.engine.status_of(sandbox), "running")

    def test_quitting_deletes_first_when_told_so(self):
        sandbox = self.engine.an_id("running")
        self.schedule(sandbox)
        self.dashboard.menu_entry("Quit").press()
        self.dashboard.wait_for_dialog().wait_for(tree.BUTTONS, "Delete now").press()
        self.assertEqual(self.dashboard.wait(), 0)
        self.assertEqual(self.engine.call("GET", f"/v1/sandboxes/{sandbox}")[0], 404)


if __name__ == "__main__":
    unittest.main()
