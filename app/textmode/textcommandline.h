// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/extension.h"
#include "domain/sandboxspec.h"
#include "item/sandboxlistmodel.h"
#include "textmode/exitcode.h"
#include "textmode/verbs.h"

#include <QString>
#include <QStringList>
#include <QVector>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace sandglass {

/// One call of the text mode, understood.
struct TextCommandLine
{
    using Column = SandboxListModel::Column;

    Verb verb = Verb::Help;
    QStringList ids; ///< each once, in the order given; not empty where the verb works on sandboxes
    QString search;  ///< as in the window's filter
    bool json = false;
    bool idsOnly = false; ///< list: nothing but ids
    bool details = false; ///< list: read what lists leave out
    QVector<Column> columns;
    bool columnsGiven = false; ///< so all of them are shown, wherever they fit or not
    Column sortBy = Column::Age;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
    bool yes = false;
    bool wait = true;
    std::chrono::seconds timeout{120};
    std::optional<std::chrono::seconds> interval;
    std::optional<Extension> extension; ///< extend
    SandboxSpec wish;                   ///< create; what names the template is in templateName
    QString baseUrl;
};

/// The program ends at once, with this text: to standard output when all is well, else to standard error.
struct EarlyEnd
{
    QString text;
    ExitCode code = ExitCode::Ok;
};

/// Needs a QCoreApplication. @p arguments begins with the program's name.
tl::expected<TextCommandLine, EarlyEnd> parseTextCommandLine(const QStringList &arguments);

/// Why a key among the arguments is refused, without repeating it.
QString keyRefusal();

/// The column's word in --columns and --sort.
QString wordOfColumn(SandboxListModel::Column column);

} // namespace sandglass
