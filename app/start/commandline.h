// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <tl/expected.hpp>

namespace sandglass {

/// What the person asked for when starting the program. There is no option for a key: it would show in the
/// process list.
struct CommandLine
{
    std::optional<int> demoSandboxes; ///< set: open the demo with so many
    QString baseUrl;
    QString screenshotFile;
    QSize size;
    std::optional<Theme> theme;
    QString select;         ///< the sandbox to show
    bool newWindow = false; ///< even where one is open already
};

/// The program ends at once, with this text and exit status.
struct EarlyExit
{
    QString text;
    int status = 0; ///< 0: text to standard output; 2: a wrong call, text to standard error
};

/// Needs a QCoreApplication. @p arguments begins with the program's name.
tl::expected<CommandLine, EarlyExit> parseCommandLine(const QStringList &arguments);

} // namespace sandglass
