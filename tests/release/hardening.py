#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that built programs carry what makes a bug in memory harder to exploit: hardening.py PROGRAM...

Read from the program itself, never from the flags it was built with. Prints one line per fault and fails if there is one.
"""
import platform
import re
import subprocess
import sys


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def faults(program):
    """Yield what the program lacks."""
    header, dynamic = run("readelf", "-hW", program), run("readelf", "-dW", program)
    segments, symbols = run("readelf", "-lW", program), run("readelf", "--dyn-syms", "-W", program)
    if "(Position-Independent Executable file)" not in header:
        yield "is not position independent (PIE)"
    if "GNU_RELRO" not in segments:
        yield "has no segment that becomes read-only after relocation (RELRO)"
    if not re.search(r"\(FLAGS(_1)?\).*\bNOW\b|BIND_NOW", dynamic):
        yield "resolves functions lazily, so their table stays writable (NOW)"
    stack = re.search(r"GNU_STACK\s+(?:0x\S+\s+){5}(\S+)", segments)
    if not stack or "E" in stack[1]:
        yield "has an executable stack"
    if re.search(r"LOAD\s+(?:0x\S+\s+){5}RWE", segments):
        yield "has memory that is writable and executable"
    if "__stack_chk_fail" not in symbols:
        yield "does not check its stack (stack protector)"
    if "RPATH" in dynamic or "RUNPATH" in dynamic:
        yield "looks for libraries in a folder of the machine it was built on"
    if platform.machine() == "x86_64":
        # The note that switches CET on needs a C run-time with it, which Debian 12 lacks; our own code is marked.
        code = run("objdump", "-d", "--no-show-raw-insn", "--section=.text", program)
        functions = len(re.findall(r"^[0-9a-f]+ <", code, re.MULTILINE))
        marked = len(re.findall(r"\bendbr64\b", code))
        if marked < 0.5 * functions:
            yield f"marks {marked} places for indirect branches in {functions} functions (CET)"


def is_fortified(program):
    """Whether it calls checked functions of the C library; one that calls none that could be checked does not."""
    symbols = run("readelf", "--dyn-syms", "-W", program)
    return bool(re.search(r"__\w+_chk\b", symbols.replace("__stack_chk_fail", "")))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    found = [f"{program}: {fault}" for program in sys.argv[1:] for fault in faults(program)]
    # All are built with the same flags, but not every program has something to check.
    if not any(is_fortified(program) for program in sys.argv[1:]):
        found.append("no program uses a fortified function (FORTIFY)")
    print("\n".join(found) if found else f"{len(sys.argv) - 1} programs are hardened")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
