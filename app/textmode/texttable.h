// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

#include <functional>

namespace sandglass {

/// How many columns of a terminal @p text takes: wide characters two, combining ones none.
int displayWidth(const QString &text);

/// @p text, or what fits into @p width columns of it and "…".
QString cutToWidth(const QString &text, int width);

struct TextColumn
{
    QString header;
    bool alignRight = false;
    /// Of the columns with the highest number one goes first where the width does not suffice; 0 stays.
    int dispensable = 0;
};

/// A table in lines of text, headed by its columns, two blanks between them.
/// @p width as Console::width(): columns that do not fit are left out, values are never cut.
/// @p paint may colour a cell that is laid out already; it is told the row and the column.
QStringList layOutTable(const QVector<TextColumn> &columns, const QVector<QStringList> &rows, int width,
                        const std::function<QString(int row, int column, const QString &cell)> &paint = {});

} // namespace sandglass
