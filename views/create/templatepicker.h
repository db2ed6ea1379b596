// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/template.h"
#include "item/templatelistmodel.h"

#include <QUrl>
#include <QWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListView;
class QProgressBar;
class QPushButton;

namespace sandglass {

class TemplateLibrary;

/// Search field, list and description: which template. Keeps the choice by key while the list is read anew.
/// What cannot be used is counted, shown on request with the reason, and cannot be chosen. @p library
/// outlives it.
class TemplatePicker final : public QWidget
{
    Q_OBJECT

public:
    TemplatePicker(TemplateLibrary &library, QUrl server, QWidget *parent = nullptr);

    /// Null while nothing is chosen, or what was chosen is gone.
    [[nodiscard]] const Template *chosen() const;
    /// Chooses the template of this id or, where that is not known, name as soon as it is there. @p orFirst:
    /// the first that can be used if there is none such.
    void choose(const QString &id, const QString &name, bool orFirst);
    void focusSearch();

Q_SIGNALS:
    void chosenChanged();
    /// Enter in the search field or a double click: the choice is meant.
    void accepted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void onLibraryChanged();
    void resolveWish();
    void restoreChoice();
    void onSelectionChanged();
    void updateNotes();
    void updateDescription();
    [[nodiscard]] QString emptyText() const;

    TemplateLibrary &m_library;
    const QUrl m_server;
    TemplateListModel m_model;
    QString m_wishedId; ///< until the library knows it
    QString m_wishedName;
    bool m_orFirst = true;
    QString m_chosen; ///< key of what is chosen, shown or not
    QLineEdit *m_search;
    QListView *m_list;
    QLabel *m_empty; ///< in the list's place
    QProgressBar *m_progress;
    QPushButton *m_retry;
    QLabel *m_description;
    QCheckBox *m_showUnusable;
    bool m_restoring = false;
};

} // namespace sandglass
