# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking for secrets wherever a program may have left them, in every form in which they get about."""
import base64
import os
import stat
import urllib.parse


def forms_of(secret):
    """(name, bytes) of each way in which a secret is written by mistake."""
    raw = secret.encode()
    yield "as it is", raw
    yield "in hexadecimal", raw.hex().encode()
    yield "in HEXADECIMAL", raw.hex().upper().encode()
    yield "in UTF-16", secret.encode("utf-16-le")
    yield "backwards", raw[::-1]
    yield "percent by percent", "".join(f"%{byte:02X}" for byte in raw).encode()
    if (quoted := urllib.parse.quote(secret, safe="").encode()) != raw:
        yield "in an address", quoted
    for shift in range(3):  # wherever it begins in what was encoded
        text = base64.b64encode(b"\0" * shift + raw + b"\0" * 3)
        # Without the letters at both ends that depend on what stands there as well.
        inner = text[(0, 2, 3)[shift]:(shift + len(raw)) * 8 // 6]
        yield f"in base64, {shift} bytes in", inner
        yield f"in base64 for addresses, {shift} bytes in", inner.replace(b"+", b"-").replace(b"/", b"_")


class Secrets:
    """Some secrets by name, and where they were found."""

    def __init__(self, **secrets):
        self._needles = []
        for name, secret in secrets.items():
            self.add(name, secret)

    def add(self, name, secret):
        assert len(secret) >= 12, f"{name} is too short to be told from anything else"
        self._needles += [(f"{name} {how}", needle) for how, needle in forms_of(secret)]

    def names_in(self, content):
        """Which of them are in these bytes or this text."""
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogateescape")
        folded = content.lower()
        # What is not told apart by case in writing is looked for without it.
        return [name for name, needle in self._needles if needle in content or needle.lower() in folded]

    def files_below(self, folder, without=()):
        """"FILE: which" for every file that holds one, in its content or its name; WITHOUT are folders that may."""
        found = []
        for path in folder.rglob("*"):
            if any(path.is_relative_to(place) for place in without):
                continue
            content = str(path).encode()
            if path.is_symlink():
                content += os.readlink(path).encode()
            elif path.is_file():
                content += b"\n" + path.read_bytes()
            found += [f"{path}: {name}" for name in self.names_in(content)]
        return found


def open_to_others(folder):
    """Everything below FOLDER, and itself, that others than its owner may do anything with."""
    places = [folder, *folder.rglob("*")]
    return [f"{path}: {stat.S_IMODE(path.lstat().st_mode):o}" for path in places
            if not path.is_symlink() and stat.S_IMODE(path.lstat().st_mode) & 0o077]


def environment_of(pid):
    """The environment of a process as the system tells it; None where it tells nobody but root."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            return file.read()
    except PermissionError:
        assert os.geteuid() != 0, "root reads everything"
        return None


def processes_below(pid):
    """(pid, command line, environment) of a process and all below it, as the system tells them."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        children = [int(child) for child in file.read().split()]
    with open(f"/proc/{pid}/cmdline", "rb") as line:
        yield pid, line.read(), environment_of(pid)
    for child in children:
        try:
            yield from processes_below(child)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
