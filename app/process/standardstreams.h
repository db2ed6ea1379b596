// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sandglass {

/// Whoever started this program may have closed its input or output, as a shell does for `>&-`. The next file
/// that is opened would then take that place, and what is written to the output would go into it. First
/// thing in main(): holds such places with files that can be neither read nor written as they should, so
/// that it fails as on a closed one.
void holdStandardStreams();

} // namespace sandglass
