// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "onceperturn.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QLabel;
class QPushButton;

namespace sandglass {

class Settings;
class LifecycleController;
class SandboxStore;
class TypedCount;

/// Asks once before an action that loses something, Stop or Delete: which sandboxes, and what is lost.
/// Follows what happens meanwhile: a sandbox that cannot be acted on any more leaves the list, and with the
/// last one the question goes. Show it with open(). The references outlive it.
class ActionConfirmation final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int kMostNames = 5;

    ActionConfirmation(LifecycleAction action, LifecycleController &controller, SandboxStore &store,
                       Settings &settings, const QStringList &ids, QWidget *parent = nullptr);

    /// Whether @p action asks: never for one that loses nothing, always for Delete, and for Stop until a
    /// person has said not to ask again.
    [[nodiscard]] static bool isWanted(LifecycleAction action, Settings &settings, bool demo = false);
    static void setStopWanted(Settings &settings, bool wanted, bool demo = false);

    /// What would be acted on now.
    [[nodiscard]] const QStringList &ids() const { return m_ids; }

    /// Silencing the question then holds for the demo alone.
    void setDemo(bool demo) { m_demo = demo; }

Q_SIGNALS:
    void confirmed(const QStringList &ids);
    /// Nothing was left to act on; one sentence that says so.
    void becamePointless(const QString &text);

private:
    void layOut();
    void updateIds();
    [[nodiscard]] QString described(const QString &id) const;
    void updateTexts();
    void scheduleUpdate() { m_update.schedule(); }
    void updateTyping();
    void accept() override;

    const LifecycleAction m_action;
    LifecycleController &m_controller;
    SandboxStore &m_store;
    bool m_demo = false;
    Settings &m_settings;
    QStringList m_ids;
    QLabel *m_headline;
    QLabel *m_loss;
    QLabel *m_names;
    TypedCount *m_typing;
    QCheckBox *m_silence;
    QPushButton *m_cancel;
    QPushButton *m_go;
    OncePerTurn m_update{this, [this] { updateIds(); }};
};

} // namespace sandglass
