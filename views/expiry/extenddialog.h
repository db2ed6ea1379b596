// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/extension.h"
#include "onceperturn.h"

#include <QDialog>
#include <QPointer>
#include <QStringList>

#include <vector>

class QCheckBox;
class QDateTimeEdit;
class QLabel;
class QMessageBox;
class QPushButton;

namespace sandglass {

class LifecycleController;
class Picture;
class SandboxStore;
class ServerClock;
struct SandboxRow;
struct TimeChoice;

/// Asks until when sandboxes should live, shows what that means from now, and warns where it would be shorter
/// than at present: one sandbox is asked about once more, of several those stay as they are unless a person
/// says otherwise. Follows what happens to them meanwhile. Show it with open(). The references outlive it.
class ExtendDialog final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int kMostNames = 5;

    ExtendDialog(LifecycleController &controller, SandboxStore &store, Clock &clock,
                 const ServerClock &serverClock, const QStringList &ids, QWidget *parent = nullptr);
    ~ExtendDialog() override;

    [[nodiscard]] UtcTime until() const;
    /// To the minute, as the field has it.
    void setUntil(UtcTime until);

Q_SIGNALS:
    void chosen(const sandglass::Extension &wish, const QStringList &ids);
    /// Nothing was left to extend; one sentence that says so.
    void becamePointless(const QString &text);

private:
    void layOut();
    void scheduleUpdate() { m_update.schedule(); }
    void updateIds();
    void updateTexts();
    [[nodiscard]] QString leftOutText() const;
    void showNow(const std::vector<const SandboxRow *> &rows);
    void showResult(const TimeChoice &choice, const std::vector<const SandboxRow *> &rows);
    [[nodiscard]] QString warningFor(const TimeChoice &choice,
                                     const std::vector<const SandboxRow *> &rows) const;
    [[nodiscard]] QString goText(const TimeChoice &choice) const;
    [[nodiscard]] QStringList idsToSend(const TimeChoice &choice) const;
    [[nodiscard]] std::vector<const SandboxRow *> rows() const;
    [[nodiscard]] TimeChoice choice() const;
    [[nodiscard]] bool isOne() const { return m_ids.size() == 1; }
    void accept() override;
    void confirm(const TimeChoice &choice);
    /// @p agreed may live shorter, or get an end; the others never.
    void send(const QStringList &agreed);

    LifecycleController &m_controller;
    SandboxStore &m_store;
    Clock &m_clock;
    const ServerClock &m_serverClock;
    QStringList m_ids;
    qsizetype m_asked; ///< so many were selected
    QLabel *m_headline;
    QLabel *m_now;
    QLabel *m_names;
    QDateTimeEdit *m_edit;
    QLabel *m_zone;
    QList<QPushButton *> m_steps;
    QLabel *m_result;
    Picture *m_warningSign;
    QLabel *m_warning;
    QCheckBox *m_also;
    QPushButton *m_cancel;
    QPushButton *m_go;
    QPointer<QMessageBox> m_question;
    Timer m_tick;
    OncePerTurn m_update{this, [this] { updateIds(); }};
};

} // namespace sandglass
