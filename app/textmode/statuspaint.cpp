// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/statuspaint.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// The sixteen colours every terminal has, as its owner set them.
QLatin1StringView colourOf(SandboxStatus status)
{
    switch (status) {
    case SandboxStatus::Running:
        return "32"_L1; // green
    case SandboxStatus::Creating:
        return "36"_L1; // cyan
    case SandboxStatus::Paused:
        return "33"_L1; // yellow
    case SandboxStatus::Error:
        return "31"_L1; // red
    case SandboxStatus::Stopped:
    case SandboxStatus::Gone:
        return "2"_L1; // faint
    case SandboxStatus::Unknown:
        break;
    }
    return {};
}

} // namespace

QString painted(const QString &text, SandboxStatus status)
{
    const QLatin1StringView colour = colourOf(status);
    return colour.isEmpty() ? text : QString("\x1b["_L1 % colour % u'm' % text % "\x1b[0m"_L1);
}

} // namespace sandglass
