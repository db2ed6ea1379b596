// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tray/trayicon.h"

#include <QIcon>

namespace sandglass::test {

/// A desktop whose tray comes and goes as the test likes.
class FakeTray final : public TrayIcon
{
    Q_OBJECT

public:
    [[nodiscard]] Presence presence() const override { return m_presence; }
    void look() override
    {
        ++looks;
        if (m_presence == Presence::Unasked)
            become(Presence::Asking);
    }
    void setShown(bool shown) override { isShown = shown; }
    void setPicture(const QIcon &icon) override { picture = icon; }
    void setToolTip(const QString &text) override { toolTip = text; }
    void setMenu(QMenu *given) override { menu = given; }

    void become(Presence presence)
    {
        m_presence = presence;
        Q_EMIT presenceChanged();
    }

    int looks = 0;
    bool isShown = false;
    QIcon picture;
    QString toolTip;
    QMenu *menu = nullptr;

private:
    Presence m_presence = Presence::Unasked;
};

} // namespace sandglass::test
