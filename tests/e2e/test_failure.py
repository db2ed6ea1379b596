# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A failed action opens one dialog that can be read and closed while the rest goes on; the row keeps a mark."""
import re
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.waiting import wait_until


class Failure(Scenario):
    def setUp(self):
        # The first pause fails, the second does not.
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7", "--faults", "500=1x1@pause")
        self.dashboard = self.start_dashboard(engine=self.engine)

    def test_dialog_can_be_read_and_closed(self):
        sandbox = self.engine.an_id("running")
        self.dashboard.select(sandbox)
        unmarked = self.dashboard.mark_of(sandbox)
        self.dashboard.press("Pause")
        dialog = self.dashboard.wait_for_dialog()
        self.assertFalse(dialog.has("modal"), "the rest of the window must stay usable")

        text = "\n".join(dialog.texts())
        self.assertIn(sandbox, text)
        self.assertRegex(text, r"(?i)pause", "the headline says what was wanted")
        details = next((b for b in dialog.all(tree.BUTTONS) if "Details" in b.name), None)
        if details is not None and "500" not in text:
            details.press()
        wait_until(lambda: re.search(r"\breq\w*[-_]\w+|\b[0-9a-f]{8}-[0-9a-f]{4}-", "\n".join(dialog.texts())),
                   lambda: f"the request id can be read in\n{dialog.dump()}")
        self.assertIn("500", "\n".join(dialog.texts()), "the HTTP status is in the details")
        self.assertEqual(self.engine.status_of(sandbox), "running")

        # Not modal: another row can be chosen behind it.
        other = self.engine.an_id("stopped")
        self.dashboard.select(other)
        wait_until(lambda: self.dashboard.enabled_actions() == {"Start", "Delete"}, "the window behind goes on")

        dialog.wait_for(tree.BUTTONS, "Close").press()
        self.dashboard.wait_for_no_dialog()
        self.assertNotEqual(self.dashboard.mark_of(sandbox), unmarked, "the row keeps a mark")

        self.dashboard.select(sandbox)
        self.dashboard.press("Pause")
        self.dashboard.wait_for_state(sandbox, "Paused")
        self.assertEqual(self.dashboard.dialogs(), [])


if __name__ == "__main__":
    unittest.main()
