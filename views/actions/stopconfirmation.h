// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settingvalue.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QLabel;
class QPushButton;

namespace sandglass {

class LifecycleController;
class SandboxStore;

/// Asks once before stopping: which sandboxes, and what is lost. Follows what happens meanwhile: a sandbox
/// that cannot be stopped any more leaves the list, and with the last one the question goes. Show it with
/// open(). The references outlive it.
class StopConfirmation final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int kMostNames = 5;

    StopConfirmation(LifecycleController &controller, SandboxStore &store, QSettings &settings,
                     const QStringList &ids, QWidget *parent = nullptr);

    /// False once a person has said not to ask again.
    [[nodiscard]] static bool isWanted(QSettings &settings);
    static void setWanted(QSettings &settings, bool wanted);

    /// What would be stopped now.
    [[nodiscard]] const QStringList &ids() const { return m_ids; }

Q_SIGNALS:
    void confirmed(const QStringList &ids);
    /// Nothing was left to stop; one sentence that says so.
    void becamePointless(const QString &text);

private:
    void updateIds();
    void updateTexts();
    void scheduleUpdate();
    void accept() override;

    LifecycleController &m_controller;
    SandboxStore &m_store;
    SettingValue<bool> m_wanted;
    QStringList m_ids;
    QLabel *m_headline;
    QLabel *m_loss;
    QLabel *m_names;
    QCheckBox *m_silence;
    QPushButton *m_cancel;
    QPushButton *m_stop;
    bool m_updateScheduled = false;
};

} // namespace sandglass
