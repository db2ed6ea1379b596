// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/creationpresenter.h"

#include "create/createdialog.h"
#include "failures/errordialog.h"
#include "item/sandboxfiltermodel.h"
#include "store/actionrules.h"
#include "store/creationreport.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/templatelibrary.h"

#include <QWidget>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using Phase = CreationWish::Phase;

namespace {

bool isLifetimeKnown(const Sandbox &model)
{
    return model.timeoutSeconds || model.expiry.kind == Expiry::Kind::Never;
}

/// What is not known of @p model is not "never", which costs, nor a permission: it is as in a new form.
SandboxSpec specOf(const Sandbox &model, const SandboxSpec &last)
{
    SandboxSpec spec;
    spec.templateId = model.templateId;
    spec.templateName = model.templateName;
    spec.region = model.region;
    spec.internetAccess = model.internetAccess.value_or(last.internetAccess);
    spec.timeoutSeconds = model.timeoutSeconds;
    if (!isLifetimeKnown(model))
        spec.timeoutSeconds = CreateMemory::kFirstTimeoutSeconds;
    return spec;
}

/// What the form has of @p model, and what not.
QString noteOn(const Sandbox &model)
{
    QStringList sentences{
        CreationPresenter::tr("Like %1. Its environment variables cannot be read back: enter those it needs.")
            .arg(model.id)};
    if (!isLifetimeKnown(model) && !model.internetAccess)
        sentences += CreationPresenter::tr(
            "After how long it is deleted and whether it has internet access was not reported: see to both.");
    else if (!isLifetimeKnown(model))
        sentences += CreationPresenter::tr("After how long it is deleted was not reported: see to that.");
    else if (!model.internetAccess)
        sentences += CreationPresenter::tr("Whether it has internet access was not reported: see to that.");
    return sentences.join(u' ');
}

} // namespace

CreationPresenter::CreationPresenter(const Dashboard &dashboard, Settings &settings, QWidget *window,
                                     QObject *parent)
    : QObject(parent), m_dashboard(dashboard), m_memory(settings, dashboard.profileId), m_widget(window)
{
    connect(&dashboard.creator, &SandboxCreator::changed, this, &CreationPresenter::onChanged);
    connect(&dashboard.creator, &SandboxCreator::finished, this,
            [this](quint64, const QString &sandboxId) { onFinished(sandboxId); });
    connect(&dashboard.store, &SandboxStore::sandboxRead, this, &CreationPresenter::onSandboxRead);
}

CreationPresenter::~CreationPresenter()
{
    delete m_composing;
    for (const auto &[wish, shown] : m_shown) {
        delete shown.form;
        delete shown.report;
    }
}

QWidget *CreationPresenter::window() const
{
    return m_widget ? m_widget->window() : nullptr;
}

QList<CreateDialog *> CreationPresenter::dialogs() const
{
    QList<CreateDialog *> all;
    if (m_composing)
        all += m_composing;
    for (const auto &[wish, shown] : m_shown) {
        if (shown.form)
            all += shown.form;
    }
    return all;
}

CreateDialog *CreationPresenter::formToAskAbout() const
{
    const QList<CreateDialog *> all = dialogs();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [](const CreateDialog *form) { return form->wouldLoseSomething(); });
    return found == all.end() ? nullptr : *found;
}

bool CreationPresenter::mayEnd() const
{
    return !formToAskAbout();
}

void CreationPresenter::end(const std::function<void()> &goOn)
{
    if (CreateDialog *form = formToAskAbout())
        form->leave(goOn);
    else
        goOn();
}

CreateDialog *CreationPresenter::makeForm()
{
    auto *form = new CreateDialog({m_dashboard.templates, m_dashboard.creator, m_dashboard.store,
                                   m_dashboard.serverClock, m_dashboard.clock, m_dashboard.server,
                                   m_dashboard.serverName},
                                  window());
    // Queued where the form may go: it must be through with its own code.
    connect(form, &CreateDialog::createWanted, this, [this, form] { submit(*form); });
    connect(form, &CreateDialog::claimWanted, this,
            [this, form](const QString &sandboxId) { m_dashboard.creator.claim(wishOf(*form), sandboxId); });
    connect(form, &CreateDialog::disclaimWanted, this,
            [this, form] { m_dashboard.creator.disclaim(wishOf(*form)); });
    connect(form, &CreateDialog::lookAgainWanted, this,
            [this, form] { m_dashboard.creator.lookAgain(wishOf(*form)); });
    connect(form, &CreateDialog::dismissed, this, [this, form] { onDismissed(*form); });
    return form;
}

void CreationPresenter::openNew()
{
    if (!m_composing) {
        m_composing = makeForm();
        m_composing->suggest(m_memory.last());
        m_likeId.clear();
    }
    m_composing->showNow();
}

void CreationPresenter::openLike(const Sandbox &model)
{
    // Another form would be one too many, and one that is half filled in is not to be overwritten.
    if (!m_composing) {
        m_composing = makeForm();
        imitate(model);
    } else if (m_composing->isUntouched()) {
        imitate(model);
    } else if (m_likeId == model.id) {
        m_composing->setNote(noteOn(model));
    } else {
        m_composing->setNote(
            tr("This form was open before, and you changed it: it is not like %1. For another "
               "like that, close this one first.")
                .arg(model.id));
    }
    m_composing->showNow();
}

