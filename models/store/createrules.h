// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxspec.h"
#include "domain/template.h"

#include <QString>
#include <QStringList>

namespace sandglass {

class TemplateLibrary;

/// Longest auto-delete that may be asked for: the service's own limit is not known (contract 16), this one
/// keeps mistyped numbers out.
inline constexpr qint64 kLongestTimeoutSeconds = qint64{365} * 86'400;

/// What stands against sending @p spec, as one sentence; empty when nothing does. Everything that can be
/// known beforehand, above all an unknown template, which the service answers with a plain 500 (contract 13,
/// trap 19).
QString whyNotCreate(const SandboxSpec &spec, const TemplateLibrary &library);

/// Why no sandbox can be made from @p candidate; empty when one can.
QString whyNotUsable(const Template &candidate);

/// What is wrong with each of @p variables; empty where nothing is.
QStringList whyNotEach(const QVector<EnvironmentVariable> &variables);

} // namespace sandglass
