# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every scenario starts from: one private desktop per file, and evidence kept when a test fails."""
import gc
import os
import shutil
import sys
import traceback
import unittest
from pathlib import Path

from .dashboard import Dashboard
from .desktop import Desktop
from .engine import Engine
from .processes import Program


def binary(name):
    """A built program: CTest says where they are."""
    folder = os.environ.get("SANDGLASS_BIN_DIR")
    assert folder, "SANDGLASS_BIN_DIR must name the folder of the built programs (build/PRESET/bin)"
    path = (Path(folder) / name).resolve()
    assert path.exists(), f"{path} is not built"
    return path


# What Python can only print: exceptions where nobody can catch them, such as a warning in a destructor made into one.
_only_printed = []


def _note(unraisable):
    _only_printed.append("".join(traceback.format_exception(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)))


def fail_for_what_is_only_printed():
    gc.collect()
    found = "\n".join(_only_printed)
    _only_printed.clear()
    assert not found, found


class Scenario(unittest.TestCase):
    """Base of the scenarios. Each test has a home of its own; programs started through it are ended after the test."""

    _shared = None

    @classmethod
    def setUpClass(cls):
        # The accessibility library connects once in a process, to the desktop there is then.
        if Scenario._shared is None:
            sys.unraisablehook = _note
            unittest.addModuleCleanup(fail_for_what_is_only_printed)  # the last of the cleanups
            Scenario._shared = Desktop()
            unittest.addModuleCleanup(Scenario._shared.close)
        cls.desktop = Scenario._shared

    def start_engine(self, *arguments):
        # Nobody else at work, and a rate that leaves room for the test's own questions with the same key.
        engine = Engine(binary("sandglass-engine"), self.desktop, "--still", "--rate", "100000", *arguments)
        self.addCleanup(self._end, engine)
        return engine

    def start_dashboard(self, *arguments, engine=None, **environment):
        if engine is not None:
            environment = {"HOPX_API_KEY": engine.key, "HOPX_BASE_URL": engine.url, **environment}
        dashboard = Dashboard(binary("sandglass"), self.desktop, *arguments, **environment)
        self.dashboards.append(dashboard)
        self.addCleanup(self._end, dashboard)
        return dashboard

    def start_program(self, *command, name=None, environment=None, expected=0):
        """Another program, or a dashboard nobody looks at."""
        program = Program(command, self.desktop.environment() if environment is None else environment, self.desktop.logs, name,
                          expected=expected)
        self.addCleanup(self._end, program)
        return program

    def _end(self, program):
        try:
            program.end_as_expected()
        except AssertionError:
            self._keep_evidence()
            raise

    def run(self, result=None):
        self.desktop.renew_home()
        self.dashboards = []
        self._has_evidence = False
        return super().run(result)

    def _callTestMethod(self, method):
        # The moment of failure is the moment to take evidence: later the programs have ended.
        try:
            super()._callTestMethod(method)
        except unittest.SkipTest:
            raise
        except BaseException:
            self._keep_evidence()
            raise

    def _keep_evidence(self):
        folder = os.environ.get("SANDGLASS_E2E_ARTIFACTS")
        if not folder or self._has_evidence:  # the first failure is what the next ones come from
            return
        self._has_evidence = True
        place = Path(folder) / self.id()
        pieces = [lambda: shutil.rmtree(place, ignore_errors=True), lambda: place.mkdir(parents=True),
                  lambda: self.desktop.screenshot(place / "screen.png")]
        for dashboard in self.dashboards:
            pieces.append(lambda dashboard=dashboard: (place / f"{dashboard.name}.tree").write_text(
                dashboard.app.dump() if dashboard.is_running() else "it has ended\n"))
        for logs in (self.desktop.logs, self.desktop.service_logs):
            pieces.append(lambda logs=logs: shutil.copytree(logs, place / "logs", dirs_exist_ok=True))
        for piece in pieces:
            try:
                piece()
            except Exception as error:  # evidence must not hide the failure itself, nor one piece the others
                print(f"a piece of evidence is missing: {error!r}", flush=True)
        print(f"evidence: {place}", flush=True)