void CreationPresenter::imitate(const Sandbox &model)
{
    m_likeId = model.id;
    m_isIncomplete = !isLifetimeKnown(model) || !model.internetAccess;
    m_composing->imitate(specOf(model, m_memory.last()), noteOn(model));
    // Lists leave out much; of what went the server tells nothing any more.
    if (m_isIncomplete && m_dashboard.store.find(model.id))
        m_dashboard.controller.reread(model.id);
}

void CreationPresenter::onSandboxRead(const QString &id)
{
    if (!m_isIncomplete || !m_composing || id != m_likeId)
        return;
    // Once: what a read does not tell either is not reported at all.
    m_isIncomplete = false;
    const SandboxRow *row = m_dashboard.store.find(id);
    if (row && m_composing->isUntouched())
        m_composing->imitate(specOf(row->sandbox, m_memory.last()), noteOn(row->sandbox));
}

quint64 CreationPresenter::wishOf(const CreateDialog &form) const
{
    for (const auto &[wish, shown] : m_shown) {
        if (shown.form == &form)
            return wish;
    }
    return 0;
}

void CreationPresenter::submit(CreateDialog &form)
{
    const SandboxSpec spec = form.spec();
    quint64 id = wishOf(form);
    const bool isAccepted =
        id != 0 ? m_dashboard.creator.retry(id, spec) : (id = m_dashboard.creator.create(spec)) != 0;
    if (!isAccepted)
        return; // the form says why
    m_memory.remember(spec);
    if (m_composing == &form) {
        m_composing.clear();
        form.setNote({}); // it was about how to fill it in
    }
    m_shown[id].form = &form;
    form.hide();
    const CreationWish *wish = m_dashboard.creator.wish(id);
    const QString row = wish ? wish->sandboxId : QString();
    const bool isHidden = m_dashboard.model.rowOf(row) < 0;
    Q_EMIT announced(isHidden ? tr("Creating a sandbox, hidden by the filter…") : tr("Creating a sandbox…"));
    Q_EMIT begun(row);
}

void CreationPresenter::onDismissed(CreateDialog &form)
{
    if (m_composing == &form) {
        m_composing.clear();
        form.deleteLater();
        return;
    }
    // While its wish is on its way the form only hides: it comes back if there is something to say.
    m_dashboard.creator.abandon(wishOf(form));
}

void CreationPresenter::onChanged(quint64 id)
{
    const CreationWish *wish = m_dashboard.creator.wish(id);
    const auto found = m_shown.find(id);
    if (found == m_shown.end())
        return;
    if (!wish) {
        forget(id);
        return;
    }
    CreateDialog *form = found->second.form;
    switch (wish->phase) {
    case Phase::Failed:
        // What was said when it began must not stand beside the failure.
        if (!std::exchange(found->second.saidFailed, true))
            Q_EMIT announced(tr("No sandbox was created"));
        if (found->second.report)
            found->second.report->hide(); // it spoke of a sandbox that never was
        [[fallthrough]];
    case Phase::Asking:
        if (form) {
            form->setWish(*wish);
            form->showCalmly();
        }
        break;
    case Phase::Looking:
        if (form && form->isVisible())
            form->setWish(*wish);
        break;
    case Phase::Queued:
    case Phase::Sending:
        found->second.saidFailed = false;
        break;
    case Phase::Created:
        // Kept until the wish ends, for the server may never show what it says it created.
        found->second.saidFailed = false;
        if (form)
            form->hide();
        break;
    case Phase::EnvironmentFailed:
        showReport(id, *wish);
        break;
    }
}

void CreationPresenter::showReport(quint64 id, const CreationWish &wish)
{
    QPointer<ErrorDialog> &report = m_shown[id].report;
    if (!report) {
        report = new ErrorDialog(m_dashboard.clock, window());
        connect(
            report, &ErrorDialog::retryWanted, this,
            [this, id] {
                // The wish may have ended since it was asked for.
                if (const auto shown = m_shown.find(id); shown != m_shown.end() && shown->second.report)
                    shown->second.report->hide();
                m_dashboard.creator.retryEnvironment(id);
            },
            Qt::QueuedConnection);
        connect(
            report, &ErrorDialog::closed, this, [this, id] { m_dashboard.creator.abandon(id); },
            Qt::QueuedConnection);
    }
    const UtcTime now = m_dashboard.clock.utcNow();
    report->setReport(creationReport(wish, {}, m_dashboard.server), {1, now, now});
    report->showCalmly();
}

void CreationPresenter::onFinished(const QString &sandboxId)
{
    const SandboxRow *row = m_dashboard.store.find(sandboxId);
    if (row)
        Q_EMIT announced(
            tr("%1: %2").arg(sandboxId, nameOfStatus(row->sandbox->status, row->sandbox->statusWord)));
}

void CreationPresenter::forget(quint64 wish)
{
    const auto keep = m_shown.extract(wish);
    for (QWidget *gone :
         {static_cast<QWidget *>(keep.mapped().form), static_cast<QWidget *>(keep.mapped().report)}) {
        if (!gone)
            continue;
        gone->disconnect(this);
        gone->hide();
        gone->deleteLater();
    }
}

} // namespace sandglass
