// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/copybutton.h"

#include "item/sandboxlistmodel.h"
#include "store/creationmark.h"
#include "table/sandboxdelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTableView>

namespace sandglass {

CopyButton::CopyButton(QTableView &view, SandboxDelegate &delegate, Clock &clock,
                       std::function<void(QString)> copied)
    : m_view(view), m_delegate(delegate), m_clock(clock), m_copied(std::move(copied))
{}

QModelIndex CopyButton::at(const QPoint &position) const
{
    const QModelIndex index = m_view.indexAt(position);
    if (index.column() != SandboxListModel::Id ||
        isProvisionalId(index.data(SandboxListModel::IdRole).toString()))
        return {};
    const QRect button = m_delegate.copyButtonRect(m_view.visualRect(index), m_view.layoutDirection());
    return button.contains(position) ? index : QModelIndex();
}

bool CopyButton::press(const QPoint &position)
{
    m_pressed = at(position);
    return isPressed();
}

bool CopyButton::release(const QPoint &position)
{
    const QPersistentModelIndex pressed = std::exchange(m_pressed, QPersistentModelIndex());
    if (!pressed.isValid())
        return false;
    if (at(position) == pressed)
        copy(pressed);
    return true;
}

void CopyButton::copy(const QModelIndex &index)
{
    const QString id = index.data(SandboxListModel::IdRole).toString();
    QGuiApplication::clipboard()->setText(id);
    m_delegate.setCopied(index);
    m_view.update(index);
    m_tick = m_clock.after(kTickShown, [this, copied = QPersistentModelIndex(index)] {
        m_delegate.setCopied({});
        if (copied.isValid())
            m_view.update(copied);
    });
    m_copied(id);
}

} // namespace sandglass
