// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/event.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace sandglass {

/// The events of one kind, and those in which all of the words are.
class EventFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit EventFilterModel(QObject *parent = nullptr);

    /// Empty: every kind.
    void setKind(std::optional<EventKind> kind);
    void setWords(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    std::optional<EventKind> m_kind;
    QStringList m_words;
};

} // namespace sandglass
