// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"

class QCheckBox;
class QComboBox;

namespace sandglass {

class PreferencesDesk;
class ProblemLabel;

/// What happens at the start of the program, and of the session. The desk outlives it.
class StartPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit StartPage(PreferencesDesk &desk);

protected:
    bool event(QEvent *event) override;

private:
    void showLogin();

    PreferencesDesk &m_desk;
    QComboBox *m_with;
    QCheckBox *m_login;
    ProblemLabel *m_loginProblem = nullptr;
};

} // namespace sandglass
