// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/scrollanchor.h"

#include "item/sandboxfiltermodel.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace sandglass {

void ScrollAnchor::remember()
{
    const int value = m_view.verticalScrollBar()->value();
    const int height = m_view.verticalHeader()->defaultSectionSize();
    const int rows = m_model.rowCount();
    m_id.clear();
    m_offset = 0;
    if (value <= 0 || rows == 0)
        return;
    const int row = std::min(value / height, rows - 1);
    m_id = m_model.idAt(row);
    m_offset = value - row * height;
}

void ScrollAnchor::hold(int row)
{
    m_id = m_model.idAt(row);
    m_offset = m_view.verticalScrollBar()->value() - row * m_view.verticalHeader()->defaultSectionSize();
}

void ScrollAnchor::goToTop()
{
    m_id.clear();
    m_offset = 0;
}

void ScrollAnchor::leaveRows(int first, int last)
{
    const int row = m_id.isEmpty() ? -1 : m_model.rowOf(m_id);
    if (row < first || row > last)
        return;
    if (last + 1 < m_model.rowCount())
        m_id = m_model.idAt(last + 1);
    else
        m_id = first > 0 ? m_model.idAt(first - 1) : QString();
}

void ScrollAnchor::leaveRows(const QVector<int> &rows)
{
    const int row = m_id.isEmpty() ? -1 : m_model.rowOf(m_id);
    if (std::binary_search(rows.begin(), rows.end(), row))
        m_id = m_model.idAt(SandboxFilterModel::nextStaying(row, rows, m_model.rowCount()));
}

void ScrollAnchor::restore()
{
    const int row = m_id.isEmpty() ? -1 : m_model.rowOf(m_id);
    const int value = row < 0 ? 0 : row * m_view.verticalHeader()->defaultSectionSize() + m_offset;
    m_view.verticalScrollBar()->setValue(value);
}

} // namespace sandglass
