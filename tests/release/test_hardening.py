#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check itself must fail where a protection is missing."""
import platform
import subprocess
import tempfile
import unittest
from pathlib import Path

from hardening import faults, is_fortified

# The parts are more than the start code of the C run-time, which is not marked for CET.
SOURCE = r"""
#include <cstdio>
#include <cstring>
#ifdef WRITABLE_CODE
asm(".section .planted,\"awx\",@progbits\n.byte 0\n.text");
#endif
int main(int count, char **words) { char copy[16]; std::strcpy(copy, words[count - 1]); return std::puts(copy); }
""" + "\n".join(f"int part{number}(int value) {{ return value + {number}; }}" for number in range(20))
HAS_CET = platform.machine() == "x86_64"
ALL = ["-O2", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2", "-fstack-protector-strong", "-fPIE", "-pie",
       "-Wl,-z,relro,-z,now,-z,noexecstack", *(["-fcf-protection=full"] if HAS_CET else [])]


class HardeningTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def faults_of(self, *flags):
        source, program = Path(self.folder.name, "probe.cpp"), Path(self.folder.name, "probe")
        source.write_text(SOURCE, encoding="utf-8")
        subprocess.run(["g++", "-w", *flags, str(source), "-o", str(program)], check=True)
        return [*faults(str(program)), *([] if is_fortified(str(program)) else ["FORTIFY"])]

    def test_a_hardened_program_passes(self):
        self.assertEqual(self.faults_of(*ALL), [])

    def test_each_missing_protection_is_found(self):
        for flag, word in (("-no-pie", "PIE"), ("-Wl,-z,lazy", "NOW"), ("-Wl,-z,norelro", "RELRO"),
                           ("-Wl,-z,execstack", "executable stack"), ("-DWRITABLE_CODE", "writable and executable"),
                           ("-fno-stack-protector", "stack protector"), ("-U_FORTIFY_SOURCE", "FORTIFY"),
                           ("-Wl,-rpath,/opt/lib", "machine it was built on"),
                           *([("-fcf-protection=none", "CET")] if HAS_CET else [])):
            with self.subTest(flag=flag):
                flags = [f for f in ALL if flag != "-no-pie" or f not in ("-fPIE", "-pie")]
                self.assertIn(word, " ".join(self.faults_of(*flags, flag)))


if __name__ == "__main__":
    unittest.main()
