// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace sandglass {

class SandboxListModel;

/// The rows a person wants to see, in the order asked for. Compares raw values, ties by id, so the order
/// never depends on the order of arrival.
class SandboxFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SandboxFilterModel(SandboxListModel &source, QObject *parent = nullptr);

    /// Every word has to occur in the id, template, region or state; without regard to case.
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }

    /// Only these statuses; empty means all.
    void setStatuses(const QSet<SandboxStatus> &statuses);
    [[nodiscard]] const QSet<SandboxStatus> &statuses() const { return m_statuses; }

    [[nodiscard]] bool isFiltering() const { return !m_words.isEmpty() || !m_statuses.isEmpty(); }
    void clearFilter();

    /// The proxy's row of @p id, or -1 when it is not shown.
    [[nodiscard]] int rowOf(const QString &id) const;
    [[nodiscard]] QString idAt(int row) const;
    [[nodiscard]] SandboxListModel &list() const { return m_list; }

Q_SIGNALS:
    void filterChanged();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    SandboxListModel &m_list;
    QString m_text;
    QStringList m_words; ///< of the text; blanks alone are no filter
    QSet<SandboxStatus> m_statuses;
};

} // namespace sandglass
