#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# links.sh PROGRAM LIBRARY...: fails when PROGRAM is linked with one of the shared libraries.
set -euo pipefail
program=$1
shift
needed=$(readelf -d "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
# Without this a wrong path or a static Qt would pass for a clean one.
grep -q '^libQt6Core\.so' <<<"$needed" || { echo "$program is not linked with Qt at all: $needed"; exit 1; }
status=0
for library; do
    if grep "^$library\.so" <<<"$needed"; then
        echo "$(basename "$program") must not be linked with $library" >&2
        status=1
    fi
done
exit "$status"
