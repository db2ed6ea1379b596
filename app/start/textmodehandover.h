// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sandglass {

/// Whether these arguments are meant for the text mode.
bool isTextModeCall(int argc, const char *const *argv);

/// Replaces this program by `sandglass-cli`, which stands beside it and links no Qt Gui, with the same
/// arguments. Comes back only when that fails: it has said why, and this is the exit status.
int becomeTextMode(char **argv);

} // namespace sandglass
