# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A test of the tests: what goes wrong beside what a test looks at fails it all the same."""
import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from driver.scenario import Scenario, fail_for_what_is_only_printed


class Driver(Scenario):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.evidence = folder.name

    def outcome_of(self, does):
        """What becomes of a test that does this."""

        class Inner(Scenario):
            desktop = self.desktop

            def runTest(self):
                does(self)

        result = unittest.TestResult()
        with mock.patch.dict(os.environ, SANDGLASS_E2E_ARTIFACTS=self.evidence), contextlib.redirect_stdout(io.StringIO()):
            Inner().run(result)
        self.assertEqual(result.errors, [])
        return "".join(message for _, message in result.failures)

    def test_a_program_that_ends_badly_fails_the_test(self):
        self.assertEqual(self.outcome_of(lambda test: test.start_program("true").wait()), "")
        self.assertEqual(self.outcome_of(lambda test: test.start_program("sh", "-c", "exit 5", expected=5).wait()), "")
        for end in ("exit 23", "kill -KILL $$"):
            with self.subTest(end=end):
                failure = self.outcome_of(lambda test, end=end: test.start_program("sh", "-c", f"echo why >&2; {end}").wait())
                self.assertRegex(failure, r"sh ended with (23|-9), not with 0: why")
        # Also where it ends only because the test does.
        leaks = "trap 'echo leaks >&2; exit 23' TERM; echo ready; while :; do sleep 0.1; done"
        failure = self.outcome_of(lambda test: test.start_program("sh", "-c", leaks).said("ready"))
        self.assertIn("sh ended with 23, not with 0: leaks", failure)
        self.assertNotEqual(os.listdir(self.evidence), [], "there is evidence of it")

    def test_a_file_left_open_is_noticed(self):
        open(os.devnull, "rb")  # and forgotten
        with self.assertRaisesRegex(AssertionError, "ResourceWarning: unclosed file .*/dev/null"):
            fail_for_what_is_only_printed()
        fail_for_what_is_only_printed()  # once

    def test_evidence_of_everything_that_can_be_had(self):
        def fails(test):
            test.start_program("sh", "-c", "echo the first").wait()
            test.start_program("sh", "-c", "echo the second").wait()
            test.dashboards = [mock.Mock(app=mock.Mock(dump=mock.Mock(side_effect=TypeError))), mock.Mock(is_running=lambda: False)]
            test.dashboards[0].name, test.dashboards[1].name = "one", "two"
            test.fail("this is why")

        with mock.patch.object(self.desktop, "screenshot", side_effect=FileNotFoundError("import")):
            self.assertIn("this is why", self.outcome_of(fails))
        kept = {path.name: path.read_text(encoding="utf-8") for path in Path(self.evidence).rglob("*") if path.is_file()}
        self.assertLessEqual({("sh.out", "the first\n"), ("sh-2.out", "the second\n"), ("two.tree", "it has ended\n")},
                             set(kept.items()))

    def test_only_what_is_lent_gets_in(self):
        self.assertIn("SANDGLASS_BIN_DIR", os.environ)
        program = self.start_program("env")
        self.assertEqual(program.wait(), 0)
        self.assertIn(f"HOME={self.desktop.home}\n", program.out)
        self.assertNotIn("SANDGLASS_BIN_DIR", program.out)

    def test_each_has_a_home_of_its_own(self):
        self.assertEqual(self.outcome_of(lambda test: (test.desktop.home / "config" / "remembered").touch()), "")
        self.assertEqual(self.outcome_of(lambda test: test.assertEqual(list((test.desktop.home / "config").iterdir()), [])), "")


if __name__ == "__main__":
    unittest.main()
