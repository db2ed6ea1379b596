// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QVector>

#include <functional>

class QWidget;

namespace sandglass {

/// F6 and Shift+F6: from one part of the window to the next that is shown, each time to where one was in it.
/// The panes outlive it.
class PaneCycle final : public QObject
{
    Q_OBJECT

public:
    explicit PaneCycle(QObject *parent = nullptr);

    /// The next in the order. @p enter gives the focus to its first thing; nothing to ask while hidden.
    void add(QWidget &pane, std::function<void()> enter);

    void goToNext() { go(1); }
    void goToPrevious() { go(-1); }

private:
    struct Pane
    {
        QWidget *widget;
        std::function<void()> enter;
        QPointer<QWidget> last; ///< had the focus last
    };

    void go(int step);
    void onFocusChanged(QWidget *now);

    QVector<Pane> m_panes;
};

} // namespace sandglass
