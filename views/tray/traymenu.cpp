// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/traymenu.h"

#include "tray/trayface.h"
#include "widgets/literaltext.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 90;

QString shortened(QString text)
{
    if (text.size() > kLongest)
        text = text.left(kLongest - 1).trimmed() + u'…';
    return literalText(std::move(text));
}

} // namespace

TrayMenu::TrayMenu(QWidget *parent) : QMenu(parent)
{
    setObjectName("trayMenu"_L1);
    QAction *show = addAction(tr("&Show Sandglass"));
    show->setObjectName("tray.show"_L1);
    connect(show, &QAction::triggered, this, &TrayMenu::showWanted);
    addSeparator();
    m_nothing = addAction(QString());
    m_nothing->setObjectName("tray.nothing"_L1);
    m_nothing->setEnabled(false);
    for (const SandboxStatus status : kAllStatuses) {
        QAction *entry = addAction(QString());
        entry->setObjectName(QString("tray.count."_L1 % QString::number(static_cast<int>(status))));
        connect(entry, &QAction::triggered, this, [this, status] { Q_EMIT statusWanted(status); });
        m_counts.at(static_cast<std::size_t>(status)) = entry;
    }
    addSeparator();
    m_recentTitle = addAction(tr("Used last:"));
    m_recentTitle->setObjectName("tray.recent"_L1);
    m_recentTitle->setEnabled(false);
    for (int i = 0; i < RecentActions::kMost; ++i) {
        QAction *entry = addAction(QString());
        entry->setObjectName(QString("tray.recent."_L1 % QString::number(i)));
        connect(entry, &QAction::triggered, this, [this, i] {
            // Copied: what comes of it changes the list.
            if (i < m_shown.size())
                Q_EMIT recentWanted(RecentAction(m_shown.at(i)));
        });
        m_recent.at(static_cast<std::size_t>(i)) = entry;
    }
    addSeparator();
    QAction *quit = addAction(tr("&Quit"));
    quit->setObjectName("tray.quit"_L1);
    connect(quit, &QAction::triggered, this, &TrayMenu::quitWanted);
    setCounts({}, false);
    setRecent({}, {});
}

void TrayMenu::setCounts(const StatusCounts &counts, bool known)
{
    bool any = false;
    for (const SandboxStatus status : kAllStatuses) {
        const int count = known ? counts.at(static_cast<std::size_t>(status)) : 0;
        QAction *entry = m_counts.at(static_cast<std::size_t>(status));
        entry->setVisible(count > 0);
        entry->setText(countOfStatus(count, status));
        any = any || count > 0;
    }
    m_nothing->setVisible(!any);
    m_nothing->setText(known ? tr("No sandboxes") : tr("Nothing read yet"));
}

void TrayMenu::setRecent(const QVector<RecentAction> &recent, const QStringList &reasons)
{
    m_shown = recent;
    m_recentTitle->setVisible(!recent.isEmpty());
    for (int i = 0; i < RecentActions::kMost; ++i) {
        QAction *entry = m_recent.at(static_cast<std::size_t>(i));
        const bool isUsed = i < recent.size();
        entry->setVisible(isUsed);
        if (!isUsed)
            continue;
        // A tray's menu has no tooltips, so the reason stands in the entry itself.
        const QString &reason = reasons.at(i);
        const QString text = textOf(recent.at(i));
        entry->setText(shortened(reason.isEmpty() ? text : tr("%1 – %2").arg(text, reason)));
        entry->setEnabled(reason.isEmpty());
    }
}

} // namespace sandglass
