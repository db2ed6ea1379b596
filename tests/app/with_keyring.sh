#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with_keyring.sh PROGRAM ARGUMENT...: run it on a session bus of its own, with a home of its own and a GNOME Keyring
# that is unlocked. Nothing of the person's own session is touched.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home/run
# The word by which the test knows that it is not in somebody's own session.
export SANDGLASS_TEST_KEYRING=own
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL
# shellcheck disable=SC2016 # the inner shell is to read these
dbus-run-session -- bash -euo pipefail -c 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null; "$@"' _ "$@"
