# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What expires soon is told of in the window and by the desktop, and can be extended in every way."""
import re
import unittest
from datetime import datetime, timezone

from driver import tree
from driver.notifications import NotificationService
from driver.scenario import Scenario, binary
from driver.waiting import wait_until


class Expiry(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "8", "--seed", "3")
        for row in self.rows():
            self.set_left(row["id"], 3 * 86400)

    def rows(self):
        return self.engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"]

    def set_left(self, sandbox, seconds):
        """Another client at work: this many seconds from now. Those in error have their end for good."""
        return self.engine.call("PUT", f"/v1/sandboxes/{sandbox}/timeout", {"timeout_seconds": seconds})[0]

    def left(self, sandbox):
        end = datetime.fromisoformat(self.engine.sandbox(sandbox)["expires_at"].replace("Z", "+00:00"))
        return (end - datetime.now(timezone.utc)).total_seconds()

    def some(self, count):
        """Sandboxes that can be extended."""
        return [row["id"] for row in self.rows() if row["status"] in ("running", "stopped", "paused")][:count]

    def wait_for_words(self, dashboard, words):
        """Wait until something outside of the table says WORDS."""
        wait_until(lambda: any(re.search(words, element.text) for element in dashboard.window.walk(hidden=False)),
                   lambda: f"the window says {words!r}\n{dashboard.window.dump()}")

    def test_strip_extends_all_by_an_hour(self):
        soon = self.some(3)
        for sandbox in soon:
            self.assertEqual(self.set_left(sandbox, 240), 200)
        dashboard = self.start_dashboard(engine=self.engine)
        self.wait_for_words(dashboard, r"^3 sandboxes expire within 5 min$")
        dashboard.window.wait_for(tree.BUTTONS, "Show").press()
        wait_until(lambda: dashboard.table.selected() == [0, 1, 2], lambda: f"selected: {dashboard.table.selected()}")
        self.assertEqual(set(dashboard.ids()[:3]), set(soon), "soonest first")
        dashboard.window.wait_for(tree.BUTTONS, "Extend all by 1 h").press()
        for sandbox in soon:
            # Remaining and extra: the engine counts from now, as the API does.
            wait_until(lambda sandbox=sandbox: self.left(sandbox) > 3600 + 180,
                       lambda sandbox=sandbox: f"{sandbox} has {self.left(sandbox)} s")
            self.assertLess(self.left(sandbox), 3600 + 241)
        wait_until(lambda: dashboard.window.find(tree.BUTTONS, "Extend all by 1 h") is None, "the strip goes")

    def test_menu_extends_and_tells_the_new_end(self):
        sandbox = self.some(1)[0]
        self.set_left(sandbox, 1800)
        dashboard = self.start_dashboard(engine=self.engine)
        dashboard.select(sandbox)
        # Somebody else is quicker; an hour more is reckoned from what they set, whatever the row says.
        self.set_left(sandbox, 7200)
        dashboard.menu_entry("Extend by 1 h").press()
        self.wait_for_words(dashboard, rf"^{sandbox} lives until .+ \(in 3 h\)$")
        self.assertGreater(self.left(sandbox), 3 * 3600 - 60)
        self.assertLess(self.left(sandbox), 3 * 3600 + 1)

    def test_shortening_asks(self):
        sandbox = self.some(1)[0]
        dashboard = self.start_dashboard(engine=self.engine)
        dashboard.select(sandbox)
        self.set_left(sandbox, 600)
        wait_until(lambda: "min" in dashboard.table.text(dashboard.table.row_of("ID", sandbox), dashboard.table.columns().index("Time left")),
                   "the dashboard has seen the new end")
        dashboard.menu_entry("Extend to a Time…").press()
        dialog = dashboard.wait_for_dialog()
        self.assertIn(sandbox, "\n".join(dialog.texts()))
        # Meanwhile somebody gives it ten days: the time proposed would take most of them away.
        self.set_left(sandbox, 10 * 86400)
        dialog.wait_for(tree.BUTTONS, "Shorten…").press()
        # The innermost one: the dialog it belongs to stays open behind it.
        question = wait_until(lambda: ([None] + [d for d in dashboard.dialogs() if d.find(tree.BUTTONS, "Shorten")])[-1],
                              "the question comes")
        self.assertTrue(question.find(tree.BUTTONS, "Cancel").has("focused"), "Enter alone must not shorten anything")
        self.assertGreater(self.left(sandbox), 9 * 86400)
        question.find(tree.BUTTONS, "Shorten").press()
        wait_until(lambda: self.left(sandbox) < 7200, lambda: f"it has {self.left(sandbox)} s")
        self.assertGreater(self.left(sandbox), 3600)

    def test_the_end_itself(self):
        sandbox = self.some(1)[0]
        dashboard = self.start_dashboard(engine=self.engine)
        self.assertGreater(dashboard.table.row_count(), 0)
        self.set_left(sandbox, 20)
        self.wait_for_words(dashboard, rf"^{sandbox} expires within 1 min$")
        wait_until(lambda: dashboard.table.row_of("ID", sandbox) is None, "it goes")
        self.assertEqual(self.engine.call("GET", f"/v1/sandboxes/{sandbox}")[0], 404)

    def test_the_desktop_is_told_while_the_window_is_not_in_front(self):
        service = NotificationService(self.desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self.addCleanup(service.close)
        one, two = self.some(2)
        dashboard = self.start_dashboard(engine=self.engine)
        dashboard.select(one)
        # Without a window manager nobody gives it the focus; a second start does.
        account = self.desktop.environment(HOPX_API_KEY=self.engine.key, HOPX_BASE_URL=self.engine.url)
        again = self.start_program(binary("sandglass"), name="again", environment=account)
        self.assertEqual(again.wait(), 0, again.err)
        wait_until(lambda: dashboard.window.has("active"), "the window is in front")
        self.set_left(one, 200)
        self.wait_for_words(dashboard, rf"^{one} expires within 5 min$")
        self.assertEqual(service.shown, [], "whoever looks at the window need not be told")

        self.desktop.look_elsewhere()
        wait_until(lambda: not dashboard.window.has("active"), "the window is not in front")
        self.set_left(two, 100)
        wait_until(lambda: service.shown, "the desktop is told")
        number, _, title, text = service.shown[0]
        self.assertEqual(title, "2 sandboxes expire within 5 min")
        self.assertIn(two, text)
        service.click(number)
        wait_until(lambda: dashboard.table.selected() == [0, 1], lambda: f"both are shown: {dashboard.table.selected()}")
        self.set_left(one, 86400)
        self.set_left(two, 86400)
        wait_until(lambda: number in service.closed, "what is no longer true is taken back")


if __name__ == "__main__":
    unittest.main()
