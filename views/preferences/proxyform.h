// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/proxychoice.h"

#include <QSet>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace sandglass {

class PreferencesDesk;
class ProblemLabel;

/// Which proxy connections use. What is complete counts at once; as long as it is not, everything goes as
/// before, and says so. The password goes to the desk and is never shown again. The desk outlives it.
class ProxyForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ProxyForm(PreferencesDesk &desk, QWidget *parent = nullptr);
    ~ProxyForm() override;

private:
    void makeFields();
    void layOut();
    void connectFields();
    void fill(const ProxyChoice &choice);
    [[nodiscard]] ProxyChoice fields() const;
    void apply();
    void handPasswordOver();
    void showProblems(const ProxyProblems &problems);
    void updateState();

    PreferencesDesk &m_desk;
    QRadioButton *m_system;
    QRadioButton *m_none;
    QRadioButton *m_manual;
    QWidget *m_details;
    QComboBox *m_type;
    QLineEdit *m_host;
    QLineEdit *m_port;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QPushButton *m_forget;
    ProblemLabel *m_hostProblem = nullptr;
    ProblemLabel *m_portProblem = nullptr;
    ProblemLabel *m_userProblem = nullptr;
    QLabel *m_passwordNote;
    QLabel *m_state;
    QString m_keepingProblem; ///< why the password is kept for the session only
    QSet<const QWidget *> m_touched;
    bool m_filling = false;
};

} // namespace sandglass
