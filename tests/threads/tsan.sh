#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Build what runs on two threads with ThreadSanitizer, which no build has together with the other sanitizers, and run it there.
set -euo pipefail
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../packaging/steps.sh"

configure tsan
build tsan tst_threads
exec ctest --test-dir "$root/build/tsan" --output-on-failure --no-tests=error -R '^(tst_threads|threads\.)'
