// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/bannercontent.h"

#include "item/formatting.h"
#include "store/errorreport.h"
#include "store/listreader.h"
#include "widgets/timetexts.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct BannerText
{
    Q_DECLARE_TR_FUNCTIONS(Banner)
};

QString sentences(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u' ');
}

QString ageOfData(const PollStatus &status, MonoTime now)
{
    if (!status.hasData())
        return {};
    return BannerText::tr("Data from %1 (%2 old).")
        .arg(timeOfDay(*status.lastReadUtc), durationText(now - status.lastAsked));
}

QString retryText(const PollStatus &status, MonoTime now)
{
    QString text;
    if (status.phase == PollStatus::Phase::Waiting && status.next > now)
        text = BannerText::tr("Retrying in %1").arg(countdown(status.next - now));
    else
        text = BannerText::tr("Retrying…");
    if (status.failures > 1)
        text += BannerText::tr("  ·  failed %1 times").arg(countText(status.failures));
    return text;
}

BannerContent refused(const PollStatus &status, const ErrorReport &report, MonoTime now)
{
    return {BannerKind::Danger,
            u"key-round"_s,
            report.headline,
            sentences({report.cause, report.nextStep, ageOfData(status, now)}),
            {},
            {BannerButton::Details, BannerButton::EnterKey}};
}

BannerContent failed(const PollStatus &status, const ErrorReport &report, MonoTime now)
{
    const bool noAnswer = status.error->httpStatus == 0;
    // To wait and try again is what is done here anyway, and it says when.
    const bool waits = status.error->kind == ApiErrorKind::RateLimited || status.error->retryAfter;
    return {status.hasData() ? BannerKind::Warning : BannerKind::Danger,
            noAnswer ? u"wifi-off"_s : u"triangle-alert"_s,
            report.headline,
            sentences({report.cause, waits ? QString() : report.nextStep, ageOfData(status, now)}),
            retryText(status, now),
            {BannerButton::Details, BannerButton::RetryNow}};
}

QString whyIncomplete(const PollStatus &status)
{
    switch (status.incompleteness) {
    case Incompleteness::None:
        return {};
    case Incompleteness::NoCursor:
        return BannerText::tr(
            "The server has more sandboxes than it gives at once and offers no way to ask for the rest.");
    case Incompleteness::CursorRepeated:
        return BannerText::tr(
            "A page of the list came again or brought nothing new, so reading stopped there.");
    case Incompleteness::TooManyPages:
        return BannerText::tr("The account has more sandboxes than this program reads.");
    case Incompleteness::InTurns:
        return BannerText::tr(
                   "It needs more requests than the limit allows in a minute, so it is read in turns: "
                   "up to %1 sandboxes every %2.")
            .arg(countText(qint64{status.requestsPerPoll} * ListReader::kPageSize),
                 durationText(status.interval));
    case Incompleteness::MostMissing:
        return BannerText::tr("The server left out most of the sandboxes it listed before. If its next list "
                              "does so too, they are gone.");
    }
    return {};
}

BannerContent incomplete(const PollStatus &status)
{
    const bool follows = status.incompleteness == Incompleteness::InTurns;
    return {BannerKind::Info,
            u"info"_s,
            follows ? BannerText::tr("The list is not complete yet")
                    : BannerText::tr("The list may not be complete"),
            sentences({whyIncomplete(status),
                       follows ? BannerText::tr("The rest follows.")
                               : BannerText::tr("Sandboxes that are not listed are left as they were.")}),
            {},
            {}};
}

BannerContent skippedRows(const PollStatus &status)
{
    const QString headline =
        status.skippedRows == 1
            ? BannerText::tr("One entry of the list cannot be shown")
            : BannerText::tr("%1 entries of the list cannot be shown").arg(countText(status.skippedRows));
    return {BannerKind::Info,
            u"info"_s,
            headline,
            BannerText::tr("The server sent them without an id that can be used."),
            {},
            {}};
}

} // namespace

std::optional<BannerContent> bannerFor(const PollStatus &status, const QUrl &server, MonoTime now)
{
    if (status.error) {
        const ErrorReport report = reportOf(*status.error, server);
        return status.phase == PollStatus::Phase::Refused ? refused(status, report, now)
                                                          : failed(status, report, now);
    }
    if (!status.isComplete())
        return incomplete(status);
    if (status.skippedRows > 0)
        return skippedRows(status);
    return std::nullopt;
}

std::chrono::milliseconds untilBannerChanges(const PollStatus &status, MonoTime now)
{
    if (!status.error)
        return 0ms;
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

std::optional<BannerContent> skewBanner(std::chrono::milliseconds ahead)
{
    constexpr auto kWorthTelling = 10min;
    if (std::chrono::abs(ahead) < kWorthTelling)
        return std::nullopt;
    // The server tells whole seconds, and the way takes time.
    const QString by = durationText(std::chrono::round<std::chrono::minutes>(std::chrono::abs(ahead)));
    return BannerContent{
        BannerKind::Warning,
        u"clock-alert"_s,
        ahead > 0ms ? BannerText::tr("The server's clock is %1 ahead of this computer's").arg(by)
                    : BannerText::tr("The server's clock is %1 behind this computer's").arg(by),
        BannerText::tr("Ages and times left are counted by the server's clock. If that is the "
                       "wrong one, sandboxes end at other times than shown."),
        {},
        {BannerButton::Dismiss}};
}

BannerContent demoMark()
{
    BannerContent mark;
    mark.icon = u"flask-conical"_s;
    mark.headline = BannerText::tr("Demo: simulated sandboxes on this computer, nothing costs money");
    mark.buttons = {BannerButton::Connect};
    mark.quiet = true;
    return mark;
}

} // namespace sandglass
