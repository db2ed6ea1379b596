// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/logbook.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace sandglass {

/// A heading and lines "label: value".
struct FactSection
{
    QString title;
    QVector<std::pair<QString, QString>> facts;

    void add(const QString &label, const QString &value) { facts.append({label, value}); }
};

/// What to write about. Sections come before what the logbook holds.
struct DiagnosticsRequest
{
    QVector<FactSection> sections;
    const Logbook &log;
    UtcTime now{};
    bool withIds = false;
    QStringList sandboxIds = {};  ///< to be veiled, beside those of the events
    QStringList templateIds = {}; ///< the same
    QStringList otherIds = {};    ///< the same: of the organisation, of nodes
};

/// The whole bundle as Markdown that is plain text as well, to be shown and saved as it is. Everything in it
/// went through redacted(), the home folder is "~", and ids are words unless wished.
QString diagnosticsText(const DiagnosticsRequest &request);

/// "sandglass-diagnostics-2026-11-24-1402.md", by the computer's time.
QString diagnosticsFileName(UtcTime now);

} // namespace sandglass
