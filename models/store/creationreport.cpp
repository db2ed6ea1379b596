// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/creationreport.h"

#include "api/redaction.h"
#include "domain/hopxservice.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;
using Found = CreationWish::Found;

namespace {

struct CreationText
{
    Q_DECLARE_TR_FUNCTIONS(CreationReport)
};

QString serverName(const QUrl &server)
{
    return server.host().isEmpty() ? CreationText::tr("The server") : server.authority(QUrl::PrettyDecoded);
}

bool speaksOfCapacity(const QString &message)
{
    return message.isEmpty() || message.contains("node"_L1, Qt::CaseInsensitive) ||
           message.contains("capacity"_L1, Qt::CaseInsensitive);
}

void add(QString &text, const QString &sentence)
{
    text += text.isEmpty() ? sentence : QString(u' ' % sentence);
}

/// Where a create means something else than what the error means for other requests.
void describe(ErrorReport &report, const ApiError &error, const QUrl &server)
{
    const QString said = redacted(error.serverMessage);
    if (isOwnFinding(error)) {
        report.cause = QString(said % u'.');
        report.nextStep.clear();
        return;
    }
    switch (error.kind) {
    case ApiErrorKind::PaymentRequired:
        report.nextStep = CreationText::tr("Add credit on the billing page, then try again.");
        break;
    case ApiErrorKind::PlanLimit:
        report.nextStep = CreationText::tr(
            "Delete sandboxes you no longer need, or raise the limit of the plan, then try again.");
        break;
    case ApiErrorKind::Unavailable:
        // A proxy says the same of a server that is being replaced (contract 13, trap 20).
        if (error.httpStatus != 503 || !error.isApisWord)
            break;
        report.cause = speaksOfCapacity(said)
                           ? CreationText::tr("No capacity: %1 has no free machine for it at the moment.")
                                 .arg(serverName(server))
                           : CreationText::tr("%1 has no capacity for it at the moment: “%2”.")
                                 .arg(serverName(server), said);
        report.nextStep =
            CreationText::tr("Choose another region or a smaller template, or try again in a few minutes.");
        break;
    case ApiErrorKind::ServerError:
        report.cause = CreationText::tr("%1 failed while creating it.").arg(serverName(server));
        report.nextStep = CreationText::tr(
            "It answers like this too when something is wrong with the template: try another one, "
            "or try again in a while.");
        break;
    case ApiErrorKind::NotFound:
        report.cause = CreationText::tr("%1 does not know this template any more.").arg(serverName(server));
        report.nextStep = CreationText::tr("Choose another template.");
        break;
    case ApiErrorKind::Forbidden:
        report.cause = CreationText::tr("The key is valid, but not allowed to create this.");
        report.nextStep = CreationText::tr(
            "Choose another template, or use a key of the organisation the template belongs to.");
        break;
    case ApiErrorKind::BadRequest:
    case ApiErrorKind::Conflict:
        report.cause = said.isEmpty()
                           ? CreationText::tr("The server did not accept the request.")
                           : CreationText::tr("The server did not accept the request: “%1”.").arg(said);
        report.nextStep = CreationText::tr("Change what it speaks of, then try again.");
        break;
    case ApiErrorKind::RateLimited:
        report.cause = CreationText::tr("Too many requests or too many new sandboxes a minute.");
        break;
    default:
        break;
    }
}

void describeDoubt(ErrorReport &report, const CreationWish &wish)
{
    switch (wish.found) {
    case Found::NotLooked:
        return;
    case Found::Unread:
        add(report.cause,
            CreationText::tr(
                "Whether it was created all the same is not known: the list could not be read."));
        report.nextStep = CreationText::tr("Look at the list again before anything is sent a second time.");
        return;
    case Found::Nothing:
        add(report.cause,
            CreationText::tr(
                "No new sandbox of this template has appeared, so it was most likely not created."));
        if (wish.listWasIncomplete)
            add(report.cause, CreationText::tr("The list was not complete, though."));
        break;
    case Found::NotOurs:
        add(report.cause, CreationText::tr("What appeared meanwhile is not it."));
        break;
    case Found::Unshown:
        report.nextStep =
            CreationText::tr("You can try again. Should %1 appear after all, there will be two.")
                .arg(wish.unshownId);
        return;
    }
    if (wish.error->httpStatus < 500)
        report.nextStep = CreationText::tr(
            "You can try again. Should the first request still be carried out, there will be two.");
}

ErrorReport environmentReport(const CreationWish &wish, const QUrl &server)
{
    const ApiError &error = *wish.error;
    ErrorReport report = reportOf(error, server);
    report.headline = CreationText::tr("Could not set the variables of %1").arg(wish.sandboxId);
    if (isOwnFinding(error))
        report.cause = redacted(error.serverMessage);
    else if (error.kind == ApiErrorKind::Unauthorized)
        report.cause = CreationText::tr("The agent in the sandbox did not accept its token.");
    report.nextStep = CreationText::tr(
        "The sandbox exists, but without the variables. Try again, or set them in it yourself.");
    report.sandboxIds = QStringList{wish.sandboxId};
    report.retrySafe = true; // the same again changes nothing
    report.curl.clear();     // it went to the agent, with a token and values that no line may hold
    return report;
}

} // namespace

ErrorReport creationReport(const CreationWish &wish, const QString &title, const QUrl &server)
{
    Q_ASSERT(wish.error);
    if (wish.phase == CreationWish::Phase::EnvironmentFailed)
        return environmentReport(wish, server);
    ErrorReport report = reportOf(*wish.error, server);
    report.headline = CreationText::tr("Could not create a sandbox from %1").arg(title);
    describe(report, *wish.error, server);
    if (wish.error->maybeExecuted)
        describeDoubt(report, wish);
    // A line that creates something when it is pasted is no diagnosis.
    report.curl.clear();
    report.retrySafe = wish.mayRetry();
    return report;
}

QUrl pageAgainst(const ApiError &error)
{
    const bool isMoney = error.kind == ApiErrorKind::PaymentRequired || error.kind == ApiErrorKind::PlanLimit;
    return isMoney ? QUrl(kConsole) : QUrl();
}

} // namespace sandglass
