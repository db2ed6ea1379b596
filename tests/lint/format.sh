#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails when a source file in the repository is not as clang-format 14 (Debian 12's) would write it. To mend:
#   git ls-files '*.cpp' '*.h' | xargs clang-format -i
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
formatter=$(command -v clang-format-14 || command -v clang-format)
if git rev-parse --git-dir >/dev/null 2>&1; then
    list() { git ls-files -z '*.cpp' '*.h'; }
else
    list() { find app models tests views \( -name '*.cpp' -o -name '*.h' \) -print0; }
fi
count=$(list | tr -cd '\0' | wc -c)
[ "$count" -gt 0 ] || { echo "format.sh: no source files found in $PWD" >&2; exit 1; }
list | while IFS= read -r -d '' file; do
    # A file deleted but not yet committed is no news.
    [ ! -e "$file" ] || printf '%s\0' "$file"
done | xargs -0 "$formatter" --dry-run -Werror
echo "$count files are formatted"
