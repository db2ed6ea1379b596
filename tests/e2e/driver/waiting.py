# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a condition. Nothing in these tests sleeps for a fixed time and hopes."""
import time

PATIENCE = 30.0  # seconds; only a failing test ever waits this long
_PAUSE = 0.02


class TimedOut(AssertionError):
    """What was waited for did not come true in time."""


def wait_until(condition, what, patience=PATIENCE):
    """Return the first true value of condition(); what, for the message, is text or a function making it."""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimedOut(f"not within {patience:g} s: {what() if callable(what) else what}")
        time.sleep(_PAUSE)
