// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QIcon;
class QMenu;

namespace sandglass {

/// The desktop's tray and our icon in it, or whatever stands in for them. Never blocks. Where there is no
/// tray nothing is shown, and nobody has to care.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    enum class Presence : quint8
    {
        Unasked, ///< nobody wanted to know
        Asking,  ///< it takes a moment until the desktop answers
        None,    ///< this desktop has no tray, at least for now
        There,
    };

    using QObject::QObject;

    [[nodiscard]] virtual Presence presence() const = 0;
    /// Looks for a tray and goes on to watch whether one comes or goes; again: looks at once.
    virtual void look() = 0;
    /// The icon is to be in the tray while there is one.
    virtual void setShown(bool shown) = 0;

    virtual void setPicture(const QIcon &picture) = 0;
    virtual void setToolTip(const QString &text) = 0;
    /// The menu outlives this.
    virtual void setMenu(QMenu *menu) = 0;

Q_SIGNALS:
    void presenceChanged();
    /// The person clicked on it.
    void activated();
};

} // namespace sandglass
