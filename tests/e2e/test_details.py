# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The details beside the list: everything about one sandbox, read by plain GETs; sums of several; the last error."""
import json
import re
import unittest

from gi.repository import Atspi

from driver import tree
from driver.recorder import Recorder
from driver.scenario import Scenario
from driver.waiting import wait_until

SECRET = "hushhushhushhush"


def as_hopx_answers(_method, path, answer):
    """A host of the real form, a token that must not be shown, and a field this version does not know."""
    for row in answer.get("data") or [answer] if path.startswith("/v1/sandboxes") else []:
        row["public_host"] = f"https://7777-{row.get('id')}.eu-1001.vms.hopx.dev"
    if re.fullmatch(r"/v1/sandboxes/[^/]+", path) and "id" in answer:
        answer["auth_token"] = SECRET
        answer["boot_ms"] = 1234
    return answer


class Details(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7", "--faults", "500=1x1@pause")
        self.recorder = Recorder(self.engine, as_hopx_answers)
        self.addCleanup(self.recorder.stop)
        # What the desktop would open is written down instead.
        self.opened = self.desktop.folder / "opened.txt"
        self.opened.unlink(missing_ok=True)
        programs = self.desktop.folder / "bin"
        programs.mkdir(exist_ok=True)
        browser = programs / "xdg-open"
        browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{self.opened}"\n', encoding="utf-8")
        browser.chmod(0o755)
        self.path = f"{programs}:{self.desktop.env['PATH']}"

    def start(self):
        return self.start_dashboard(engine=self.recorder, PATH=self.path)

    def value_of(self, dashboard, name):
        return dashboard.window.wait_for("text", name).text

    def open_details(self, dashboard):
        dashboard.window.wait_for(tree.BUTTONS | {"check box"}, "Details").press()
        dashboard.window.wait_for(tree.BUTTONS, "Close details")

    def copied_by(self, dashboard, button):
        before = self.desktop.clipboard()
        dashboard.window.wait_for(tree.BUTTONS, button).press()
        return wait_until(lambda: next(iter({self.desktop.clipboard()} - {before, ""}), None), f"{button} copies something")

    def test_everything_about_one_by_gets_alone(self):
        dashboard = self.start()
        sandbox = self.engine.an_id("paused")
        dashboard.select(sandbox)
        self.open_details(dashboard)
        wait_until(lambda: self.value_of(dashboard, "ID") == sandbox, "the id is there")
        real = self.engine.sandbox(sandbox)
        self.assertEqual(self.value_of(dashboard, "Region"), real["region"])
        self.assertEqual(self.value_of(dashboard, "vCPU"), str(real["resources"]["vcpu"]))
        wait_until(lambda: self.value_of(dashboard, "Host") == f"https://7777-{sandbox}.eu-1001.vms.hopx.dev", "the host is read")
        self.assertEqual(self.value_of(dashboard, "boot_ms"), "1234")
        self.assertRegex(self.value_of(dashboard, "Created"), r"^\w{3} \d+ \w{3} \d{4} \d\d:\d\d:\d\d UTC$")
        texts = dashboard.window.texts()
        self.assertTrue(any(re.fullmatch(r"(\d+ (s|min|h|d) ?)+ago", text) for text in texts), "and how long ago that is")
        self.assertTrue(any("Its host does not answer" in text or "its host does not answer" in text for text in texts))
        self.assertTrue(any("Goes on where it was paused" in text for text in texts), "what Resume would do")
        self.assertTrue(any("Pause" in text and "paused already" in text or text.startswith("This sandbox is paused")
                            for text in texts), "why Pause cannot be done")
        self.assertEqual(self.copied_by(dashboard, "Copy ID"), sandbox)

        # The preview's address follows the port; nothing can be opened while nothing answers.
        port = dashboard.window.wait_for("spin button", "Port")
        Atspi.Value.set_current_value(port.node, 8080)
        address = f"https://8080-{sandbox}.eu-1001.vms.hopx.dev/"
        wait_until(lambda: self.value_of(dashboard, "Preview address") == address, "the address has the port")
        self.assertEqual(self.copied_by(dashboard, "Copy preview address"), address)
        browser = dashboard.window.wait_for(tree.BUTTONS, "Open in browser")
        self.assertFalse(browser.has("enabled"))
        self.assertIn("paused", browser.description)

        # It is read again and again, and only read.
        path = f"/v1/sandboxes/{sandbox}"
        so_far = self.recorder.count("GET", path)
        wait_until(lambda: self.recorder.count("GET", path) >= so_far + 2, "it is read again")
        self.assertEqual({method for method, _ in self.recorder.requests}, {"GET"}, self.recorder.requests)
        self.assertEqual({path for _, path in self.recorder.requests if not re.fullmatch(r"/v1/sandboxes(/[^/]+)?", path)}, set())
        self.assertEqual(self.engine.status_of(sandbox), "paused")

        dashboard.window.wait_for("page tab", "JSON").press()
        copied = json.loads(self.copied_by(dashboard, "Copy JSON"))
        self.assertEqual(copied["id"], sandbox)
        self.assertNotIn(SECRET, json.dumps(copied))
        self.assertEqual(copied["auth_token"], "(removed)")
        shown = dashboard.window.wait_for("text", "Answer of the server").text
        self.assertIn('"boot_ms": 1234', shown)
        self.assertNotIn(SECRET, "\n".join(dashboard.window.texts()))

    def test_last_error_can_be_read_again(self):
        dashboard = self.start()
        sandbox = self.engine.an_id("running")
        dashboard.select(sandbox)
        self.open_details(dashboard)
        self.assertFalse(dashboard.menu_entry("Show Last Error").has("enabled"))
        dashboard.press("Pause")
        dialog = dashboard.wait_for_dialog()
        words = next((text for text in dialog.texts() if "The server says" in text), None)
        self.assertIsNotNone(words, f"the server's reason is in plain sight in\n{dialog.dump()}")
        dialog.wait_for(tree.BUTTONS, "Close").press()
        dashboard.wait_for_no_dialog()

        dashboard.window.wait_for(tree.BUTTONS, "Show report").press()
        again = dashboard.wait_for_dialog()
        self.assertIn(words, again.texts())
        again.wait_for(tree.BUTTONS, "Close").press()
        dashboard.wait_for_no_dialog()
        dashboard.menu_entry("Show Last Error").press()
        self.assertIn(words, dashboard.wait_for_dialog().texts())

    def test_several_and_the_way_there(self):
        dashboard = self.start()
        self.open_details(dashboard)
        count = dashboard.table.row_count()
        dashboard.menu_entry("Select All").press()
        dashboard.window.wait_for("label", f"{count} sandboxes selected")
        listed = self.engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"]
        running = sum(row["status"] == "running" for row in listed)
        dashboard.window.wait_for("label", f"Running: {running}")
        vcpu = sum(row["resources"]["vcpu"] for row in listed)
        self.assertEqual(self.value_of(dashboard, "vCPU"), str(vcpu))

        # Open or closed is remembered.
        self.assertEqual(dashboard.quit(), 0, dashboard.err[-3000:])
        again = self.start()
        again.window.wait_for(tree.BUTTONS, "Close details").press()
        wait_until(lambda: again.window.find(tree.BUTTONS, "Close details") is None, "the details close")
        self.assertEqual(again.quit(), 0, again.err[-3000:])
        third = self.start()
        self.assertGreater(third.table.row_count(), 0)
        self.assertIsNone(third.window.find(tree.BUTTONS, "Close details"))


if __name__ == "__main__":
    unittest.main()
