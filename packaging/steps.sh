# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by the scripts beside it. Sets `root`; everything said here goes to standard error, so that a program's own
# output stays clean.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

# step TITLE LOG COMMAND...: one line while it works, its time when it is done, its log only when it fails.
step() {
    local title=$1 log=$2 start=$SECONDS status=0
    shift 2
    printf '%s…' "$title" >&2
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [ "$status" -ne 0 ]; then
        printf ' failed after %s s\n\n' $((SECONDS - start)) >&2
        tail -n 200 "$log" >&2
        printf '\n%s failed (exit status %s). All of its output: %s\n' "$title" "$status" "$log" >&2
        return "$status"
    fi
    printf ' %s s\n' $((SECONDS - start)) >&2
}

# configure PRESET: only when there is something new to tell CMake. Ninja notices changed CMakeLists.txt by itself, but
# not a changed preset.
configure() {
    local preset=$1 build=$root/build/$1
    if [ -f "$build/build.ninja" ] && [ "$build/build.ninja" -nt "$root/CMakePresets.json" ]; then
        return 0
    fi
    mkdir -p "$build"
    # Called as a part of a condition, a function goes on after a failure unless it says otherwise.
    step "Configuring $preset" "$build/configure.log" cmake -S "$root" --preset "$preset" || return
    # CMake leaves an unchanged build.ninja alone; without this it would be asked again every time.
    touch -c "$build/build.ninja"
}

# build PRESET [TARGET...]: everything when no target is named.
build() {
    local preset=$1 targets=()
    shift
    [ $# -eq 0 ] || targets=(--target "$@")
    step "Building $preset" "$root/build/$preset/build.log" \
        cmake --build "$root/build/$preset" --parallel "$(nproc)" "${targets[@]}"
}
