// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace sandglass {

/// The panes of a dashboard side by side. One of them gives way where there is no room for all of them, so
/// that the window can be as narrow as the others allow.
class BodySplitter final : public QSplitter
{
    Q_OBJECT

public:
    explicit BodySplitter(QWidget *parent = nullptr);

    /// The pane that gives way; a child of this splitter. It is shown and hidden here alone.
    void setYielding(QWidget *pane);
    /// Whether a person wants to see it; it is shown where there is room as well.
    void setYieldingWanted(bool wanted);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The pane comes or goes, for want of room or at a person's wish; before it does, so that the focus can
    /// leave.
    void yieldingAboutToBeShown(bool shown);

protected:
    bool event(QEvent *event) override;

private:
    void fit();

    QWidget *m_yielding = nullptr;
    bool m_wanted = true;
};

} // namespace sandglass
