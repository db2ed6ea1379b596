# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The key appears nowhere: not in files, logs, titles, texts, the process list or what is copied."""
import subprocess
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.waiting import wait_until


class Secrets(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7", "--faults", "500=1x1@pause")
        self.secret = self.engine.key.split(".", 1)[1]
        self.assertGreater(len(self.secret), 20)
        self.copied = []

    def copy(self, dialog, button):
        before = self.desktop.clipboard()
        dialog.wait_for(tree.BUTTONS, button).press()
        text = wait_until(lambda: next(iter({self.desktop.clipboard()} - {before, ""}), None), f"{button} copies something")
        self.copied.append(text)
        return text

    def files_with(self, needle):
        """Every file below the desktop's folder that holds it, but for the engine's own output."""
        return [str(path) for path in self.desktop.folder.rglob("*") if path.is_file()
                and not path.is_relative_to(self.desktop.folder / "engine") and needle in path.read_bytes()]

    def test_key_never_appears(self):
        dashboard = self.start_dashboard(engine=self.engine)
        sandbox = self.engine.an_id("running")
        dashboard.select(sandbox)
        dashboard.press("Pause")
        dialog = dashboard.wait_for_dialog()
        report = self.copy(dialog, "Copy report")
        curl = self.copy(dialog, "Copy as curl")
        self.assertIn(sandbox, report)
        self.assertTrue(curl.startswith("curl "), curl)
        self.assertIn("$HOPX_API_KEY", curl)
        texts = dashboard.app.texts()
        processes = subprocess.run(["ps", "-eo", "args", "-ww"], capture_output=True, text=True, check=True).stdout
        self.assertIn(str(dashboard.command[0]), processes)
        dialog.wait_for(tree.BUTTONS, "Close").press()
        dashboard.wait_for_no_dialog()

        dashboard.press("Pause")
        dashboard.wait_for_state(sandbox, "Paused")
        self.assertEqual(dashboard.quit(), 0, dashboard.err[-4000:])

        # Each place was really looked at: there is something in it, and the secret is what would be found.
        self.assertIn(self.secret, self.engine.out)
        self.assertIn("hopx.", dashboard.err, "full logging is on")
        self.assertTrue(self.files_with(b"sandglass"), "files were searched")
        places = {"copied text": "\n".join(self.copied), "window and dialog texts": "\n".join(texts),
                  "process list": processes, "standard output": dashboard.out, "standard error": dashboard.err}
        for place, text in places.items():
            self.assertNotIn(self.secret, text, place)
        self.assertEqual(self.files_with(self.secret.encode()), [])


if __name__ == "__main__":
    unittest.main()
