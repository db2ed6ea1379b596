// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/createcommand.h"

#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/actionrules.h"
#include "store/creationreport.h"
#include "store/sandboxcreator.h"
#include "store/sandboxjson.h"
#include "store/sandboxstore.h"
#include "store/templatelibrary.h"
#include "textmode/console.h"
#include "textmode/failuretext.h"
#include "textmode/storereading.h"

#include <QJsonArray>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = CreationWish::Phase;

namespace {

/// Which of several templates of one name is meant only a person can say.
QString ambiguity(const QString &name, const QVector<Template> &namesakes)
{
    QStringList each;
    for (const Template &one : namesakes) {
        const QString owner = !one.isPublic   ? QString()
                              : *one.isPublic ? CreateCommand::tr(", public")
                                              : CreateCommand::tr(", your own");
        each += CreateCommand::tr("%1 (%2%3)").arg(one.key(), one.name, owner);
    }
    return CreateCommand::tr("“%1” is the name of %2 templates: %3. Give the number of the one you mean.")
        .arg(name, countText(namesakes.size()), each.join(u"; "_s));
}

} // namespace

CreateCommand::CreateCommand(const TextCommandLine &line, const Workbench &bench)
    : TextCommand(bench)
    , m_line(line)
    , m_spec(line.wish)
    , m_list(bench.clock, bench.api, bench.budget, tellingWaits(bench.console))
{
    connect(&bench.templates, &TemplateLibrary::changed, this, &CreateCommand::onTemplates);
    connect(&bench.creator, &SandboxCreator::changed, this, [this](quint64 wish) {
        if (wish == m_wish)
            onWish();
    });
    connect(&bench.creator, &SandboxCreator::created, this, [this](quint64 wish, const QString &id) {
        if (wish == m_wish)
            onCreated(id);
    });
    connect(&bench.creator, &SandboxCreator::finished, this, [this](quint64 wish, const QString &id) {
        if (wish == m_wish)
            onFinished(id);
    });
    connect(&bench.creator, &SandboxCreator::readRefused, this, [this](quint64 wish, const ApiError &error) {
        if (wish == m_wish)
            onReadRefused(error);
    });
}

void CreateCommand::start()
{
    m_deadline = m_bench.clock.after(m_line.timeout, [this] { runOut(); });
    m_bench.console.progress(tr("Reading the templates…"));
    // What is there before tells what appears; see SandboxCreator.
    m_list.start([this, began = m_bench.clock.monoNow()](ApiResult<ListOutcome> outcome) {
        onList(std::move(outcome), began);
    });
}

void CreateCommand::onList(ApiResult<ListOutcome> outcome, MonoTime began)
{
    if (!outcome) {
        m_bench.console.err(failureText(reportOf(outcome.error(), m_bench.server)));
        end(exitCodeOf(outcome.error().kind), {{u"error"_s, errorJson(outcome.error())}});
        return;
    }
    bringIn(m_bench.store, m_bench.clock, std::move(*outcome), began);
    m_bench.templates.want();
    onTemplates();
}

void CreateCommand::onTemplates()
{
    if (m_ended || m_wish != 0 || m_bench.templates.isReading())
        return;
    if (const auto &error = m_bench.templates.error()) {
        ErrorReport report = reportOf(*error, m_bench.server);
        report.headline = tr("Could not read the templates");
        m_bench.console.err(failureText(report));
        end(exitCodeOf(error->kind), {{u"error"_s, errorJson(*error)}});
        return;
    }
    if (m_bench.templates.hasData())
        send();
}

void CreateCommand::send()
{
    // A person gives a name or a number; the number is what counts, for names may stand twice.
    const QString given = m_line.wish.templateName;
    const QVector<Template> namesakes = m_bench.templates.namesakes(given);
    const Template *found = m_bench.templates.find(given, {});
    if (!found && namesakes.size() > 1) {
        refuse(ambiguity(given, namesakes), ExitCode::Validation);
        return;
    }
    if (!found)
        found = namesakes.isEmpty() ? m_bench.templates.find({}, given) : &namesakes.constFirst();
    if (!found) {
        QStringList names;
        for (const Template &one : m_bench.templates.templates()) {
            if (useOf(one) == TemplateUse::Ready)
                names += one.name.isEmpty() ? one.id : one.name;
        }
        names.removeDuplicates();
        refuse(names.isEmpty()
                   ? tr("There is no template “%1”.").arg(given)
                   : tr("There is no template “%1”; there are %2.").arg(given, names.join(u", "_s)),
               ExitCode::NotFound);
        return;
    }
    m_spec.templateId = found->id;
    m_spec.templateName = found->name;
    if (const QString reason = m_bench.creator.whyNot(m_spec); !reason.isEmpty()) {
        refuse(reason, ExitCode::Validation);
        return;
    }
    m_bench.console.progress(tr("Creating…"));
    m_wish = m_bench.creator.create(m_spec);
}

