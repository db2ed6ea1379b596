# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop is told what ended while nobody looked, merged; the tray counts, repeats, and keeps the program."""
import unittest

from driver import tree
from driver.desktop import leaks_left_to
from driver.notifications import NotificationService
from driver.scenario import Scenario
from driver.tray import TrayService
from driver.waiting import wait_until


class Notifications(Scenario):
    def setUp(self):
        self.engine = self.start_calm_engine("--latency", "2")

    def start_calm_engine(self, *arguments):
        """One where nothing expires while a test runs."""
        engine = self.start_engine("--sandboxes", "30", "--seed", "5", *arguments)
        for row in engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"]:
            engine.call("PUT", f"/v1/sandboxes/{row['id']}/timeout", {"timeout_seconds": 3 * 86400})
        return engine

    def confirm_and_look_elsewhere(self, dashboard, button):
        """Press the plan's button; without a window manager no window of ours gets the focus back after that."""
        window = dashboard.window
        dashboard.wait_for_dialog().wait_for(tree.BUTTONS, button).press()
        self.desktop.look_elsewhere()
        wait_until(lambda: not window.has("active"), "the window is not in front")

    def serve(self, service):
        served = service(self.desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self.addCleanup(served.close)
        return served

    def of_status(self, status, count):
        rows = self.engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"]
        return [row["id"] for row in rows if row["status"] == status][:count]

    def is_gone(self, dashboard):
        """Whether no window of it can be seen."""
        return not any(window.has("showing") for window in dashboard.app.all("frame"))

    def test_a_run_that_ends_unseen_is_one_notification(self):
        service = self.serve(NotificationService)
        dashboard = self.start_dashboard(engine=self.engine)
        ids = self.of_status("running", 6)
        dashboard.select_all_of(ids)
        dashboard.press("Pause")
        self.confirm_and_look_elsewhere(dashboard, "Pause 6 sandboxes")
        for sandbox in ids:
            dashboard.wait_for_state(sandbox, "Paused")
        wait_until(lambda: service.shown, "the desktop is told")
        self.assertEqual(service.titles(), ["6 of 6 paused"])
        number = service.shown[0][0]
        dashboard.select(self.of_status("stopped", 1)[0])
        service.click(number)
        wait_until(lambda: sorted(dashboard.table.text(row, dashboard.table.columns().index("ID"))
                                  for row in dashboard.table.selected()) == sorted(ids),
                   lambda: f"they are shown: {dashboard.table.selected()}")
        wait_until(lambda: number in service.closed, "what was seen is taken back")
        self.assertEqual(len(service.shown), 1)

    def test_failures_are_one_notification(self):
        service = self.serve(NotificationService)
        # Late enough for the test to look away first.
        engine = self.start_calm_engine("--faults", "500=1x3@pause", "--latency-http", "500ms", "--log-requests")
        dashboard = self.start_dashboard(engine=engine)
        ids = [row["id"] for row in engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"] if row["status"] == "running"][:3]
        unmarked = {sandbox: dashboard.mark_of(sandbox) for sandbox in ids}
        dashboard.select_all_of(ids)
        dashboard.press("Pause")
        self.confirm_and_look_elsewhere(dashboard, "Pause 3 sandboxes")
        wait_until(lambda: service.shown, "the desktop is told")
        for sandbox in ids:
            dashboard.wait_for_state(sandbox, "Running")
            self.assertNotEqual(dashboard.mark_of(sandbox), unmarked[sandbox], "it failed")
        # Whoever tells three things tells the last of them by now.
        lists = engine.err.count("GET /v1/sandboxes\n")
        wait_until(lambda: engine.err.count("GET /v1/sandboxes\n") >= lists + 2, "the list is read again")
        self.assertEqual(len(service.shown), 1, service.shown)
        _, _, title, text = service.shown[0]
        self.assertRegex(title, r"(?i)paus")
        self.assertIn("3", title)
        self.assertTrue(text)

    TRAY = {"LSAN_OPTIONS": leaks_left_to("tray")}

    def test_the_tray_counts_and_repeats(self):
        tray = self.serve(TrayService)
        dashboard = self.start_dashboard(engine=self.engine, **self.TRAY)
        wait_until(lambda: tray.icons, "it has an icon")
        running = len(self.of_status("running", 100))
        wait_until(lambda: f"{running} running" in tray.labels(), lambda: f"it counts: {tray.labels()}")
        self.assertIn(f"{running} running", tray.tool_tip())
        tray.choose(f"{running} running")
        wait_until(lambda: dashboard.table.row_count() == running, lambda: f"those are shown: {dashboard.table.row_count()}")
        one = self.of_status("running", 1)[0]
        dashboard.select(one)
        dashboard.press("Pause")
        wait_until(lambda: f"{running - 1} running" in tray.labels(), lambda: f"it counts on: {tray.labels()}")
        wait_until(lambda: any(label.startswith(f"Pause {one} – ") and not enabled for _, label, enabled in tray.menu()),
                   lambda: f"it says why not: {tray.menu()}")
        # Somebody else resumes it; then the tray can pause it again.
        self.engine.call("POST", f"/v1/sandboxes/{one}/resume")
        tray.choose(f"Pause {one}")
        wait_until(lambda: self.engine.sandbox(one)["status"] == "paused", "it was done")
        plain = tray.picture()
        self.engine.call("PUT", f"/v1/sandboxes/{self.of_status('running', 1)[0]}/timeout", {"timeout_seconds": 200})
        wait_until(lambda: "expires within 5 min" in tray.tool_tip(), lambda: f"it warns: {tray.tool_tip()}")
        self.assertNotEqual(tray.picture(), plain)

    def test_closing_to_the_tray_asks_once(self):
        tray = self.serve(TrayService)
        dashboard = self.start_dashboard(engine=self.engine, **self.TRAY)
        self.assertGreater(dashboard.table.row_count(), 0)
        wait_until(lambda: tray.icons, "it has an icon")
        self.desktop.close_window()
        question = dashboard.wait_for_dialog()
        self.assertIn("Keep Sandglass running in the tray?", "\n".join(question.texts()))
        question.wait_for(tree.BUTTONS, "Keep in the tray").press()
        wait_until(lambda: self.is_gone(dashboard), "the window goes")
        self.assertTrue(dashboard.is_running())
        tray.click()
        wait_until(lambda: not self.is_gone(dashboard), "the window is back")
        self.desktop.close_window()
        wait_until(lambda: self.is_gone(dashboard), "no second question")
        self.assertEqual(dashboard.dialogs(), [])
        tray.choose("Quit")
        self.assertEqual(dashboard.wait(), 0, dashboard.err)

    def test_without_a_tray_closing_quits(self):
        dashboard = self.start_dashboard(engine=self.engine)
        self.assertGreater(dashboard.table.row_count(), 0)
        self.desktop.close_window()
        self.assertEqual(dashboard.wait(), 0, dashboard.err)


if __name__ == "__main__":
    unittest.main()
