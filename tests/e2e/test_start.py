# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to start: the demo, a wrong command line, a settings file nobody can read."""
import unittest
from pathlib import Path

from driver.processes import Program
from driver.scenario import Scenario, binary


class Start(Scenario):
    def run_to_its_end(self, *arguments):
        program = Program([binary("sandglass"), *arguments], self.desktop.environment(), self.desktop.logs, "sandglass-once")
        self.addCleanup(program.stop)
        return program.wait(), program

    def test_demo_shows_24_sandboxes(self):
        dashboard = self.start_dashboard("--demo")
        self.assertEqual(dashboard.table.row_count(), 24)
        self.assertRegex("\n".join(dashboard.window.texts()), "(?i)demo", "it is marked as a demo")
        self.assertEqual(dashboard.stop(), 0)

    def test_without_key_and_arguments_it_is_the_demo(self):
        dashboard = self.start_dashboard()
        self.assertEqual(dashboard.table.row_count(), 24)
        self.assertRegex("\n".join(dashboard.window.texts()), "(?i)demo", "it is marked as a demo")

    def test_demo_takes_a_number(self):
        self.assertEqual(self.start_dashboard("--demo", "7").table.row_count(), 7)

    def test_wrong_flag(self):
        status, program = self.run_to_its_end("--no-such-flag")
        self.assertEqual(status, 2)
        self.assertIn("no-such-flag", program.err)
        self.assertIn("--help", program.err, "it says where to look")

    def test_wrong_values(self):
        for arguments in (("--demo", "many"), ("--base-url", "not a url"), ("--theme", "pink"),
                          ("--screenshot", "/tmp/x.png", "--size", "big")):
            with self.subTest(arguments=arguments):
                status, program = self.run_to_its_end(*arguments)
                self.assertEqual(status, 2, program.err)
                self.assertIn(arguments[-1], program.err)

    def test_a_key_is_refused_on_the_command_line(self):
        status, program = self.run_to_its_end("--api-key", "hopx_live_abc.def")
        self.assertEqual(status, 2)
        self.assertNotIn("abc.def", program.err + program.out)

    def test_broken_settings_are_kept_aside(self):
        first = self.start_dashboard("--demo")
        self.assertEqual(first.table.row_count(), 24)
        self.assertEqual(first.stop(), 0)
        config = Path(self.desktop.env["XDG_CONFIG_HOME"])
        settings = [path for path in config.rglob("*") if path.suffix in (".ini", ".conf")]
        self.assertEqual(len(settings), 1, settings)
        rubbish = b"\x00\xff[half a\nkey without value\n[[[\n"
        settings[0].write_bytes(rubbish)

        second = self.start_dashboard("--demo")
        self.assertEqual(second.table.row_count(), 24)
        self.assertEqual(second.stop(), 0)
        broken = settings[0].with_name(settings[0].name + ".broken")
        self.assertTrue(broken.exists(), list(config.rglob("*")))
        self.assertEqual(broken.read_bytes(), rubbish, "nothing of it is lost")


if __name__ == "__main__":
    unittest.main()
