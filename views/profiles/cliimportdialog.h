// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profiledesk.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace sandglass {

class KeyPlaceField;

/// Shows which profiles the HopX CLI knows on this computer and takes over the ticked ones. The CLI's own
/// files and keyring entries are only read.
class CliImportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit CliImportDialog(ProfileDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] bool isImporting() const { return m_importing; }
    /// Only hides it while it imports: imported() tells what became of that.
    void reject() override;

Q_SIGNALS:
    /// Done; a sentence on what was not kept as wished, or empty.
    void imported(const QString &problem);

private:
    void layOut();
    void showFound(const CliCandidates &found);
    void begin();
    void updateButton();
    [[nodiscard]] QStringList ticked() const;

    ProfileDesk &m_desk;
    QLabel *m_headline;
    QProgressBar *m_progress;
    QListWidget *m_list;
    QLabel *m_problems;
    KeyPlaceField *m_place;
    QPushButton *m_cancel;
    QPushButton *m_import;
    bool m_importing = false;
};

} // namespace sandglass
