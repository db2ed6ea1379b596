# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to start: the demo, a wrong command line, a settings file nobody can read."""
import re
import shutil
import unittest
from pathlib import Path

from driver import tree
from driver.scenario import Scenario, binary
from driver.waiting import wait_until


SHOW = Path(__file__).resolve().parents[2] / "packaging" / "show"


class Start(Scenario):
    def refused(self, *arguments):
        """A start with a command line that is wrong."""
        program = self.start_program(binary("sandglass"), *arguments, name="sandglass-once", expected=2)
        self.assertEqual(program.wait(), 2, program.err)
        return program

    def size_of(self, picture):
        data = picture.read_bytes()
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")

    def test_demo_shows_24_sandboxes(self):
        dashboard = self.start_dashboard("--demo")
        self.assertEqual(dashboard.table.row_count(), 24)
        self.assertRegex("\n".join(dashboard.window.texts()), "(?i)demo", "it is marked as a demo")
        self.assertEqual(dashboard.quit(), 0, dashboard.err[-4000:])

    def test_without_key_and_arguments_it_is_the_demo(self):
        dashboard = self.start_dashboard()
        self.assertEqual(dashboard.table.row_count(), 24)
        self.assertRegex("\n".join(dashboard.window.texts()), "(?i)demo", "it is marked as a demo")

    def test_demo_takes_a_number(self):
        self.assertEqual(self.start_dashboard("--demo", "7").table.row_count(), 7)

    def test_wrong_flag(self):
        program = self.refused("--no-such-flag")
        self.assertIn("no-such-flag", program.err)
        self.assertIn("--help", program.err, "it says where to look")

    def test_wrong_values(self):
        for arguments in (("--demo", "many"), ("--demo", "-5"), ("--theme", "pink"), ("--screenshot", "x.png", "--size", "big"),
                          ("--demo", "--base-url", "http://127.0.0.1"), ("--base-url", "ftp://127.0.0.1"),
                          ("--base-url", "http://api.hopx.dev"), ("stray",)):
            with self.subTest(arguments=arguments):
                self.assertRegex(self.refused(*arguments).err, r"sandglass: .+\n.*--help")

    def test_help_and_version_need_no_display(self):
        for argument, expected in (("--help", "--base-url"), ("--version", "sandglass ")):
            with self.subTest(argument=argument):
                program = self.start_program(binary("sandglass"), argument, name="sandglass-once",
                                             environment=self.desktop.environment(DISPLAY=None))
                self.assertEqual(program.wait(), 0, program.err)
                self.assertIn(expected, program.out)

    def test_screenshot_without_a_display(self):
        picture = self.desktop.folder / "picture.png"
        program = self.start_program(binary("sandglass"), "--demo", "--screenshot", picture, "--size", "900x600",
                                     name="sandglass-once",
                                     environment=self.desktop.environment(DISPLAY=None, QT_QPA_PLATFORM="offscreen"))
        self.assertEqual(program.wait(), 0, program.err)
        self.assertEqual(self.size_of(picture), (900, 600))

    def test_a_display_that_does_not_answer(self):
        environment = self.desktop.environment(DISPLAY=":987", QT_QPA_PLATFORM=None)
        program = self.start_program(binary("sandglass"), "--demo", name="sandglass-once", environment=environment, expected=69)
        self.assertEqual(program.wait(), 69, program.err)
        self.assertEqual(program.err, "sandglass: no window can be opened: no display answers (DISPLAY=:987).\n")

        shown = self.start_program(SHOW, binary("sandglass"), "--demo", environment=environment)
        self.assertEqual(shown.wait(), 0, shown.err)
        picture = Path(re.search(r"Screenshot: (\S+)", shown.out).group(1))
        self.addCleanup(shutil.rmtree, picture.parent)
        self.assertGreaterEqual(self.size_of(picture)[0], 1000, "wide enough to show the table")

    def test_a_key_is_refused_on_the_command_line(self):
        program = self.refused("--api-key", "hopx_live_abc.def")
        self.assertNotIn("abc.def", program.err + program.out)

    def test_a_useless_address_is_told_in_the_window(self):
        dashboard = self.start_dashboard(HOPX_BASE_URL="not an address", HOPX_API_KEY="hopx_live_abcdefghijkl.secret")
        window = dashboard.window
        window.wait_to_say("not the address of a server")

    def test_broken_settings_are_kept_aside(self):
        first = self.start_dashboard("--demo")
        self.assertEqual(first.table.row_count(), 24)
        self.assertEqual(first.quit(), 0, first.err[-4000:])
        config = Path(self.desktop.env["XDG_CONFIG_HOME"])
        settings = [path for path in config.rglob("*") if path.suffix in (".ini", ".conf")]
        self.assertEqual(len(settings), 1, settings)
        rubbish = b"\x00\xff[half a\nkey without value\n[[[\n"
        settings[0].write_bytes(rubbish)

        second = self.start_dashboard("--demo")
        self.assertEqual(second.table.row_count(), 24)
        broken = settings[0].with_name(settings[0].name + ".broken")
        self.assertIn(str(broken), "\n".join(second.window.texts()), "the window says where it is kept")
        second.window.find(tree.BUTTONS, "Dismiss").press()
        wait_until(lambda: str(broken) not in "\n".join(e.text for e in second.window.all("label")),
                   lambda: f"the strip goes\n{second.window.dump()}")
        self.assertEqual(second.quit(), 0, second.err[-4000:])
        self.assertTrue(broken.exists(), list(config.rglob("*")))
        self.assertEqual(broken.read_bytes(), rubbish, "nothing of it is lost")


if __name__ == "__main__":
    unittest.main()
