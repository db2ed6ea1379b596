// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

class QTableView;

namespace sandglass {

class SandboxFilterModel;

/// Keeps what is at the top of a table at the top, by the sandbox's id and the pixels it is scrolled past,
/// while rows come, go and move, or another row where it is. At the very top the table stays there. All rows
/// are of one height and scrolled by pixels.
class ScrollAnchor
{
public:
    ScrollAnchor(QTableView &view, const SandboxFilterModel &model) : m_view(view), m_model(model) {}

    /// The place now is the place to keep: a person scrolled there or has seen it.
    void remember();
    /// After the rows are put into another order: this row, which is on the screen, stays where it is.
    void hold(int row);
    /// After the rows are put into another order: their beginning is shown.
    void goToTop();
    /// These rows are about to go: what follows them takes the anchor's place.
    void leaveRows(int first, int last);
    /// The same for these (sorted), which are not neighbours.
    void leaveRows(const QVector<int> &rows);
    /// Scrolls to where the anchor is now.
    void restore();

private:
    QTableView &m_view;
    const SandboxFilterModel &m_model;
    QString m_id;     ///< empty at the very top
    int m_offset = 0; ///< how far the view is scrolled past the row's top; negative below the view's top
};

} // namespace sandglass
