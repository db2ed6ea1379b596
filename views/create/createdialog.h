// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/creationwish.h"
#include "store/errorreport.h"

#include <QDialog>
#include <QPointer>

#include <functional>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QMessageBox;
class QPushButton;
class QScrollArea;

namespace sandglass {

class EnvironmentEditor;
class LifetimeField;
class OutcomePanel;
class ProblemLabel;
class SandboxCreator;
class SandboxStore;
class ServerClock;
class TemplateLibrary;
class TemplatePicker;

/// The form for a new sandbox, and what came of it: it stays, hidden, until the sandbox is there, so that a
/// failure finds everything as it was typed. Never modal. The references outlive it.
class CreateDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Parts
    {
        TemplateLibrary &library;
        const SandboxCreator &creator; ///< what stands against a wish
        const SandboxStore &store;     ///< which regions there are
        const ServerClock &serverClock;
        Clock &clock;
        QUrl server;
        QString serverName; ///< for people
    };

    explicit CreateDialog(const Parts &parts, QWidget *parent = nullptr);
    ~CreateDialog() override;

    /// Fills the form with what was chosen last; another template takes the place of one that is gone.
    void suggest(const SandboxSpec &spec);
    /// Fills the form with what another sandbox has. @p note says so. Its template is meant, not a
    /// suggestion.
    void imitate(const SandboxSpec &spec, const QString &note);
    /// A sentence about the form as a whole, above it.
    void setNote(const QString &note);
    /// Nobody changed what the form was filled with.
    [[nodiscard]] bool isUntouched() const;
    /// As the form stands.
    [[nodiscard]] SandboxSpec spec() const;

    /// Shows how the wish stands: a question, a failure, or nothing to be asked.
    void setWish(const CreationWish &wish);
    /// Empty while nothing stands against creating.
    [[nodiscard]] QString problem() const;

    /// Shows it beside whatever has the focus now.
    void showCalmly();
    /// Shows it and gives it the focus.
    void showNow();
    /// Closes it, after a question where that would lose something.
    void reject() override;
    /// It is open, and with it would go variables, or the look at whether a sandbox was created.
    [[nodiscard]] bool wouldLoseSomething() const;
    /// The same, and then calls @p goOn; never when the answer is to stay.
    void leave(std::function<void()> goOn);

Q_SIGNALS:
    /// A person wants this, for the first time or again.
    void createWanted(const sandglass::SandboxSpec &spec);
    void claimWanted(const QString &sandboxId);
    void disclaimWanted();
    void lookAgainWanted();
    /// Closed by a person, not hidden because the wish is on its way.
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void done(int result) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    [[nodiscard]] QWidget *makeForm();
    void fill(const SandboxSpec &spec);
    void chooseTemplate(const SandboxSpec &spec, bool orFirst);
    void connectParts();
    void fillRegions();
    void refresh();
    void updateExpiry();
    void tick();
    void submit();
    [[nodiscard]] QString regionProblem() const;
    [[nodiscard]] bool hasVariables() const;
    void setFormEnabled(bool enabled);
    void fitHeight();
    void arrangeColumns();
    [[nodiscard]] QString expiryText() const;
    [[nodiscard]] QString titleOfTemplate() const;
    [[nodiscard]] QString causeOfDoubt(const ApiError &error) const;

    Parts m_parts;
    QScrollArea *m_scroll; ///< on a small screen not everything fits
    QBoxLayout *m_columns; ///< beside each other where there is room
    OutcomePanel *m_outcome;
    QLabel *m_note;
    TemplatePicker *m_picker;
    QComboBox *m_region;
    ProblemLabel *m_regionProblem = nullptr;
    LifetimeField *m_lifetime;
    QLabel *m_expiry;
    QCheckBox *m_internet;
    EnvironmentEditor *m_environment;
    QLabel *m_summary;
    QPushButton *m_cancel;
    QPushButton *m_create;
    QPointer<QMessageBox> m_question;
    std::function<void()> m_goOn;
    ErrorReport m_report;
    SandboxSpec m_given; ///< what it was filled with, and the template that came of that
    bool m_templateCame = false;
    QString m_missing; ///< what was asked for and is not there: the template of another sandbox
    Timer m_tick;
    Timer m_retryTimer;
    MonoTime m_retryAt{};
    bool m_isAnswering = false; ///< a question is open: nothing can be sent
    bool m_hasFailed = false;
    bool m_isLooking = false; ///< closing only hides it: it comes back
    bool m_isUnread = false;  ///< whether the sandbox was created nobody knows yet
};

} // namespace sandglass
