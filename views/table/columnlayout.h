// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QAction;
class QHeaderView;
class QSettings;

namespace sandglass {

/// The table's columns as a person arranged them: order, widths, which are shown, and the sorting. Remembered
/// as plain words, so that a newer version with other columns, or a file somebody edited, does no harm: what
/// cannot be used is left out. Works on the horizontal header of the table.
class ColumnLayout final : public QObject
{
    Q_OBJECT

public:
    ColumnLayout(QHeaderView &header, QSettings &settings, QObject *parent = nullptr);
    ~ColumnLayout() override;

    /// Sets the header up as remembered. Call once, when the header has its model.
    void restore();
    /// As on the first day.
    void reset();
    /// Gives the template column what the others leave, within reason, unless a person set its width.
    void fit(int width);

    /// One checkable action per column that may be hidden; theirs is the text of the header.
    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }

private:
    struct Placed
    {
        int column;
        int width; ///< 0: as on the first day
        bool shown;
    };

    [[nodiscard]] std::vector<Placed> remembered() const;
    [[nodiscard]] int firstWidth(int column) const;
    void place(const std::vector<Placed> &columns);
    void restoreSorting();
    void save();
    void onSectionResized(int column, int before, int now);

    QHeaderView &m_header;
    QSettings &m_settings;
    QList<QAction *> m_actions;
    bool m_templateIsFitted = true;
    bool m_arranging = false;
    int m_width = 0;
};

} // namespace sandglass
