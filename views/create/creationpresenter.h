// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "create/creatememory.h"
#include "dashboard.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>

namespace sandglass {

class CreateDialog;
class ErrorDialog;
struct CreationWish;
struct Sandbox;

/// The windows of creating: a form while somebody fills it in, the same form again when its wish failed or
/// has a question, a report when the sandbox is there but its variables are not. None of them takes the focus
/// unasked. What @p dashboard refers to, @p settings and @p window outlive it; its windows die with it.
class CreationPresenter final : public QObject
{
    Q_OBJECT

public:
    CreationPresenter(const Dashboard &dashboard, Settings &settings, QWidget *window,
                      QObject *parent = nullptr);
    ~CreationPresenter() override;

    /// A form with what was chosen last; the one that is open already, if there is one.
    void openNew();
    /// A form for another sandbox like @p model. What is not known of it is read, and filled in unless the
    /// person began to by then.
    void openLike(const Sandbox &model);

    /// No form is open with which something would be lost.
    [[nodiscard]] bool mayEnd() const;
    /// Asks about one that is, and calls @p goOn when it may go.
    void end(const std::function<void()> &goOn);

    /// Every form there is, hidden ones too.
    [[nodiscard]] QList<CreateDialog *> dialogs() const;

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &text);
    /// A wish was sent off; this row stands for it.
    void begun(const QString &rowId);

private:
    struct Shown
    {
        QPointer<CreateDialog> form;
        QPointer<ErrorDialog> report;
        bool saidFailed = false;
    };

    [[nodiscard]] CreateDialog *makeForm();
    [[nodiscard]] CreateDialog *formToAskAbout() const;
    void imitate(const Sandbox &model);
    void onSandboxRead(const QString &id);
    void submit(CreateDialog &form);
    void onDismissed(CreateDialog &form);
    void onChanged(quint64 id);
    void onFinished(const QString &sandboxId);
    void showReport(quint64 id, const CreationWish &wish);
    void forget(quint64 wish);
    [[nodiscard]] quint64 wishOf(const CreateDialog &form) const;
    [[nodiscard]] QWidget *window() const;

    Dashboard m_dashboard;
    CreateMemory m_memory;
    QPointer<QWidget> m_widget;
    std::map<quint64, Shown> m_shown; ///< by wish
    QPointer<CreateDialog> m_composing;
    QString m_likeId;            ///< whom m_composing imitates, if anybody
    bool m_isIncomplete = false; ///< not all was known of that one
};

} // namespace sandglass
