// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settingvalue.h"

#include <QObject>

class QAction;
class QSplitter;

namespace sandglass {

class DetailsPane;

/// Whether the details are shown beside the table and how wide: the action's tick, the splitter and the
/// settings tell the same. All references outlive it.
class DetailsDock final : public QObject
{
    Q_OBJECT

public:
    DetailsDock(QSplitter &body, DetailsPane &pane, QAction &toggle, QSettings &settings,
                QObject *parent = nullptr);

    /// A person wants to see them; no effect when they are shown.
    void open();

Q_SIGNALS:
    /// The focus was in the pane that has just closed.
    void focusLeft();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setShown(bool shown);
    void applyWidth();

    QSplitter &m_body;
    DetailsPane &m_pane;
    QAction &m_toggle;
    SettingValue<bool> m_open;
    SettingValue<int> m_width;
};

} // namespace sandglass
