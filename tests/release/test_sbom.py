#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bill of materials names what the programs really load: test_sbom.py PROGRAM..."""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = []


class SbomTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            cls.documents = []
            for name in ("one.json", "two.json"):
                output = Path(folder, name)
                subprocess.run([ROOT / "packaging/sbom", "--version", "1.2.3", "--output", output, *PROGRAMS], check=True)
                cls.documents.append(output.read_text(encoding="utf-8"))
        cls.document = json.loads(cls.documents[0])
        cls.packages = {package["name"]: package for package in cls.document["packages"]}

    def test_every_loaded_library_of_qt_is_named_with_version_and_licence(self):
        loaded = set()
        for program in PROGRAMS:
            text = subprocess.run(["readelf", "-dW", program], check=True, capture_output=True, text=True).stdout
            loaded |= set(re.findall(r"libQt6(\w+)\.so", text))
        self.assertIn("Core", loaded)
        for module in loaded:
            package = self.packages[f"libqt6{module.lower()}6"]
            self.assertRegex(package["versionInfo"], r"^6\.\d")
            self.assertIn("GPL-3.0", package["licenseDeclared"])

    def test_what_is_compiled_or_copied_in_is_named_too(self):
        self.assertEqual(self.packages["libexpected-dev"]["licenseDeclared"], "CC0-1.0")
        self.assertEqual(self.packages["lucide-static"]["licenseDeclared"], "ISC AND MIT")

    def test_it_is_spdx_about_this_version(self):
        self.assertEqual(self.document["spdxVersion"], "SPDX-2.3")
        self.assertEqual(self.packages["sandglass"]["versionInfo"], "1.2.3")
        ids = [package["SPDXID"] for package in self.document["packages"]]
        self.assertEqual(len(ids), len(set(ids)))
        for relation in self.document["relationships"]:
            self.assertTrue({relation["spdxElementId"], relation["relatedSpdxElement"]} <= {*ids, "SPDXRef-DOCUMENT"})

    def test_the_same_build_gives_the_same_document(self):
        self.assertEqual(*self.documents)


if __name__ == "__main__":
    PROGRAMS = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
