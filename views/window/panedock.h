// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/settingvalue.h"

#include <QObject>

class QAction;
class QSplitter;
class QWidget;

namespace sandglass {

/// Whether a pane is shown beside or below the table and how much room it takes: the action's tick, the
/// splitter and the settings tell the same. All references outlive it.
class PaneDock final : public QObject
{
    Q_OBJECT

public:
    /// Along the splitter: widths of a pane at its side, heights of one at its foot.
    struct Room
    {
        int least;
        int usual;
        int most;
        int kept = 0; ///< what the part before it keeps, as far as the pane can do with less
    };

    /// The pane becomes the last part of @p splitter, not the first. The settings keep it under @p name.
    PaneDock(QSplitter &splitter, QWidget &pane, QAction &toggle, Room room, Settings &settings,
             const QString &name, QObject *parent = nullptr);
    ~PaneDock() override;

    /// A person wants to see it; no effect when it is shown.
    void open();
    void close();

Q_SIGNALS:
    /// The focus was in the pane that has just closed.
    void focusLeft();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setShown(bool shown);
    /// Whether the pane may get another size by it.
    [[nodiscard]] bool changesTheShare(const QObject &watched, const QEvent &event) const;
    void applySize();
    void rememberSize(int handle);

    QSplitter &m_splitter;
    QWidget &m_pane;
    QAction &m_toggle;
    Room m_room;
    SettingValue<bool> m_open;
    SettingValue<int> m_size;
    SettingValue<int> m_kept; ///< what a person left to the part before, where that is less than usual
};

} // namespace sandglass
