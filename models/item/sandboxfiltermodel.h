// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"
#include "item/searchquery.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace sandglass {

class SandboxListModel;

/// The rows a person wants to see, in the order asked for. What went is among them only where the search asks
/// for it. The text of the search is the only filter there is, states are a part of it. Compares raw values,
/// ties by id, so the order never depends on the order of arrival.
class SandboxFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SandboxFilterModel(SandboxListModel &source, QObject *parent = nullptr);

    /// Only what matches this search, see SearchQuery.
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// What of the text cannot be understood and is left out.
    [[nodiscard]] const std::optional<SearchProblem> &problem() const { return m_query.problem(); }
    /// Looks again where time alone may have moved a sandbox in or out.
    void followTime();

    [[nodiscard]] const SearchQuery &query() const { return m_query; }
    /// Only these statuses, whatever else is searched for; empty means all. Writes them into the text.
    void setStatuses(const QSet<SandboxStatus> &statuses);

    [[nodiscard]] bool isFiltering() const { return !m_query.isEmpty(); }
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
    SearchQuery m_query; ///< of the text; blanks alone are no filter
};

} // namespace sandglass