void CreateCommand::onWish()
{
    const CreationWish *wish = m_bench.creator.wish(m_wish);
    if (!wish || m_ended)
        return;
    switch (wish->phase) {
    case Phase::Queued:
        m_bench.console.progress(tr("Waiting for the rate limit…"));
        break;
    case Phase::Sending:
        m_bench.console.progress(tr("Creating…"));
        break;
    case Phase::Looking:
        m_bench.console.progress(tr("No clear answer; looking whether it was created…"));
        break;
    case Phase::Asking:
        ask(*wish);
        break;
    case Phase::Created:
        m_bench.console.progress(tr("Waiting until it runs…"));
        break;
    case Phase::Failed:
    case Phase::EnvironmentFailed:
        fail(*wish);
        break;
    }
}

void CreateCommand::ask(const CreationWish &wish)
{
    if (std::exchange(m_asked, true))
        return;
    const Sandbox candidate = wish.candidates.constFirst();
    if (!m_bench.console.canAsk() || wish.candidates.size() > 1) {
        leaveOpen(wish);
        return;
    }
    m_deadline.reset(); // a person thinks as long as it takes
    m_bench.console.progress({});
    const QString created =
        candidate.createdAt.isKnown() ? momentText(candidate.createdAt.at) : tr("at an unknown time");
    m_bench.console.err(
        tr("The answer got lost. Meanwhile a sandbox of this template appeared:\n  %1, %2, created %3")
            .arg(candidate.id, nameOfStatus(candidate.status, candidate.statusWord), created));
    m_bench.console.ask(tr("Is it the one you asked for? Type “yes” if so:"),
                        [this, id = candidate.id](const std::optional<QString> &answer) {
                            m_deadline = m_bench.clock.after(m_line.timeout, [this] { runOut(); });
                            if (answer && answer->compare(tr("yes"), Qt::CaseInsensitive) == 0)
                                m_bench.creator.claim(m_wish, id);
                            else
                                m_bench.creator.disclaim(m_wish);
                        });
}

void CreateCommand::leaveOpen(const CreationWish &wish)
{
    QStringList ids;
    QJsonArray candidates;
    for (const Sandbox &candidate : wish.candidates) {
        ids += candidate.id;
        candidates += sandboxJson(candidate);
    }
    ErrorReport report = creationReport(wish, templateTitle(), m_bench.server);
    report.cause = tr("%1 Meanwhile appeared: %2.").arg(report.cause, ids.join(u", "_s));
    report.nextStep = tr("Look whether that is yours before you create another one.");
    m_bench.console.err(failureText(report));
    QJsonObject document = documentOf(u"unknown"_s, {});
    document.insert(u"candidates"_s, candidates);
    end(wish.error ? exitCodeOf(wish.error->kind) : ExitCode::General, document);
}

void CreateCommand::fail(const CreationWish &wish)
{
    const bool exists = wish.phase == Phase::EnvironmentFailed;
    const bool isOpen =
        wish.found == CreationWish::Found::Unread || wish.found == CreationWish::Found::Unshown;
    m_bench.console.err(failureText(creationReport(wish, templateTitle(), m_bench.server)));
    QJsonObject document =
        documentOf(exists ? u"without_environment"_s : (isOpen ? u"unknown"_s : u"failed"_s),
                   exists ? wish.sandboxId : wish.unshownId);
    if (wish.error)
        document.insert(u"error"_s, errorJson(*wish.error));
    if (exists && !m_line.json)
        m_bench.console.out(wish.sandboxId); // it costs: whoever called has to know it
    end(wish.error ? exitCodeOf(wish.error->kind) : ExitCode::General, document);
}

void CreateCommand::onCreated(const QString &sandboxId)
{
    m_sandboxId = sandboxId;
    // Variables are set by us once it runs, so ending now would lose them.
    if (!m_line.wait && m_spec.environment.isEmpty())
        onFinished(sandboxId);
}

