// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profiledesk.h"

#include <QSet>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace sandglass {

class KeyPlaceField;
class ProblemLabel;

/// The fields of one profile. Says what is wrong beside the field, as soon as the field was touched. A kept
/// key is never shown: the field for it is for a new one.
class ProfileForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileForm(ProfileDesk &desk, QWidget *parent = nullptr);
    ~ProfileForm() override;

    /// Shows @p profile as it is saved, or as it begins when @p isNew.
    void setProfile(const Profile &profile, bool isNew);
    /// As the fields say.
    [[nodiscard]] Profile profile() const;
    /// As it was when it was filled in.
    [[nodiscard]] const Profile &filledFrom() const { return m_saved; }
    /// What was typed as a key; empty when nothing was.
    [[nodiscard]] QString pastedKey() const;

    /// Whether there is something to save: a new one, or fields that differ from what setProfile() was given.
    [[nodiscard]] bool isChanged() const;
    /// The same, but false for a new one with nothing typed.
    [[nodiscard]] bool isTouched() const;
    /// True when it can be saved; shows every problem and goes to the first.
    bool validate();

    void setStoreProblem(const QString &problem);
    void focusName();

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeFields();
    void layOut();
    void onEdited();
    void showProblems();
    void showCheck(const ProfileCheck &check);
    void forgetCheck();
    void test();
    void updateKeyHint();
    void updateColours();

    ProfileDesk &m_desk;
    Profile m_saved;
    bool m_isNew = false;
    bool m_filling = false;
    bool m_validated = false;
    bool m_isAsking = false; ///< the server, whether the key is right
    QSet<const QWidget *> m_touched;
    // In the order seen: it is the order of Tab.
    QLineEdit *m_name;
    QLineEdit *m_address;
    QLineEdit *m_key;
    KeyPlaceField *m_place;
    QLineEdit *m_variable;
    QLabel *m_variableLabel = nullptr;
    QPushButton *m_test;
    QLabel *m_testResult;
    QComboBox *m_color;
    QSpinBox *m_interval;
    QCheckBox *m_readOnly;
    QCheckBox *m_careful;
    std::optional<bool> m_testWasGood; ///< nullopt until the server has answered
    ProblemLabel *m_nameProblem = nullptr;
    ProblemLabel *m_addressProblem = nullptr;
    ProblemLabel *m_variableProblem = nullptr;
};

} // namespace sandglass
