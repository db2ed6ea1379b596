# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs started by a test: their output is kept in files, and none of them outlives the test."""
import ctypes
import itertools
import os
import re
import signal
import subprocess
import time
from pathlib import Path

from .waiting import wait_until

_PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """Become the parent of grandchildren whose parent ends, so that end_descendants() finds them all."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def _children(pid):
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in text.split()]


def end_descendants(grace=2.0):
    """End every process below this one, first politely."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + grace
        asked = set()
        while children := _children(os.getpid()):
            for child in children:
                if child not in asked:
                    asked.add(child)
                    try:
                        os.kill(child, how)
                    except ProcessLookupError:
                        pass
                try:
                    os.waitpid(child, os.WNOHANG)
                except ChildProcessError:
                    pass
            if time.monotonic() > deadline:
                break
            time.sleep(0.01)


class Program:
    """A running program. Standard output and error go to FOLDER/NAME.out and NAME.err, for a second one of a name to NAME-2;
    CWD is where it runs. EXPECTED is the exit status it has to have when its test is over."""

    def __init__(self, command, env, folder, name=None, cwd=None, expected=0):
        self.command = [str(part) for part in command]
        self.expected = expected
        folder.mkdir(parents=True, exist_ok=True)
        name = name or Path(self.command[0]).name
        names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
        self.name = next(each for each in names if not (folder / f"{each}.out").exists())
        self.out_file = folder / f"{self.name}.out"
        self.err_file = folder / f"{self.name}.err"
        with open(self.out_file, "wb") as out, open(self.err_file, "wb") as err:
            self._process = subprocess.Popen(self.command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                             cwd=cwd)

    @property
    def pid(self):
        return self._process.pid

    @property
    def out(self):
        return self.out_file.read_text(encoding="utf-8", errors="replace")

    @property
    def err(self):
        return self.err_file.read_text(encoding="utf-8", errors="replace")

    def is_running(self):
        return self._process.poll() is None

    def said(self, pattern):
        """The first match of PATTERN in the standard output; waits for it, fails when the program ends without it."""

        def look():
            match = re.search(pattern, self.out)
            if match is None and not self.is_running():
                match = re.search(pattern, self.out)
                if match is None:
                    raise AssertionError(f"{self.name} ended with {self._process.returncode}: {self.out}{self.err}")
            return match

        return wait_until(look, lambda: f"{self.name} says /{pattern}/, but: {self.out}{self.err}")

    def wait(self, patience=30.0):
        """The exit status, once it ends by itself."""
        wait_until(lambda: not self.is_running(), f"{self.name} ends", patience)
        return self._process.returncode

    def send_signal(self, number):
        self._process.send_signal(number)

    def stop(self, patience=15.0):
        """Ask it to end, insist if it does not, return the exit status."""
        if self.is_running():
            self._process.terminate()
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        return self._process.returncode

    def end_as_expected(self):
        """End it, if it still runs. What a sanitizer found shows in the exit status alone, and leaks only now."""
        status = self.stop()
        assert status == self.expected, f"{self.name} ended with {status}, not with {self.expected}: {self.err[-4000:]}"
