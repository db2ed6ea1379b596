// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/selectedreader.h"

#include <QString>

#include <chrono>

class QUrl;

namespace sandglass {

/// How old what is shown of a sandbox is, and what comes next: "Read 3 s ago", "Reading…",
/// "Read 2 min ago, asking again in 8 s". @p resting: it is not read now because the key was refused.
QString readText(const SelectedRead &read, bool resting, MonoTime now);

/// Why the last read failed, in a sentence or two; empty while it did not.
QString readProblem(const SelectedRead &read, const QUrl &server);

/// How long until readText() reads differently by time alone; zero when it will not.
std::chrono::milliseconds untilReadTextChanges(const SelectedRead &read, MonoTime now);

} // namespace sandglass
