// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/statustexts.h"

#include "item/formatting.h"
#include "widgets/timetexts.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct StatusText
{
    Q_DECLARE_TR_FUNCTIONS(StatusLine)
};

ConnectionState failedState(ApiErrorKind kind, const QString &server)
{
    switch (kind) {
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::ConnectionLost:
    case ApiErrorKind::Timeout:
    case ApiErrorKind::Tls:
        return {StatusText::tr("Cannot reach"),
                StatusText::tr("The last try to reach %1 failed.").arg(server), SemanticColor::Danger};
    case ApiErrorKind::ProxyFailed:
        return {StatusText::tr("Proxy problem"), StatusText::tr("The proxy does not lead to %1.").arg(server),
                SemanticColor::Danger};
    case ApiErrorKind::Unauthorized:
        return {StatusText::tr("Key refused"), StatusText::tr("%1 does not accept the key.").arg(server),
                SemanticColor::Danger};
    case ApiErrorKind::RateLimited:
        return {StatusText::tr("Asked to wait"),
                StatusText::tr("%1 takes no more requests for now.").arg(server), SemanticColor::Warning};
    case ApiErrorKind::Redirected:
    case ApiErrorKind::NotHopx:
    case ApiErrorKind::Malformed:
    case ApiErrorKind::TooLarge:
    case ApiErrorKind::BadRequest:
    case ApiErrorKind::PaymentRequired:
    case ApiErrorKind::Forbidden:
    case ApiErrorKind::PlanLimit:
    case ApiErrorKind::NotFound:
    case ApiErrorKind::RouteMissing:
    case ApiErrorKind::Conflict:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::Unavailable:
        break;
    }
    return {StatusText::tr("Cannot read"),
            StatusText::tr("%1 answers, but the list could not be read.").arg(server),
            SemanticColor::Warning};
}

QString agoText(const PollStatus &status, MonoTime now)
{
    const auto age = now - status.lastAsked;
    // What one turn read is no more than a part of the list.
    if (status.isReadInTurns)
        return age < 1s ? StatusText::tr("A part updated just now")
                        : StatusText::tr("A part updated %1 ago").arg(durationText(age));
    return age < 1s ? StatusText::tr("Updated just now")
                    : StatusText::tr("Updated %1 ago").arg(durationText(age));
}

QString turnsText(const PollStatus &status)
{
    if (status.incompleteness == Incompleteness::InTurns)
        return StatusText::tr("in turns of %1 requests").arg(countText(status.requestsPerPoll));
    return StatusText::tr("in turns: all %1 requests take %2")
        .arg(countText(status.requestsPerList), durationText(status.listDuration()));
}

} // namespace

ConnectionState connectionState(const PollStatus &status, const QString &serverName)
{
    if (status.phase == PollStatus::Phase::Refused)
        return failedState(ApiErrorKind::Unauthorized, serverName);
    if (status.error)
        return failedState(status.error->kind, serverName);
    if (!status.hasData())
        return {StatusText::tr("Reading…"),
                StatusText::tr("Waiting for the first answer of %1.").arg(serverName),
                SemanticColor::Creating};
    return {StatusText::tr("Connected"), StatusText::tr("%1 answered the last request.").arg(serverName),
            SemanticColor::Success};
}

QString readingText(const PollStatus &status, bool slow, MonoTime now)
{
    switch (status.phase) {
    case PollStatus::Phase::Idle:
        return StatusText::tr("Not reading");
    case PollStatus::Phase::Refused:
        return status.hasData() ? StatusText::tr("%1, reading has stopped").arg(agoText(status, now))
                                : StatusText::tr("Reading has stopped");
    case PollStatus::Phase::Reading:
        if (!status.hasData())
            return StatusText::tr("Reading…");
        return slow ? StatusText::tr("%1, reading…").arg(agoText(status, now)) : agoText(status, now);
    case PollStatus::Phase::Waiting:
        break;
    }
    const QString next = countdown(std::max<std::chrono::milliseconds>(status.next - now, 1ms));
    return status.hasData() ? StatusText::tr("%1, next in %2").arg(agoText(status, now), next)
                            : StatusText::tr("Not read yet, next in %1").arg(next);
}

