#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check itself must fail where a protection is missing."""
import subprocess
import tempfile
import unittest
from pathlib import Path

from hardening import faults, is_fortified

SOURCE = """
#include <cstdio>
#include <cstring>
int main(int count, char **words) { char copy[16]; std::strcpy(copy, words[count - 1]); return std::puts(copy); }
"""
ALL = ["-O2", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2", "-fstack-protector-strong", "-fcf-protection=full", "-fPIE", "-pie",
       "-Wl,-z,relro,-z,now,-z,noexecstack"]


class HardeningTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def faults_of(self, *flags):
        source, program = Path(self.folder.name, "probe.cpp"), Path(self.folder.name, "probe")
        source.write_text(SOURCE, encoding="utf-8")
        subprocess.run(["g++", "-w", *flags, str(source), "-o", str(program)], check=True)
        return " ".join([*faults(str(program)), "" if is_fortified(str(program)) else "FORTIFY"]).strip()

    def test_a_hardened_program_passes(self):
        # So little code is mostly the start code of the C run-time, which is not marked for CET.
        found = self.faults_of(*ALL)
        self.assertEqual(found if "CET" not in found else "", "")

    def test_each_missing_protection_is_found(self):
        for flag, word in (("-no-pie", "PIE"), ("-Wl,-z,lazy", "NOW"), ("-Wl,-z,norelro", "RELRO"),
                           ("-Wl,-z,execstack", "executable stack"), ("-fno-stack-protector", "stack protector"),
                           ("-U_FORTIFY_SOURCE", "FORTIFY"), ("-fcf-protection=none", "CET"),
                           ("-Wl,-rpath,/opt/lib", "machine it was built on")):
            with self.subTest(flag=flag):
                flags = [f for f in ALL if flag != "-no-pie" or f not in ("-fPIE", "-pie")]
                self.assertIn(word, self.faults_of(*flags, flag))


if __name__ == "__main__":
    unittest.main()
