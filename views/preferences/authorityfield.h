// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sandglass {

class PreferencesDesk;
class ProblemLabel;

/// The file of certificate authorities that are trusted beside the system's. Looked at in place: one that is
/// of no use says why and changes nothing. The desk outlives it.
class AuthorityField final : public QWidget
{
    Q_OBJECT

public:
    explicit AuthorityField(PreferencesDesk &desk, QWidget *parent = nullptr);

private:
    void apply(const QString &path);
    void choose();
    void updateState();

    PreferencesDesk &m_desk;
    QLineEdit *m_path;
    QPushButton *m_choose;
    QPushButton *m_remove;
    ProblemLabel *m_problem = nullptr;
    QLabel *m_content;
    bool m_touched = false;
};

} // namespace sandglass
