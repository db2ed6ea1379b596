# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the start of the program to its first painted frame, and to the frame with 1,000 sandboxes read over HTTP. Seen from
outside: on an X server whose screen is a file, by its pixels."""
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from . import programs

WIDTH, HEIGHT = 1400, 900
PATIENCE = 30


class Screen:
    """The pixels of a private X server."""

    def __init__(self, folder, display):
        self.display = display
        self._file = open(Path(folder) / "Xvfb_screen0", "rb")
        self._memory = mmap.mmap(self._file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self._memory[:100])
        self._begin = header[0] + header[19] * 12
        self._line = header[12]

    def close(self):
        self._memory.close()
        self._file.close()

    def grid(self, left, top, right, bottom, steps=24):
        """Pixels at equal distances."""
        pixels = []
        for row in range(steps):
            y = top + (bottom - top) * row // steps
            for column in range(steps):
                at = self._begin + y * self._line + 4 * (left + (right - left) * column // steps)
                pixels.append(self._memory[at:at + 3])
        return pixels

    def wait_until_other(self, before, area, share):
        """Until so many of the pixels in @p area differ from what they were."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            now = self.grid(*area)
            if sum(one != other for one, other in zip(before, now)) >= share * len(now):
                return time.monotonic()
            time.sleep(0.0005)
        raise RuntimeError("nothing was painted")


@contextmanager
def screen():
    with tempfile.TemporaryDirectory(prefix="sandglass-bench-") as folder:
        read_end, write_end = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-fbdir", folder,
                                   "-nolisten", "tcp", "-noreset"], pass_fds=[write_end], stderr=subprocess.DEVNULL)
        os.close(write_end)
        try:
            with os.fdopen(read_end) as told:
                display = f":{told.readline().strip()}"
            seen = Screen(folder, display)
            try:
                yield seen
            finally:
                seen.close()
        finally:
            server.terminate()
            server.wait()


def start(seen, command, environment, filled, is_last=False):
    """Milliseconds to the first frame, or to the one after the program has told that it has read the list."""
    whole, table = (0, 0, WIDTH, HEIGHT), (300, 200, WIDTH - 350, HEIGHT - 100)
    before = seen.grid(*whole)
    begun = time.monotonic()
    child = subprocess.Popen(command, env=environment | {"DISPLAY": seen.display, "QT_QPA_PLATFORM": "xcb"},
                             stderr=subprocess.PIPE, text=True)
    try:
        painted = seen.wait_until_other(before, whole, 0.5)
        if filled:
            # Texts of rows are a small part of the pixels.
            empty = seen.grid(*table, steps=64)
            with programs.patience(child):
                if not any("sandboxes," in line for line in child.stderr):
                    raise RuntimeError("the program did not tell of a list")
            painted = wait_for_rows(seen, empty, table)
        if is_last:
            child.terminate()  # so that it writes what it remembers
            child.wait(PATIENCE)
        return (painted - begun) * 1000
    finally:
        child.kill()
        child.wait()
        child.stderr.close()
        wait_for_empty(seen, before, whole)


def wait_for_rows(seen, empty, table):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        now = seen.grid(*table, steps=64)
        if sum(one != other for one, other in zip(empty, now)) >= 0.03 * len(now) or len(set(now)) > 12:
            return time.monotonic()
        time.sleep(0.0005)
    raise RuntimeError("no rows were painted")


def wait_for_empty(seen, before, whole):
    end = time.monotonic() + PATIENCE
    while seen.grid(*whole) != before and time.monotonic() < end:
        time.sleep(0.01)


def measure(setting, run):
    if not shutil.which("Xvfb"):
        run.skipped.append("Starting is not measured: Xvfb is not installed.")
        return
    window = ["--size", f"{WIDTH}x{HEIGHT}"]
    with programs.server(setting, 1_000) as url, screen() as seen, programs.home() as home:
        here = home | {"HOPX_API_KEY": "hopx_live_bench.0123456789", "HOPX_BASE_URL": url,
                       "QT_LOGGING_RULES": "hopx.poll.debug=true"}
        ours = [setting.program("sandglass"), *window]
        start(seen, ours, here, True, is_last=True)  # leaves the settings that the others read
        if not any("geometry" in file.read_text(encoding="utf-8") for file in Path(home["XDG_CONFIG_HOME"]).rglob("*.*")):
            raise RuntimeError("no settings were left to be read")
        programs.round_robin(run, min(setting.rounds, 9), "ms", [
            ("start", "sandglass", lambda: start(seen, ours, here, False)),
            ("start", "bare window", lambda: start(seen, [setting.program("bench-bare"), "0"], home, False)),
            ("start.filled", "sandglass", lambda: start(seen, ours, here, True)),
            ("start.filled", "bare window", lambda: start(seen, [setting.program("bench-bare"), "1000"], home, False)),
        ])