void CreateCommand::onFinished(const QString &sandboxId)
{
    if (m_ended)
        return;
    const SandboxRow *row = m_bench.store.find(sandboxId);
    const bool failed = row && row->sandbox->status == SandboxStatus::Error;
    if (!m_line.json) {
        const QString state = row ? nameOfStatus(row->sandbox->status, row->sandbox->statusWord) : tr("gone");
        m_bench.console.out(m_line.idsOnly ? sandboxId : tr("%1  %2").arg(sandboxId, state));
    }
    if (failed)
        m_bench.console.err(
            tr("sandglass: It was created, but is in error now; it costs until it is deleted."));
    else if (!m_spec.timeoutSeconds && !m_line.idsOnly)
        m_bench.console.err(tr("It has no time limit: it costs until somebody deletes it."));
    end(failed || !row ? ExitCode::General : ExitCode::Ok, documentOf(u"created"_s, sandboxId));
}

void CreateCommand::onReadRefused(const ApiError &error)
{
    if (m_ended)
        return;
    // Nothing else is read here, so waiting longer would tell no more.
    ErrorReport report = reportOf(error, m_bench.server);
    report.headline = tr("%1 was created, but whether it runs cannot be read").arg(m_sandboxId);
    m_bench.console.err(failureText(report));
    if (!m_line.json)
        m_bench.console.out(m_sandboxId);
    QJsonObject document = unfinishedDocument();
    document.insert(u"error"_s, errorJson(error));
    end(exitCodeOf(error.kind), document);
}

void CreateCommand::refuse(const QString &reason, ExitCode code)
{
    m_bench.console.err(tr("sandglass: %1").arg(reason));
    QJsonObject document = documentOf(u"refused"_s, {});
    document.insert(u"reason"_s, reason);
    end(code, document);
}

void CreateCommand::runOut()
{
    if (m_ended)
        return;
    if (m_sandboxId.isEmpty()) {
        const bool sent = m_wish != 0;
        m_bench.console.err(
            sent ? tr("sandglass: No clear answer in time. It may still be created: look at the list "
                      "before you create another one.")
                 : tr("sandglass: Not sent: the server did not answer in time."));
        end(ExitCode::Timeout, documentOf(sent ? u"unknown"_s : u"not_sent"_s, {}));
        return;
    }
    m_bench.console.err(
        lacksVariables()
            ? tr("sandglass: It was created, but time ran out before its variables were set.\n"
                 "  It stays without them: set them in it yourself. It costs until it is deleted.")
            : tr("sandglass: It was created, but does not run yet."));
    if (!m_line.json)
        m_bench.console.out(m_sandboxId);
    end(ExitCode::Timeout, unfinishedDocument());
}

void CreateCommand::interrupt()
{
    if (m_ended && m_sandboxId.isEmpty())
        return;
    if (m_sandboxId.isEmpty()) {
        m_bench.console.err(m_wish != 0
                                ? tr("sandglass: Interrupted. It may still be created: look at the list.")
                                : tr("sandglass: Interrupted; nothing was sent."));
        return;
    }
    const QString text =
        lacksVariables()
            ? tr("sandglass: Interrupted. %1 was created, stays without its variables and costs until it is "
                 "deleted.")
            : tr("sandglass: Interrupted. %1 was created and costs until it is deleted.");
    m_bench.console.err(text.arg(m_sandboxId));
    if (!m_ended) // or it stands there already, unless there was no room for it
        m_bench.console.out(m_line.json ? jsonText(unfinishedDocument()) : m_sandboxId);
}

void CreateCommand::end(ExitCode code, const QJsonObject &document)
{
    if (std::exchange(m_ended, true))
        return;
    m_deadline.reset();
    m_bench.console.progress({});
    if (m_line.json)
        m_bench.console.out(jsonText(document));
    // Whoever told of this is still at work.
    QMetaObject::invokeMethod(
        this, [this, code] { Q_EMIT finished(code); }, Qt::QueuedConnection);
}

bool CreateCommand::lacksVariables() const
{
    // Once they are set only the word of the server that it runs is waited for.
    return !m_sandboxId.isEmpty() && !m_spec.environment.isEmpty() && m_bench.creator.isBusy();
}

QJsonObject CreateCommand::unfinishedDocument() const
{
    return documentOf(lacksVariables() ? u"without_environment"_s : u"created"_s, m_sandboxId);
}

QString CreateCommand::templateTitle() const
{
    const Template *made = m_bench.templates.find(m_spec.templateId, m_spec.templateName);
    return made ? made->title() : m_spec.templateName;
}

QJsonObject CreateCommand::documentOf(const QString &outcome, const QString &sandboxId) const
{
    const SandboxRow *row = m_bench.store.find(sandboxId);
    return {
        {u"outcome"_s, outcome},
        {u"id"_s, sandboxId.isEmpty() ? QJsonValue() : QJsonValue(sandboxId)},
        {u"sandbox"_s, row ? QJsonValue(sandboxJson(row->sandbox)) : QJsonValue()},
    };
}

} // namespace sandglass
