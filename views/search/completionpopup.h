// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/searchcompletion.h"

#include <QFrame>

class QListView;
class QStandardItemModel;

namespace sandglass {

/// The suggestions below a search field: a part of the window rather than a window, so that it takes neither
/// the focus nor the keyboard and nothing has to wait for it. The field decides about keys.
class CompletionPopup final : public QFrame
{
    Q_OBJECT

public:
    explicit CompletionPopup(QWidget *field);
    ~CompletionPopup() override;

    /// Shows these below @p at, a point of the field; @p current is marked, -1 marks none.
    void open(const QVector<SearchSuggestion> &suggestions, int current, const QPoint &at);
    /// With its corner at @p at in the field.
    void place(const QPoint &at);
    void close();
    [[nodiscard]] bool isOpen() const { return isVisible(); }
    [[nodiscard]] int current() const;
    /// To the next or the one before, round at the ends.
    void step(int by);

Q_SIGNALS:
    /// Clicked.
    void chosen(int row);
    void openChanged(bool isOpen);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setCurrent(int row);

    QWidget *m_field;
    QStandardItemModel *m_model;
    QListView *m_list;
};

} // namespace sandglass
