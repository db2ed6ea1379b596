// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"

#include <QVector>

namespace sandglass {

/// A field the server sent that Sandbox has no place for.
struct ExtraField
{
    QString name; ///< as sent
    QString value;
    ReportedTime time; ///< known where the value is a moment

    bool operator==(const ExtraField &) const = default;
};

/// Everything one read of one sandbox brought. Made only for the sandbox a person looks at: keeping it for
/// every row would multiply what a poll costs. Holds no secret.
struct Inspection
{
    Sandbox sandbox;
    QString json; ///< the whole answer, indented, fields in alphabetical order, secrets replaced
    QVector<ExtraField> extras;

    bool operator==(const Inspection &) const = default;
};

} // namespace sandglass
