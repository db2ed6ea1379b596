// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/creationreport.h"

#include "api/redaction.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;
using Found = CreationWish::Found;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CreationReport)
};

QString hostOf(const QUrl &server)
{
    return server.host().isEmpty() ? Text::tr("The server") : server.authority(QUrl::PrettyDecoded);
}

bool speaksOfCapacity(const QString &message)
{
    return message.isEmpty() || message.contains("node"_L1, Qt::CaseInsensitive) ||
           message.contains("capacity"_L1, Qt::CaseInsensitive);
}

/// The client itself saw what is wrong and says it in the message.
bool isOwnFinding(const ApiError &error)
{
    return error.path.isEmpty() && !error.serverMessage.isEmpty();
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
        report.nextStep = Text::tr("Add credit on the billing page, then try again.");
        break;
    case ApiErrorKind::PlanLimit:
        report.nextStep =
            Text::tr("Delete sandboxes you no longer need, or raise the limit of the plan, then try again.");
        break;
    case ApiErrorKind::Unavailable:
        if (error.httpStatus != 503)
            break;
        report.cause =
            speaksOfCapacity(said)
                ? Text::tr("No capacity: %1 has no free machine for it at the moment.").arg(hostOf(server))
                : Text::tr("%1 has no capacity for it at the moment: “%2”.").arg(hostOf(server), said);
        report.nextStep =
            Text::tr("Choose another region or a smaller template, or try again in a few minutes.");
        break;
    case ApiErrorKind::ServerError:
        report.cause = Text::tr("%1 failed while creating it.").arg(hostOf(server));
        report.nextStep =
            Text::tr("It answers like this too when something is wrong with the template: try another one, "
                     "or try again in a while.");
        break;
    case ApiErrorKind::NotFound:
        report.cause = Text::tr("%1 does not know this template any more.").arg(hostOf(server));
        report.nextStep = Text::tr("Choose another template.");
        break;
    case ApiErrorKind::Forbidden:
        report.cause = Text::tr("The key is valid, but not allowed to create this.");
        report.nextStep =
            Text::tr("Choose another template, or use a key of the organisation the template belongs to.");
        break;
    case ApiErrorKind::BadRequest:
    case ApiErrorKind::Conflict:
        report.cause = said.isEmpty() ? Text::tr("The server did not accept the request.")
                                      : Text::tr("The server did not accept the request: “%1”.").arg(said);
        report.nextStep = Text::tr("Change what it speaks of, then try again.");
        break;
    case ApiErrorKind::RateLimited:
        report.cause = Text::tr("Too many requests or too many new sandboxes a minute.");
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
            Text::tr("Whether it was created all the same is not known: the list could not be read."));
        report.nextStep = Text::tr("Look at the list again before anything is sent a second time.");
        return;
    case Found::Nothing:
        add(report.cause,
            Text::tr("No new sandbox of this template has appeared, so it was most likely not created."));
        if (wish.listWasIncomplete)
            add(report.cause, Text::tr("The list was not complete, though."));
        break;
    case Found::NotOurs:
        add(report.cause, Text::tr("What appeared meanwhile is not it."));
        break;
    }
    if (wish.error->httpStatus < 500)
        report.nextStep =
            Text::tr("You can try again. Should the first request still be carried out, there will be two.");
}

ErrorReport environmentReport(const CreationWish &wish, const QUrl &server)
{
    const ApiError &error = *wish.error;
    ErrorReport report = reportOf(error, server);
    report.headline = Text::tr("Could not set the variables of %1").arg(wish.sandboxId);
    if (isOwnFinding(error))
        report.cause = redacted(error.serverMessage);
    else if (error.kind == ApiErrorKind::Unauthorized)
        report.cause = Text::tr("The agent in the sandbox did not accept its token.");
    report.nextStep =
        Text::tr("The sandbox exists, but without the variables. Try again, or set them in it yourself.");
    report.sandboxIds = QStringList{wish.sandboxId};
    report.retrySafe = true; // the same again changes nothing
    return report;
}

} // namespace

ErrorReport creationReport(const CreationWish &wish, const QString &title, const QUrl &server)
{
    Q_ASSERT(wish.error);
    if (wish.phase == CreationWish::Phase::EnvironmentFailed)
        return environmentReport(wish, server);
    ErrorReport report = reportOf(*wish.error, server);
    report.headline = Text::tr("Could not create a sandbox from %1").arg(title);
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
    return isMoney ? QUrl(u"https://console.hopx.dev"_s) : QUrl();
}

} // namespace sandglass
