// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/idselection.h"

#include "item/sandboxfiltermodel.h"
#include "store/rowruns.h"

#include <algorithm>
#include <vector>

namespace sandglass {

QStringList idsOf(const QItemSelection &selection, const SandboxFilterModel &model)
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    sortRows(rows, model.rowCount());
    QStringList ids;
    ids.reserve(static_cast<qsizetype>(rows.size()));
    for (const int row : rows)
        ids += model.idAt(row);
    return ids;
}

QItemSelection selectionOf(const QStringList &ids, const SandboxFilterModel &model)
{
    std::vector<int> rows;
    for (const QString &id : ids) {
        if (const int row = model.rowOf(id); row >= 0)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    const int lastColumn = model.columnCount() - 1;
    QItemSelection selection;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t next = first + 1;
        while (next < rows.size() && rows[next] <= rows[next - 1] + 1)
            ++next;
        selection.select(model.index(rows[first], 0), model.index(rows[next - 1], lastColumn));
        first = next;
    }
    return selection;
}

} // namespace sandglass
