// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/environment.h"

#include <QMetaType>
#include <QString>
#include <QVector>

#include <optional>

namespace sandglass {

/// A sandbox somebody wants created (contract 4.3). Size is the template's and cannot be chosen. The values
/// of `environment` are secrets: never logged, never kept.
struct SandboxSpec
{
    QString templateId; ///< this or the name; the id counts, for names may stand twice
    QString templateName;
    QString region; ///< empty: the server chooses
    /// From the moment of creation until the server deletes it; more than 0. nullopt: never.
    std::optional<qint64> timeoutSeconds;
    bool internetAccess = true;
    QVector<EnvironmentVariable> environment;

    bool operator==(const SandboxSpec &) const = default;
};

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::SandboxSpec)
