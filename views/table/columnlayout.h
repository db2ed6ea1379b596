// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewsettings.h"

#include <QObject>
#include <QSet>

#include <vector>

class QAction;
class QHeaderView;

namespace sandglass {

/// The table's columns as a person arranged them: order, widths, which are shown, and the sorting. Remembered
/// as plain words, so that a newer version with other columns, or a file somebody edited, does no harm: what
/// cannot be used is left out. Works on the horizontal header of the table.
class ColumnLayout final : public QObject
{
    Q_OBJECT

public:
    ColumnLayout(QHeaderView &header, const ViewSettings &settings, QObject *parent = nullptr);
    ~ColumnLayout() override;

    /// Sets the header up as remembered. Call once, when the header has its model.
    void restore();
    /// As on the first day.
    void reset();
    /// Gives the template column what the others leave, within reason. Where there is too little, the columns
    /// up to the time left get narrower, so that it is seen, if that is enough for it. What a person set
    /// stays as it is.
    void fit(int width);

    /// From now on the sorting is the one remembered under @p name, at first @p first.
    void useSorting(const QString &name, const QString &first);
    /// "timeleft:ascending"
    [[nodiscard]] QString sortingWord() const;

    [[nodiscard]] bool canHide(int column) const;
    void hide(int column);
    /// One place to the left (-1) or right (1) among the columns shown.
    [[nodiscard]] bool canMove(int column, int by) const;
    QString move(int column, int by);
    QString resize(int column, int by);
    /// Sorts by it, or the other way round where it is sorted by it already.
    QString sort(int column);
    void setWidth(int column, int width);
    [[nodiscard]] int headingWidth(int column) const;

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
    [[nodiscard]] int shortWidth(int column) const;
    [[nodiscard]] int widthFor(const QString &sample, int extra, int column) const;
    /// Whether its width follows the room there is, as far as it is at the visual index @p from or behind.
    [[nodiscard]] bool isFitted(int column, int from) const;
    [[nodiscard]] QString sortingKey() const;
    [[nodiscard]] int neighbour(int column, int by) const;
    [[nodiscard]] QString titleOf(int column) const;
    void retitle();
    void place(const std::vector<Placed> &columns);
    void restoreSorting();
    void save();
    void onSectionMoved();
    void onSectionResized(int column, int before, int now);
    /// The same for the columns from the visual index @p from on.
    void fit(int width, int from);

    QHeaderView &m_header;
    ViewSettings m_settings;
    QList<QAction *> m_actions;
    QString m_sorting;      ///< under which name it is remembered
    QString m_firstSorting; ///< where none is
    QSet<int> m_set;        ///< whose width a person chose
    bool m_arranging = false;
    int m_width = 0;
};

} // namespace sandglass
