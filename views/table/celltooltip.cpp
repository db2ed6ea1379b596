// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/celltooltip.h"

#include "widgets/plaintooltip.h"

#include <QAbstractItemView>
#include <QToolTip>

namespace sandglass {

void CellToolTip::show(const QModelIndex &index, const QPoint &globalPosition, const QString &text)
{
    m_index = text.isEmpty() ? QModelIndex() : index;
    if (text.isEmpty()) {
        m_markup.clear();
        QToolTip::hideText();
        return;
    }
    m_rect = m_view.visualRect(index);
    m_markup = plainToolTip(text);
    QToolTip::showText(globalPosition, m_markup, m_view.viewport(), m_rect);
}

void CellToolTip::keepOrClose()
{
    if (m_markup.isEmpty())
        return;
    const bool ours = QToolTip::isVisible() && QToolTip::text() == m_markup;
    if (ours && m_index.isValid() && m_view.visualRect(m_index) == m_rect)
        return;
    if (ours)
        QToolTip::hideText();
    m_index = QModelIndex();
    m_markup.clear();
}

} // namespace sandglass
