// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/sandboxlistmodel.h"
#include "viewsettings.h"

#include <QStringList>
#include <QTableView>

#include <memory>

class QAction;

namespace sandglass {

class Clock;
class SandboxFilterModel;
class ServerClock;

/// The table of sandboxes. Knows rows by their sandbox's id: selection, current row and the place scrolled to
/// stay with the sandboxes whatever happens to the rows. Changes nothing by itself: Enter and double click
/// only emit activated(). Columns and sorting are remembered for the profile.
/// All references must outlive it. GUI thread.
class SandboxTable final : public QTableView
{
    Q_OBJECT

public:
    SandboxTable(SandboxFilterModel &model, Clock &clock, const ServerClock &serverClock,
                 const ViewSettings &settings, QWidget *parent = nullptr);
    ~SandboxTable() override;

    /// In the order shown. Rows which the filter hides are never selected.
    [[nodiscard]] QStringList selectedIds() const;
    /// Selects these and nothing else; ids that are not shown are left out. Does not scroll.
    void selectIds(const QStringList &ids);
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void keyboardSearch(const QString &search) override;

    /// The sandbox of the current row, empty when there is none.
    [[nodiscard]] QString currentId() const;
    /// Makes this the current row and scrolls to it; no effect if it is not shown.
    void setCurrentId(const QString &id);

    /// Row @p from is now called @p to, or is about to give way to a row of that name, which is then selected
    /// and current where the other was.
    void followName(const QString &from, const QString &to);

    /// Puts the selected ids on the clipboard, one per line. Also Ctrl+C.
    void copySelectedIds();
    /// Puts the selected sandboxes on the clipboard as a JSON array of sandboxJson().
    void copySelectedJson();
    /// The columns that are shown, from left to right.
    [[nodiscard]] QVector<SandboxListModel::Column> shownColumns() const;
    /// Columns, widths and sorting as on the first day.
    void resetColumns();
    /// From now on the sorting is the one remembered under @p name ("" is that of the table in general), or
    /// @p first ("timeleft:ascending") where none is.
    void useSorting(const QString &name, const QString &first);
    /// The sorting as such a word.
    [[nodiscard]] QString sortingWord() const;
    /// The column of the current cell, one place to the left (-1) or right (1), or narrower or wider by @p by
    /// pixels, or sorted by it as by a click on its title. Returns a sentence on what happened.
    QString moveColumn(int by);
    QString resizeColumn(int by);
    QString sortByCurrentColumn();
    /// One checkable action per column that may be hidden; for menus.
    [[nodiscard]] QList<QAction *> columnActions() const;

Q_SIGNALS:
    /// The set of selected ids is another. Once per change, not per row.
    void selectedIdsChanged();
    /// A person wants the context menu: right button, Menu key, Shift+F10. The row is selected by then.
    void menuWanted(const QPoint &globalPos);
    /// A person clicked the mark of a failed action.
    void errorWanted(const QString &id);
    /// A person types in the table: it belongs into the search field.
    void textTyped(const QString &text);
    /// These went to the clipboard; ids are separated by line feeds.
    void idCopied(const QString &id);
    void jsonCopied(qsizetype count);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void showEvent(QShowEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;

private:
    void askForMenuAtCurrent();
    [[nodiscard]] QStringList idsToCopy() const;
    /// Of what is selected now, if it was not told before.
    void tellSelection();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sandglass
