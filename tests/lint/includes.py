#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check which folder of the source tree includes which: includes.py ROOT

Includes go one way, app -> views -> models/diagnostics -> models/item -> models/store -> models/api -> models/domain, with what
MAY_INCLUDE says of the rest. What a target links keeps most of that; this keeps the rest, and the headers out that Clang 14 or
GCC 12 cannot compile. Prints one line per offence and fails if there is one.
"""
import re
import sys
from pathlib import Path

# A folder, and those whose headers it may include beside its own. A file belongs to the longest one that matches.
MAY_INCLUDE = {
    "models/domain": set(),
    "models/api": {"models/domain"},
    "models/preferences": {"models/domain"},
    "models/profiles": {"models/domain", "models/api", "models/settings"},
    "models/settings": set(),
    "models/store": {"models/domain", "models/api"},
    "models/item": {"models/domain", "models/api", "models/store"},
    "models/diagnostics": {"models/domain", "models/api", "models/store", "models/item"},
    "views/theme": {"models/domain", "models/item", "models/profiles"},
    "views/widgets": {"models/domain", "models/item", "views/theme"},
    "views": {"models/domain", "models/preferences", "models/profiles", "models/settings", "models/store", "models/item",
              "models/diagnostics", "views/theme", "views/widgets"},
    "app/process": {"models/api"},
    "app/engine": {"models/domain", "app/process"},
    "app/textmode": {"models/domain", "models/api", "models/profiles", "models/store", "models/item", "app/process"},
    "app": {"models/domain", "models/api", "models/preferences", "models/profiles", "models/settings", "models/store",
            "models/item", "models/diagnostics", "views", "views/theme", "views/widgets", "app/process", "app/engine",
            "app/textmode"},
}

# Where the compiler looks for "folder/file.h".
SEARCH = ("models", "views", "app")

# Qt modules that folders without windows must not use.
WIDGET_HEADER = re.compile(r"^(QtWidgets/|QWidget$|QAbstractButton$|QAction$|QApplication$|QDialog$|QMainWindow$)")
GUI_HEADER = re.compile(r"^(QtGui/|QColor$|QFont$|QGuiApplication$|QIcon$|QImage$|QPainter$|QPalette$|QPixmap$)")

# GCC 12 has no <format> and <expected> only as C++23; Clang 14, which reads this code for the checks, no std::views of it.
TOO_NEW = frozenset({"expected", "format", "print", "ranges"})

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def folder_of(path):
    """The folder of a path relative to the root, or None for files outside of all of them (tests)."""
    text = path.as_posix() + "/"
    matches = [folder for folder in MAY_INCLUDE if text.startswith(folder + "/")]
    return max(matches, key=len, default=None)


def resolve(root, source, included):
    """The file an #include "..." means, relative to the root; None when it is no file of ours (generated)."""
    for base in (source.parent, *(root / folder for folder in SEARCH)):
        candidate = (base / included).resolve()
        if candidate.is_file() and candidate.is_relative_to(root):
            return candidate.relative_to(root)
    return None


def offences(root):
    """Yield (file, line, text) for every include that points the wrong way."""
    root = root.resolve()
    for top in ("models", "views", "app"):
        for source in sorted((root / top).rglob("*")):
            if source.suffix not in (".h", ".cpp"):
                continue
            name = source.relative_to(root)
            folder = folder_of(name)
            text = source.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                line = text.count("\n", 0, match.start(1) if match.group(1) else match.start(2)) + 1
                quoted, angled = match.groups()
                if quoted:
                    target = resolve(root, source, quoted)
                    target_folder = folder_of(target) if target else None
                    if target_folder and target_folder != folder and target_folder not in MAY_INCLUDE.get(folder, set()):
                        yield name, line, f'{folder} must not include {target_folder} ("{quoted}")'
                    if target and target.parts[0] == "tests":
                        yield name, line, f'{folder} must not include tests ("{quoted}")'
                elif angled in TOO_NEW:
                    yield name, line, f"<{angled}> is newer than the compilers of Debian 12"
                elif folder and (folder.startswith("models/") or folder in ("app/engine", "app/textmode")):
                    if WIDGET_HEADER.match(angled) or GUI_HEADER.match(angled):
                        yield name, line, f"{folder} has no windows, so it must not include <{angled}>"


def main():
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "models").is_dir():
        sys.exit(__doc__)
    found = list(offences(Path(sys.argv[1])))
    for name, line, text in found:
        print(f"{name}:{line}: {text}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
