// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/sandboxlistmodel.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <QVector>

namespace sandglass {

class SandboxFilterModel;

enum class ExportFormat : quint8
{
    Csv,
    Json
};

/// The format a file of this name is meant to have; CSV unless it ends in ".json".
ExportFormat formatOfFile(const QString &fileName);

/// The rows shown, in the order shown, with @p columns in their order, as a file for other programs. Ages and
/// times left become the moments they are counted from, for they would be wrong a minute later.
///
/// CSV is RFC 4180 in UTF-8, headed by stable names; empty means not reported, "never" that nothing expires.
/// A text that a spreadsheet would take for a formula gets an apostrophe in front. JSON has the keys of
/// sandboxJson() that belong to the columns, and `id` in any case.
QByteArray exportedRows(ExportFormat format, const SandboxFilterModel &model,
                        const QVector<SandboxListModel::Column> &columns, const QUrl &server);

} // namespace sandglass
