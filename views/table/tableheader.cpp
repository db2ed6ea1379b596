// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/tableheader.h"

#include <QEvent>

namespace sandglass {

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    connect(this, &QHeaderView::sectionCountChanged, this, [this] { m_sizeHint = {}; });
}

QSize TableHeader::sizeHint() const
{
    if (!m_sizeHint.isValid())
        m_sizeHint = QHeaderView::sizeHint();
    return m_sizeHint;
}

void TableHeader::setModel(QAbstractItemModel *model)
{
    QHeaderView::setModel(model);
    m_sizeHint = {};
    if (model) {
        connect(model, &QAbstractItemModel::headerDataChanged, this, [this] { m_sizeHint = {}; });
    }
}

bool TableHeader::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LanguageChange:
    case QEvent::ScreenChangeInternal:
        m_sizeHint = {};
        break;
    default:
        break;
    }
    return QHeaderView::event(event);
}

} // namespace sandglass
