// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engineoptions.h"

#include <QStringList>

namespace sandglass::engine {

/// What the command line of `sandglass-engine` means.
struct EngineCommandLine
{
    enum class Kind : quint8
    {
        Run,
        Print, ///< --help or --version: text to standard output, then done
        Wrong, ///< text to standard error, exit code 2
    };

    Kind kind = Kind::Run;
    QString text;
    EngineOptions options;
};

/// @p arguments as QCoreApplication::arguments() gives them; @p presetKey is SANDGLASS_ENGINE_KEY, empty if
/// not set. Changes nothing and prints nothing.
EngineCommandLine parseEngineCommandLine(const QStringList &arguments, const QByteArray &presetKey);

} // namespace sandglass::engine
