// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace sandglass {

class ViewList;

/// The list of the sidebar. What is current is what is shown; saved views can be dragged, and moved with
/// Alt+Up and Alt+Down. Its keys are its own: Delete in here means a view, never a sandbox.
class ViewListView final : public QListView
{
    Q_OBJECT

public:
    explicit ViewListView(ViewList &views, QWidget *parent = nullptr);
    ~ViewListView() override;

    /// Marks this row without telling chosen(); -1 marks none.
    void setCurrentRow(int row);
    [[nodiscard]] int currentRow() const;

Q_SIGNALS:
    /// A person, or assistive technology, went to this row.
    void chosen(int row);
    /// The mark was taken off without another being set.
    void unmarked();
    void renameWanted(int row);
    void removeWanted(int row);
    void moveWanted(int row, int by);
    void undoWanted();
    void menuWanted(int row, const QPoint &globalPos);
    /// Enter: the table should have the focus.
    void tableFocusWanted();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    ViewList &m_views;
    bool m_marking = false;
};

} // namespace sandglass
