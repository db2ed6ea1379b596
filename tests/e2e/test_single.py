# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second start raises the window that is open, and shows the sandbox it names."""
import signal
import stat
import unittest
from pathlib import Path

from driver import tree
from driver.scenario import Scenario, binary
from driver.waiting import wait_until


class Single(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")
        self.dashboard = self.start_dashboard(engine=self.engine)
        self.assertEqual(self.dashboard.table.row_count(), 12)

    def start_again(self, *arguments, **environment):
        return self.start_program(binary("sandglass"), *arguments, name="again", environment=self.desktop.environment(**environment))

    def selected(self):
        column = self.dashboard.table.columns().index("ID")
        return [self.dashboard.table.text(row, column) for row in self.dashboard.table.selected()]

    def same(self):
        return {"HOPX_API_KEY": self.engine.key, "HOPX_BASE_URL": self.engine.url}

    def test_a_plain_second_start_ends_at_once(self):
        second = self.start_again()
        self.assertEqual(second.wait(), 0, second.err)
        self.assertTrue(self.dashboard.is_running())

    def test_select_shows_the_sandbox(self):
        sandbox = self.engine.an_id("paused")
        second = self.start_again("--select", sandbox, **self.same())
        self.assertEqual(second.wait(), 0, second.err)
        wait_until(lambda: self.selected() == [sandbox], lambda: f"it is selected: {self.selected()}")

    def test_select_of_an_unknown_one_says_so(self):
        self.assertEqual(self.start_again("--select", "nobody").wait(), 0)
        self.dashboard.window.wait_to_say("There is no sandbox nobody here")
        for button in self.dashboard.window.all(tree.BUTTONS):  # other strips have one too
            if button.name == "Dismiss":
                button.press()
        wait_until(lambda: "There is no sandbox nobody here" not in
                   [e.text for e in self.dashboard.window.walk() if e.has("showing")], "it can be closed")

    def test_select_at_the_first_start(self):
        sandbox = self.engine.an_id("stopped")
        self.dashboard.stop()
        self.dashboard = self.start_dashboard("--select", sandbox, engine=self.engine)
        self.assertEqual(self.dashboard.table.row_count(), 12)
        wait_until(lambda: self.selected() == [sandbox], lambda: f"it is selected: {self.selected()}")

    def test_another_account_gets_a_window_of_its_own(self):
        other = self.start_engine("--sandboxes", "3")
        second = self.start_dashboard(engine=other)
        self.assertEqual(second.table.row_count(), 3)
        self.assertTrue(self.dashboard.is_running())

    def test_demo_and_new_window_get_one_too(self):
        self.assertEqual(self.start_dashboard("--demo", "4").table.row_count(), 4)
        self.assertEqual(self.start_dashboard("--new-window", engine=self.engine).table.row_count(), 12)

    def test_only_the_user_can_reach_it(self):
        folder = Path(self.desktop.env["XDG_RUNTIME_DIR"]) / "sandglass"
        self.assertEqual(stat.S_IMODE(folder.stat().st_mode), 0o700)
        sockets = list(folder.glob("*.sock"))
        self.assertEqual([path.name for path in sockets], [f"{self.dashboard.pid}.sock"])
        self.assertEqual(stat.S_IMODE(sockets[0].stat().st_mode) & 0o077, 0)
        self.assertEqual(self.dashboard.quit(), 0)
        self.assertEqual(list(folder.glob("*.sock")), [], "it cleans up")

    def test_a_crash_keeps_nobody_from_starting(self):
        self.dashboard.expected = -signal.SIGKILL
        self.dashboard.send_signal(signal.SIGKILL)
        self.dashboard.wait()
        again = self.start_dashboard(engine=self.engine)
        self.assertEqual(again.table.row_count(), 12)


if __name__ == "__main__":
    unittest.main()