std::chrono::milliseconds untilReadingTextChanges(const PollStatus &status, MonoTime now)
{
    std::chrono::milliseconds shortest = 0ms;
    const auto consider = [&shortest](std::chrono::milliseconds wait) {
        if (wait > 0ms && (shortest == 0ms || wait < shortest))
            shortest = wait;
    };
    if (status.hasData())
        consider(untilTextChanges(status.lastAsked - now));
    if (status.phase == PollStatus::Phase::Waiting)
        consider(untilCountdownChanges(status.next - now));
    return shortest;
}

QString paceText(const PollStatus &status, int sandboxes)
{
    if (status.phase == PollStatus::Phase::Refused)
        return {};
    switch (status.pace) {
    case PollStatus::Pace::Normal:
        return {};
    case PollStatus::Pace::Hidden:
        return StatusText::tr("every %1 while nobody looks").arg(durationText(status.interval));
    case PollStatus::Pace::Budget:
        if (status.isReadInTurns)
            return turnsText(status);
        return StatusText::tr("every %1: %2 sandboxes need %3 requests")
            .arg(durationText(status.interval), countText(sandboxes), countText(status.requestsPerPoll));
    case PollStatus::Pace::Busy:
        return StatusText::tr("every %1 while many actions are under way").arg(durationText(status.interval));
    case PollStatus::Pace::Spent:
        return StatusText::tr("reading has used its share of requests");
    case PollStatus::Pace::RateLimited:
        return StatusText::tr("the server asked to wait");
    case PollStatus::Pace::Backoff:
        return status.failures == 1
                   ? StatusText::tr("less often after a failure")
                   : StatusText::tr("less often after %1 failures").arg(countText(status.failures));
    }
    return {};
}

QString budgetText(int used, int limit)
{
    return StatusText::tr("%1/%2 per min").arg(countText(used), countText(limit));
}

QString budgetExplanation(int used, int limit, bool limitKnown)
{
    const QString spent = StatusText::tr("%1 of %2 requests of the last minute are spent.")
                              .arg(countText(used), countText(limit));
    const QString source =
        limitKnown ? StatusText::tr("The limit is what the server reports.")
                   : StatusText::tr("The server has not reported its limit; this one is assumed.");
    const QString share =
        StatusText::tr("Reading uses at most 60 % of it, the rest is kept for your clicks.");
    return QString(spent % u'\n' % source % u'\n' % share);
}

QString notNowText(const PollStatus &status, MonoTime now)
{
    const QString next = countdown(std::max<std::chrono::milliseconds>(status.next - now, 1ms));
    return status.pace == PollStatus::Pace::RateLimited
               ? StatusText::tr("The server asked to wait: the list is read in %1").arg(next)
               : StatusText::tr("Request limit: the list is read again in %1").arg(next);
}

QString selectionText(qsizetype selected, qsizetype gone, int total, bool moreFollow)
{
    if (gone > 0 && selected > 0)
        return StatusText::tr("%1, and %2 that are gone", "3 of 24 selected, and 2 that are gone")
            .arg(selectionText(selected, 0, total, moreFollow), countText(gone));
    if (gone > 0)
        return gone == 1 ? StatusText::tr("1 gone sandbox selected")
                         : StatusText::tr("%1 gone sandboxes selected").arg(countText(gone));
    if (selected > 0 && moreFollow)
        return StatusText::tr("%1 of %2 read so far selected").arg(countText(selected), countText(total));
    if (selected > 0)
        return StatusText::tr("%1 of %2 selected").arg(countText(selected), countText(total));
    if (moreFollow)
        return StatusText::tr("%1 sandboxes so far").arg(countText(total));
    if (total == 1)
        return StatusText::tr("1 sandbox");
    return StatusText::tr("%1 sandboxes").arg(countText(total));
}

} // namespace sandglass
