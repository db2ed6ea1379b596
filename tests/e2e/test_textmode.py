# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text mode as it is typed: `sandglass VERB`, without a display, against the engine."""
import json
import os
import pty
import re
import select
import signal
import subprocess
import time
import unittest
from pathlib import Path

from driver.scenario import Scenario, binary
from driver.waiting import PATIENCE, TimedOut, wait_until


class TextMode(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7")

    def environment(self, **more):
        return self.desktop.environment(**{"DISPLAY": None, "QT_QPA_PLATFORM": None, "HOPX_API_KEY": self.engine.key,
                                           "HOPX_BASE_URL": self.engine.url, **more})

    def run_text(self, *arguments, **more):
        """(exit status, standard output, standard error) of one call through pipes."""
        done = subprocess.run([binary("sandglass"), *arguments], env=self.environment(**more), capture_output=True,
                              check=False, timeout=60, stdin=subprocess.DEVNULL)
        self.assertNotIn(self.engine.key, done.stdout.decode() + done.stderr.decode())
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def output_of(self, *arguments):
        """What it writes where all goes well."""
        status, out, err = self.run_text(*arguments)
        self.assertEqual(status, 0, err)
        return out

    def run_on_terminal(self, *arguments, answer=None, until=None):
        """(exit status, everything seen) on a terminal of 100 columns; ANSWER is typed once UNTIL is seen."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(str(binary("sandglass")), [str(binary("sandglass")), *arguments], self.environment(TERM="xterm", COLUMNS=None))
        self.addCleanup(os.close, terminal)
        try:
            seen = self.seen_on(terminal, answer, until)
            _, status = wait_until(lambda: (ended := os.waitpid(pid, os.WNOHANG))[0] and ended, "it ends")
        except TimedOut:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise
        return os.waitstatus_to_exitcode(status), seen

    @staticmethod
    def seen_on(terminal, answer, until):
        seen, typed, deadline = "", False, time.monotonic() + PATIENCE
        while True:
            if time.monotonic() > deadline:
                raise TimedOut(f"it goes on and on: {seen}")
            if not select.select([terminal], [], [], 0.2)[0]:
                continue
            try:
                part = os.read(terminal, 4096)
            except OSError:  # the other end is closed
                part = b""
            if not part:
                return seen
            seen += part.decode(errors="replace")
            if until and not typed and until in seen:
                os.write(terminal, answer)
                typed = True

    def test_list(self):
        status, out, err = self.run_text("list")
        self.assertEqual((status, err), (0, ""))
        lines = out.splitlines()
        self.assertRegex(lines[0], r"^ID +STATE +TEMPLATE +REGION +VCPU +MEMORY +DISK +AGE +TIME LEFT$")
        self.assertEqual(len(lines), 13)

        paused = self.engine.an_id("paused")
        status, out, _ = self.run_text("list", "--ids", "state:paused")
        self.assertEqual(status, 0)
        self.assertIn(paused, out.split())
        document = json.loads(self.output_of("list", "--json", "state:paused"))
        self.assertEqual({row["id"] for row in document["sandboxes"]}, set(out.split()))
        self.assertEqual({row["status"] for row in document["sandboxes"]}, {"paused"})
        self.assertEqual((document["total"], document["complete"]), (12, True))

    def test_the_whole_life_of_a_sandbox(self):
        sandbox = self.engine.an_id("running")
        for verb, word in (("pause", "paused"), ("resume", "running"), ("stop", "stopped"), ("start", "running")):
            status, out, err = self.run_text(verb, sandbox)
            self.assertEqual(status, 0, err)
            self.assertIn(f"{sandbox}  {word.capitalize()}", out)
            self.assertEqual(self.engine.status_of(sandbox), word)
        status, out, err = self.run_text("get", sandbox)
        self.assertEqual(status, 0, err)
        self.assertRegex(out, r"(?m)^Actions +Stop, Pause, Delete$")
        self.assertEqual(self.run_text("delete", sandbox)[0], 2, "it does not delete unasked")
        status, out, err = self.run_text("delete", "--yes", sandbox)
        self.assertEqual(status, 0, err)
        self.assertIn(f"{sandbox}  Deleted", out)
        self.assertEqual(self.run_text("get", sandbox)[0], 4)

    def test_create_then_extend(self):
        before = set(self.output_of("list", "--ids").split())
        template = self.engine.call("GET", "/v1/templates")[1]["data"][0]["name"]
        status, out, err = self.run_text("create", template, "--expires-in", "30m", "--ids")
        self.assertEqual(status, 0, err)
        created = out.strip()
        self.assertNotIn(created, before)
        self.assertEqual(self.engine.status_of(created), "running")
        left = self.engine.call("GET", f"/v1/sandboxes/{created}")[1]
        status, out, err = self.run_text("extend", created, "--by", "1h")
        self.assertEqual(status, 0, err)
        self.assertRegex(out, rf"^{created}  ends .*, in 1 h (29|30) min")
        self.assertNotEqual(self.engine.call("GET", f"/v1/sandboxes/{created}")[1], left)
        status, out, err = self.run_text("create", "no-such-template")
        self.assertEqual(status, 4)
        self.assertIn("There is no template “no-such-template”; there are ", err)

    def test_several_with_one_that_does_not_fit(self):
        running, stopped = self.engine.an_id("running"), self.engine.an_id("stopped")
        status, out, err = self.run_text("pause", running, stopped)
        self.assertEqual(status, 2)
        self.assertIn(f"{running}  Paused", out)
        self.assertIn(f"{stopped}: Pause needs a running sandbox; this one is stopped: Start it", err)
        self.assertIn("1 of 2 done", err)

    def test_exit_codes(self):
        for code, arguments, more in ((0, ("list", "--help"), {}), (2, ("list", "sate:x"), {}), (2, ("pause",), {}),
                                      (3, ("list",), {"HOPX_API_KEY": "hopx_live_abcdefghijkl.wrong"}),
                                      (4, ("get", "nobody"), {}), (6, ("list",), {"HOPX_BASE_URL": "http://127.0.0.1:1"})):
            with self.subTest(arguments=arguments, **more):
                environment = {**self.environment(), **more}
                done = subprocess.run([binary("sandglass"), *arguments], env=environment, capture_output=True, check=False, timeout=60)
                self.assertEqual(done.returncode, code, done.stderr.decode())

    def test_delete_asks_on_a_terminal(self):
        sandbox = self.engine.an_id("stopped")
        status, seen = self.run_on_terminal("delete", sandbox, answer=b"no\n", until="Type “yes”")
        self.assertEqual(status, 1)
        self.assertIn("Nothing was deleted", seen)
        self.assertEqual(self.engine.status_of(sandbox), "stopped")
        status, seen = self.run_on_terminal("delete", sandbox, answer=b"\x03", until="Type “yes”")
        self.assertEqual(status, 130, "Ctrl-C at the question")
        self.assertEqual(self.engine.status_of(sandbox), "stopped")
        status, seen = self.run_on_terminal("delete", sandbox, answer=b"yes\n", until="Type “yes”")
        self.assertEqual(status, 0, seen)
        self.assertEqual(self.engine.call("GET", f"/v1/sandboxes/{sandbox}")[0], 404)

    def test_a_terminal_gets_colours_and_progress(self):
        sandbox = self.engine.an_id("running")
        status, seen = self.run_on_terminal("pause", sandbox)
        self.assertEqual(status, 0, seen)
        self.assertIn("Pausing…", seen)
        status, seen = self.run_on_terminal("list")
        self.assertEqual(status, 0, seen)
        self.assertIn("\x1b[33mPaused", seen)
        self.assertNotIn("\x1b", self.output_of("list"))

    def test_watch(self):
        sandbox = self.engine.an_id("running")
        watch = self.start_program(binary("sandglass"), "watch", "--json", "--interval", "1", name="watch",
                                   environment=self.environment(), expected=130)
        watch.said(rf'"event":"present".*"id":"{sandbox}"')
        self.assertEqual(self.engine.call("POST", f"/v1/sandboxes/{sandbox}/pause")[0], 200)
        watch.said(rf'"event":"changed".*"from":"running".*"id":"{sandbox}".*"to":"paused"')
        os.kill(watch.pid, signal.SIGINT)
        self.assertEqual(watch.wait(), 130)
        for line in watch.out.splitlines():
            json.loads(line)

    def test_no_gui_is_linked(self):
        watch = self.start_program(binary("sandglass"), "watch", name="watch", environment=self.environment(), expected=143)
        wait_until(lambda: watch.out, "it watches")
        # What it has mapped is told to root alone, but not which program it is, nor what that is linked with.
        self.assertEqual(Path(f"/proc/{watch.pid}/comm").read_text(encoding="utf-8").strip(), "sandglass-cli")
        loaded = subprocess.run(["ldd", binary("sandglass-cli")], capture_output=True, text=True, check=True).stdout
        self.assertIn("libQt6Network", loaded)
        self.assertFalse(re.search(r"libQt6(Gui|Widgets)", loaded), "no window system is in it")

    def test_the_window_says_where_the_command_goes(self):
        status, _, err = self.run_text("--base-url", self.engine.url, "list", QT_QPA_PLATFORM="offscreen")
        self.assertEqual(status, 2)
        self.assertIn("before every option", err)


if __name__ == "__main__":
    unittest.main()
