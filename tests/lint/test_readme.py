# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents tell the truth: README's state table and diagram are those of the code, and the files and tests that are named
exist."""
import collections
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from driver import transitions  # noqa: E402


def tests_of_ctest():
    """The names CTest knows the tests by that have a kind before a dot, like chaos.soak."""
    names = {f"fuzz.{path.stem}" for path in (ROOT / "tests/fuzz/targets").glob("*.cpp")}
    for file in (ROOT / "tests").rglob("CMakeLists.txt"):
        text = file.read_text(encoding="utf-8")
        for kind, name in re.findall(r"add_test\(NAME (\w+)\.(\S+)", text):
            values = [name]
            if variable := re.search(r"\$\{(\w+)\}", name):  # of a loop, or of a function by which such tests are made
                values = " ".join(re.findall(rf"foreach\({variable[1]} ([^)$]+)\)", text)).split()
                for function in re.findall(rf"function\((\w+) {variable[1]}\b", text):
                    values += re.findall(rf"^{function}\(([\w-]+)", text, re.MULTILINE)
            names |= {f"{kind}.{name.replace(variable[0], value) if variable else value}" for value in values}
    return names


class Readme(unittest.TestCase):
    def setUp(self):
        self.text = (ROOT / "README.md").read_text(encoding="utf-8")
        self.machine = transitions.load()

    def test_table(self):
        header, _, *lines = re.search(r"(?:^\|.*\n)+", self.text[self.text.index("| State |"):], re.MULTILINE)[0].splitlines()
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in (header, *lines)]
        actions = cells[0][1:]
        told = {row[0]: {action: None if cell == "–" else cell for action, cell in zip(actions, row[1:], strict=True)}
                for row in cells[1:]}
        self.assertEqual(told, self.machine)

    def test_diagram(self):
        drawn = set(re.findall(r"^ +(\w+) --> (\w+) : (Start|Stop|Pause|Resume)$", self.text, re.MULTILINE))
        # Delete leads from everywhere to the same end; the drawing says "deleted or expired" instead.
        meant = {(status, to, action) for status, cells in self.machine.items() for action, to in cells.items()
                 if to and action != "Delete"}
        self.assertEqual(drawn, meant)

    def test_named_files_exist(self):
        for document in ("README.md", "HACKING.md", "SECURITY.md", "tests/README.md"):
            text = (ROOT / document).read_text(encoding="utf-8")
            # Links lead on from the document, all else is said of the tree.
            named = {(ROOT / document).parent / name for name in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text)}
            named |= {ROOT / name for name in re.findall(r"`((?:models|views|app|tests|packaging|resources)/[\w./-]+)`", text)}
            self.assertNotEqual(named, set(), document)
            for path in sorted(named):
                with self.subTest(document=document, path=path):
                    self.assertTrue(path.exists())

    def test_named_tests_exist(self):
        text = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
        sources = collections.defaultdict(str)  # by name, of which there may be one in each folder
        for path in (ROOT / "tests").rglob("*"):
            if path.suffix in (".cpp", ".py"):
                sources[path.stem] += path.read_text(encoding="utf-8")
        named = set(re.findall(r"`(t(?:st|est)_\w+): (\w+)`", text))
        self.assertGreater(len(named), 50)
        for program, function in sorted(named):
            with self.subTest(program=program, function=function):
                self.assertRegex(sources[program], rf"\b{function}\(")

    def test_named_kinds_of_tests_exist(self):
        tests = tests_of_ctest()
        kinds = "|".join({name.split(".")[0] for name in tests})
        named = set(re.findall(rf"`((?:{kinds})\.[\w-]+)`", (ROOT / "tests" / "README.md").read_text(encoding="utf-8")))
        self.assertEqual(named - tests, set())
        # These are here for what the table promises.
        promised = {name for name in tests if name.split(".")[0] in ("chaos", "crash", "fuzz", "threads")}
        self.assertGreater(len(promised), 15)
        self.assertEqual(promised - named, set())


if __name__ == "__main__":
    unittest.main()
