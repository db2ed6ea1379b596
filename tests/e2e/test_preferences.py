#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every choice of the preferences counts at once, bad ones are refused where they stand, no password reaches a file."""
import unittest
from pathlib import Path

from driver.keyboard import Keyboard
from driver.proxy import HOST, CompanyNetwork
from driver.scenario import Scenario
from driver.secrets import Secrets
from driver.waiting import wait_until

FIELDS = frozenset({"text", "entry", "password text"})
PASSWORD = "mellon-5peak-friend"


class Preferences(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")
        self.keys = Keyboard(self.desktop.env["DISPLAY"])
        self.addCleanup(self.keys.close)

    def open(self, dashboard, page):
        if not dashboard.dialogs():
            dashboard.menu_entry("Preferences…").press()
        dialog = dashboard.wait_for_dialog()
        pages = dialog.wait_for({"list"}, "Pages")
        self.keys.click(next(entry for entry in pages.children() if entry.name == page))
        wait_until(lambda: any(panel.has("showing") for panel in dialog.all({"filler", "panel"}, page)),
                   lambda: f"the page {page} is shown\n{dialog.dump()}")
        return dialog

    def enter(self, dialog, name, text):
        """Into that field, and on to the next one."""
        field = wait_until(lambda: next((f for f in dialog.all(FIELDS, name) if f.has("enabled")), None),
                           lambda: f"there is a field {name}\n{dialog.dump()}")
        field.focus()
        wait_until(lambda: field.has("focused"), lambda: f"{name} has the focus")
        field.type(text)
        self.keys.press("End")
        # A key that changes nothing in the end, for only what a person types counts as typed.
        self.keys.press("space")
        self.keys.press("BackSpace")
        self.keys.press("Tab")
        return field

    def test_reading_interval(self):
        dashboard = self.start_dashboard(engine=self.engine)
        self.assertEqual(dashboard.table.row_count(), 12)
        dialog = self.open(dashboard, "Reading")
        box = dialog.wait_for({"spin button"}, "Read the list every")
        self.keys.click(box)
        wait_until(lambda: box.has("focused"), "the interval has the focus")
        for key in ("ctrl+a", "1", "Tab"):
            self.keys.press(key)
        dialog.wait_to_say("Choose from 2 to 300 seconds.")
        self.assertIn("Choose from 2 to 300", box.description)
        self.keys.click(box)
        for key in ("ctrl+a", "2", "0", "Tab"):
            self.keys.press(key)
        dialog.wait_to_say("the next one follows after 2")  # 20 to 22 s, with what keeps dashboards out of step
        wait_until(lambda: not box.description, "nothing is wrong any more")

    def test_network(self):
        network = CompanyNetwork(self.desktop.folder / "company", int(self.engine.url.rsplit(":", 1)[1]), "frodo", PASSWORD)
        self.addCleanup(network.close)
        dashboard = self.start_dashboard(HOPX_API_KEY=self.engine.key, HOPX_BASE_URL=f"https://{HOST}")
        dashboard.window.wait_to_say(f"{HOST} cannot be reached")

        dialog = self.open(dashboard, "Network")
        dialog.wait_for({"radio button"}, "This proxy:").press()
        dialog.wait_to_say("Not complete yet.")
        self.enter(dialog, "Proxy host", "127.0.0.1")
        port = self.enter(dialog, "Proxy port", "70000")
        dialog.wait_to_say("A port is a number from 1 to 65535.")
        self.assertIn("A port is a number", port.description)
        self.assertEqual(port.text, "70000")
        self.assertEqual(network.refused, 0)
        self.enter(dialog, "Proxy port", str(network.port))
        dialog.wait_to_say(f"In use: 127.0.0.1:{network.port}.")
        dashboard.window.wait_to_say("asks for a user name and a password")
        self.assertEqual(network.tunnels, [])

        path = self.enter(dialog, "File of extra certificate authorities", "/etc/hostname")
        dialog.wait_to_say("There is no certificate in this file.")
        self.assertIn("no certificate", path.description)
        self.enter(dialog, "File of extra certificate authorities", str(network.authority))
        dialog.wait_to_say("Company Root")

        self.enter(dialog, "User name for the proxy", "frodo")
        # Last, for where there is a secret store, it may now ask a person for a password of its own.
        self.enter(dialog, "Password for the proxy", PASSWORD)
        self.assertEqual(dashboard.table.row_count(), 12)
        self.assertEqual(set(network.tunnels), {f"{HOST}:443"})
        dialog.wait_to_say("until Sandglass quits")
        self.assertEqual(dashboard.quit(), 0, dashboard.err[-3000:])
        secrets = Secrets(password=PASSWORD, login=f"frodo:{PASSWORD}")
        self.assertEqual(secrets.files_below(self.desktop.folder, without=[self.desktop.folder / "engine"]), [])
        settings = next(self.desktop.home.rglob("sandglass.ini")).read_text(encoding="utf-8")
        self.assertIn("proxyHost=127.0.0.1", settings)

    def test_start(self):
        entry = self.desktop.home / "config" / "autostart" / "dev.sandglass.Sandglass.desktop"
        dashboard = self.start_dashboard("--demo", "12")
        dashboard.table.row_count()
        dialog = self.open(dashboard, "Start-up")
        box = dialog.wait_for({"check box"}, "Start Sandglass when I log in")
        box.press()
        wait_until(entry.exists, "the desktop is told")
        self.assertIn(f'Exec="{Path(dashboard.command[0]).resolve()}"', entry.read_text(encoding="utf-8"))
        box.press()
        wait_until(lambda: not entry.exists(), "the desktop is told otherwise")


if __name__ == "__main__":
    unittest.main()
