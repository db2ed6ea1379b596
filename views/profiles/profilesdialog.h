// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profiledesk.h"

#include <QDialog>
#include <QPointer>

#include <functional>

class QLabel;
class QListWidget;
class QMessageBox;
class QPushButton;
class QToolButton;

namespace sandglass {

class CliImportDialog;
class ProfileForm;

/// All saved profiles as a list, with the fields of the chosen one beside it. Changes count once they are
/// saved; until then the list waits, so that nothing typed is lost by a click. Show it with show() or open().
class ProfilesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ProfilesDialog(ProfileDesk &desk, QWidget *parent = nullptr);
    ~ProfilesDialog() override;

    /// Which one the window shows: there is no switching to it.
    void setInUse(const QString &id);
    /// Chooses that profile; the first one when there is none of that id.
    void choose(const QString &id);
    /// Begins a new one.
    void addProfile();

    /// What was typed must be kept or dropped on purpose before anything else is shown, and what is being
    /// saved has not arrived yet.
    [[nodiscard]] bool hasEdits() const;
    /// Closes, after a question where something would be lost, and then calls @p goOn; never where the
    /// person wants to stay.
    void leave(std::function<void()> goOn);

    void reject() override;

Q_SIGNALS:
    void switchWanted(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeDetails();
    void fillList();
    void onChosen();
    void onEdited();
    void save();
    void discard();
    void askToRemove();
    void move(int by);
    void openImport();
    void askAboutChanges();
    void askAboutSaving();
    void closeSavingQuestion();
    void onSaved(const QString &problem);
    [[nodiscard]] bool isSaving() const;
    [[nodiscard]] bool isTyped() const;
    void tell(const QString &notice, bool isProblem);
    void updateColours();
    void updateButtons();
    [[nodiscard]] QString chosenId() const;

    ProfileDesk &m_desk;
    QListWidget *m_list = nullptr;
    ProfileForm *m_form = nullptr;
    QWidget *m_details = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_notice = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_import = nullptr;
    QToolButton *m_remove = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_close = nullptr;
    QPointer<QMessageBox> m_question;
    QPointer<QMessageBox> m_savingQuestion; ///< answers itself
    QPointer<CliImportDialog> m_importDialog;
    std::function<void()> m_goOn; ///< when it has closed
    QString m_inUse;
    QString m_newId; ///< of a profile that is not saved yet
    bool m_saving = false;
    bool m_isProblem = false; ///< what the notice tells
    bool m_closeWhenSaved = false;
};

} // namespace sandglass
