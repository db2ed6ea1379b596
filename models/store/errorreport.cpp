// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/errorreport.h"

#include "api/plaintext.h"
#include "api/redaction.h"
#include "domain/transitiontable.h"
#include "store/actionrules.h"
#include "store/commands/commandtext.h"
#include "store/sandboxjson.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct ReportText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorReport)
};

/// What a kind of error means to a person. %1 is the server's host.
struct KindRow
{
    ApiErrorKind kind;
    const char *cause;
    const char *nextStep;
    bool worthRepeating; ///< asking again may go better without anything being changed in Sandglass
};

constexpr std::array kKinds{
    KindRow{ApiErrorKind::Unreachable,
            QT_TRANSLATE_NOOP("ErrorReport", "%1 cannot be reached, so nothing was sent."),
            QT_TRANSLATE_NOOP("ErrorReport",
                              "Check the network connection and the server address, then try again."),
            true},
    KindRow{ApiErrorKind::ConnectionLost,
            QT_TRANSLATE_NOOP("ErrorReport", "The connection to %1 broke before the answer had come."),
            QT_TRANSLATE_NOOP("ErrorReport", "Check the network connection, then try again."), true},
    KindRow{ApiErrorKind::Timeout, QT_TRANSLATE_NOOP("ErrorReport", "%1 did not answer in time."),
            QT_TRANSLATE_NOOP("ErrorReport", "Wait a moment, then try again."), true},
    KindRow{
        ApiErrorKind::Tls,
        QT_TRANSLATE_NOOP("ErrorReport", "The connection to %1 is not secure, so the key was not sent."),
        QT_TRANSLATE_NOOP("ErrorReport",
                          "Check the server address and this computer's date. If your company inspects "
                          "encrypted connections, name its certificate authority in the preferences (Ctrl+,) "
                          "on the page Network, or have it added to this system."),
        false},
    KindRow{ApiErrorKind::ProxyFailed,
            QT_TRANSLATE_NOOP("ErrorReport", "The proxy did not lead to %1, so nothing was sent."),
            QT_TRANSLATE_NOOP("ErrorReport",
                              "Check the proxy: in the preferences (Ctrl+,) on the page Network, in the "
                              "desktop's settings, or in https_proxy where the environment names it."),
            true},
    KindRow{ApiErrorKind::Redirected,
            QT_TRANSLATE_NOOP(
                "ErrorReport",
                "%1 points to another address. Sandglass does not follow, for the key must not travel."),
            QT_TRANSLATE_NOOP("ErrorReport",
                              "Check the server address; a login page of the network may stand in "
                              "between."),
            false},
    KindRow{ApiErrorKind::NotHopx,
            QT_TRANSLATE_NOOP("ErrorReport", "What answered at %1 is not a HopX server."),
            QT_TRANSLATE_NOOP("ErrorReport",
                              "Check the server address. In a hotel or company network, sign in to "
                              "it first."),
            true},
    KindRow{
        ApiErrorKind::Malformed, QT_TRANSLATE_NOOP("ErrorReport", "The answer of %1 was damaged or cut off."),
        QT_TRANSLATE_NOOP("ErrorReport", "Try again; if it stays so, report it to the server's operator."),
        true},
    KindRow{ApiErrorKind::TooLarge,
            QT_TRANSLATE_NOOP("ErrorReport", "The answer of %1 was far larger than any a HopX server gives."),
            QT_TRANSLATE_NOOP("ErrorReport", "Check the server address."), false},
    KindRow{
        ApiErrorKind::BadRequest, QT_TRANSLATE_NOOP("ErrorReport", "The server did not accept the request."),
        QT_TRANSLATE_NOOP("ErrorReport",
                          "If the server's words name nothing you can change, report them to its operator."),
        false},
    KindRow{ApiErrorKind::Unauthorized, QT_TRANSLATE_NOOP("ErrorReport", "%1 does not accept the API key."),
            QT_TRANSLATE_NOOP("ErrorReport", "Connect with a valid key; keys are made at "
                                             "https://console.hopx.dev."),
            false},
    KindRow{ApiErrorKind::PaymentRequired,
            QT_TRANSLATE_NOOP("ErrorReport", "The account is out of credit. The key itself is fine."),
            QT_TRANSLATE_NOOP("ErrorReport", "Add credit at https://console.hopx.dev, then try again."),
            true},
    KindRow{
        ApiErrorKind::Forbidden,
        QT_TRANSLATE_NOOP("ErrorReport",
                          "The key is valid, but not allowed to do this; the sandbox may belong to another "
                          "organisation."),
        QT_TRANSLATE_NOOP("ErrorReport", "Use a key of the organisation that owns the sandbox."), false},
    KindRow{ApiErrorKind::PlanLimit,
            QT_TRANSLATE_NOOP("ErrorReport", "A limit of the account's plan is reached."),
            QT_TRANSLATE_NOOP("ErrorReport",
                              "Stop or delete sandboxes you no longer need, or raise the limit at "
                              "https://console.hopx.dev."),
            true},
    KindRow{ApiErrorKind::NotFound,
            QT_TRANSLATE_NOOP("ErrorReport", "%1 knows no such sandbox or no such request."),
            QT_TRANSLATE_NOOP("ErrorReport", "Read the list again to see what is there."), false},
    KindRow{ApiErrorKind::RouteMissing, QT_TRANSLATE_NOOP("ErrorReport", "%1 does not offer this request."),
            QT_TRANSLATE_NOOP("ErrorReport",
                              "Check the server address; this server may be older or newer than "
                              "Sandglass."),
            false},
    KindRow{ApiErrorKind::Conflict,
            QT_TRANSLATE_NOOP("ErrorReport", "The state of the sandbox does not allow this."),
            QT_TRANSLATE_NOOP("ErrorReport", "Choose an action that fits its present state."), true},
    KindRow{ApiErrorKind::RateLimited,
            QT_TRANSLATE_NOOP("ErrorReport",
                              "The key may send only so many requests a minute, and they are spent."),
            QT_TRANSLATE_NOOP("ErrorReport", "Wait a minute, then try again."), true},
    KindRow{ApiErrorKind::ServerError,
            QT_TRANSLATE_NOOP("ErrorReport", "%1 failed while working on the request."),
            QT_TRANSLATE_NOOP("ErrorReport",
                              "Try again in a while; if it stays so, report it to HopX, with what is under "
                              "Details."),
            true},
    KindRow{ApiErrorKind::Unavailable,
            QT_TRANSLATE_NOOP("ErrorReport", "%1 is overloaded or under repair at the moment."),
            QT_TRANSLATE_NOOP("ErrorReport", "Try again in a while."), true},
};

constexpr bool coversEveryKind()
{
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (kKinds[i].kind != static_cast<ApiErrorKind>(i))
            return false;
    }
    return kKinds.size() == static_cast<std::size_t>(ApiErrorKind::Unavailable) + 1;
}
static_assert(coversEveryKind());

const KindRow &rowOf(ApiErrorKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

QString hostOf(const QUrl &server)
{
    return server.host().isEmpty() ? ReportText::tr("the server") : server.authority(QUrl::PrettyDecoded);
}

/// "the server" at the beginning becomes "The server"; a host's name stays as it is written.
QString asSentence(QString text, const QUrl &server)
{
    if (server.host().isEmpty() && !text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString joined(const QString &first, const QString &second)
{
    return second.isEmpty() ? first : QString{first % u' ' % second};
}

QString causeOf(const ApiError &error, const QUrl &server)
{
    const QString cause = ReportText::tr(rowOf(error.kind).cause);
    const QString sentence = cause.contains("%1"_L1) ? asSentence(cause.arg(hostOf(server)), server) : cause;
    // Which proxy, and whether it is there at all, is what helps.
    return error.kind == ApiErrorKind::ProxyFailed ? joined(redacted(error.transportText), sentence)
                                                   : sentence;
}

QString nextStepOf(const ApiError &error)
{
    using namespace std::chrono;
    if (error.retryAfter > hours{2})
        return ReportText::tr("Wait %n h, then try again.", nullptr,
                              static_cast<int>(ceil<hours>(*error.retryAfter).count()));
    if (error.retryAfter > minutes{2})
        return ReportText::tr("Wait %n min, then try again.", nullptr,
                              static_cast<int>(ceil<minutes>(*error.retryAfter).count()));
    if (error.retryAfter)
        return ReportText::tr("Wait %n s, then try again.", nullptr,
                              static_cast<int>(ceil<seconds>(*error.retryAfter).count()));
    return ReportText::tr(rowOf(error.kind).nextStep);
}

/// A request for the list names no sandbox, so nothing is wrong with one.
bool isListRead(const ApiError &error)
{
    return error.method == "GET"_L1 &&
           QStringView(error.path).split(u'?').constFirst().endsWith("/sandboxes"_L1);
}

void describeListRead(ErrorReport &report, const ApiError &error, const QUrl &server)
{
    if (error.kind == ApiErrorKind::NotFound) {
        report.cause = asSentence(
            ReportText::tr("%1 has no list of sandboxes at this address.").arg(hostOf(server)), server);
        report.nextStep = ReportText::tr("Check the server address.");
    } else if (error.kind == ApiErrorKind::Forbidden) {
        report.cause = ReportText::tr("The key is valid, but not allowed to list sandboxes.");
        report.nextStep = ReportText::tr("Use another key, or have the rights of this one changed.");
    }
}

QString doneWord(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return ReportText::tr("started");
    case LifecycleAction::Stop:
        return ReportText::tr("stopped");
    case LifecycleAction::Pause:
        return ReportText::tr("paused");
    case LifecycleAction::Resume:
        return ReportText::tr("resumed");
    case LifecycleAction::Delete:
        return ReportText::tr("deleted");
    case LifecycleAction::Extend:
        return ReportText::tr("extended");
    }
    return {};
}

QString headlineOf(LifecycleAction action, const QStringList &ids)
{
    const auto count = static_cast<int>(ids.size());
    if (count == 1) {
        switch (action) {
        case LifecycleAction::Start:
            return ReportText::tr("Could not start %1").arg(ids.first());
        case LifecycleAction::Stop:
            return ReportText::tr("Could not stop %1").arg(ids.first());
        case LifecycleAction::Pause:
            return ReportText::tr("Could not pause %1").arg(ids.first());
        case LifecycleAction::Resume:
            return ReportText::tr("Could not resume %1").arg(ids.first());
        case LifecycleAction::Delete:
            return ReportText::tr("Could not delete %1").arg(ids.first());
        case LifecycleAction::Extend:
            return ReportText::tr("Could not extend %1").arg(ids.first());
        }
    }
    switch (action) {
    case LifecycleAction::Start:
        return ReportText::tr("Could not start %n sandboxes", nullptr, count);
    case LifecycleAction::Stop:
        return ReportText::tr("Could not stop %n sandboxes", nullptr, count);
    case LifecycleAction::Pause:
        return ReportText::tr("Could not pause %n sandboxes", nullptr, count);
    case LifecycleAction::Resume:
        return ReportText::tr("Could not resume %n sandboxes", nullptr, count);
    case LifecycleAction::Delete:
        return ReportText::tr("Could not delete %n sandboxes", nullptr, count);
    case LifecycleAction::Extend:
        return ReportText::tr("Could not extend %n sandboxes", nullptr, count);
    }
    return {};
}

/// What all of a report's failures have in common after the re-read.
struct Aftermath
{
    bool allGone = false;
    std::optional<SandboxStatus> status; ///< where it is the same for all and known to the table
    QString statusName;
    bool several = false;
    bool unseen = false; ///< the state of one at least
};

Aftermath aftermathOf(std::span<const ActionFailure> failures)
{
    Aftermath after;
    after.allGone = std::all_of(failures.begin(), failures.end(), [](const ActionFailure &f) {
        return f.gone || f.statusNow == SandboxStatus::Gone;
    });
    const ActionFailure &first = failures.front();
    after.several = std::any_of(failures.begin(), failures.end(),
                                [&first](const ActionFailure &f) { return f.sandboxId != first.sandboxId; });
    after.unseen =
        std::any_of(failures.begin(), failures.end(), [](const ActionFailure &f) { return f.unseen; });
    const bool same = std::all_of(failures.begin(), failures.end(), [&first](const ActionFailure &f) {
        return !f.gone && f.statusNow == first.statusNow && f.statusWord == first.statusWord;
    });
    if (same && (first.statusNow != SandboxStatus::Unknown || !first.statusWord.isEmpty())) {
        after.status = first.statusNow;
        after.statusName = first.statusNow == SandboxStatus::Unknown
                               ? QString{u'“' % first.statusWord % u'”'}
                               : nameOfStatus(first.statusNow, first.statusWord).toLower();
    }
    return after;
}

QString isNow(const Aftermath &after)
{
    if (after.unseen)
        return after.several ? ReportText::tr("Their states could not be read since then.")
                             : ReportText::tr("Its state could not be read since then.");
    if (!after.status)
        return after.several ? ReportText::tr("Their states differ by now.") : QString{};
    if (*after.status == SandboxStatus::Error)
        return after.several ? ReportText::tr("The sandboxes are in error now.")
                             : ReportText::tr("The sandbox is in error now.");
    return (after.several ? ReportText::tr("The sandboxes are %1 now.")
                          : ReportText::tr("The sandbox is %1 now."))
        .arg(after.statusName);
}

/// What to do about sandboxes that are @p status instead of what @p action should have made of them.
QString nextStepFrom(SandboxStatus status, LifecycleAction action)
{
    const Transition &cell = transition(status, action);
    if (cell.isAllowed())
        return ReportText::tr("Try again.");
    if (status == SandboxStatus::Error)
        return ReportText::tr("Nothing brings a sandbox back from there: create a new one.");
    if (cell.refusal == Refusal::AlreadySo)
        return ReportText::tr("Nothing is left to do.");
    return cell.instead ? ReportText::tr("Use %1 instead.").arg(nameOfAction(*cell.instead))
                        : ReportText::tr("Choose an action that fits the present state.");
}

void describeConflict(ErrorReport &report, const ActionFailure &failure, const Aftermath &after)
{
    if (!after.status) {
        report.cause = joined(ReportText::tr("The server refused because of the state the sandbox is in."),
                              isNow(after));
        report.nextStep = ReportText::tr("Choose an action that fits the present state.");
        return;
    }
    const Transition &cell = transition(*after.status, failure.action);
    report.nextStep = nextStepFrom(*after.status, failure.action);
    if (*after.status == SandboxStatus::Error && !cell.isAllowed()) {
        report.cause = after.several ? ReportText::tr("The sandboxes are in error.")
                                     : ReportText::tr("The sandbox is in error.");
    } else if (cell.isAllowed()) {
        report.cause = joined(ReportText::tr("The server was busy with another change of the same sandbox."),
                              isNow(after));
    } else if (cell.refusal == Refusal::AlreadySo) {
        report.cause = joined(ReportText::tr("Somebody or something else was faster."), isNow(after));
    } else {
        report.cause =
            (after.several
                 ? ReportText::tr("The server says they are %1 now, and from there they cannot be %2.")
                 : ReportText::tr("The server says it is %1 now, and from there it cannot be %2."))
                .arg(after.statusName, doneWord(failure.action));
    }
}

void describeMissingRoute(ErrorReport &report, LifecycleAction action, const QUrl &server)
{
    report.cause = ReportText::tr("The sandbox is there, but %1 offers no “%2”.")
                       .arg(hostOf(server), wordOfAction(action));
    switch (action) {
    case LifecycleAction::Stop:
        report.nextStep = ReportText::tr("Use Pause instead: it keeps memory and files.");
        return;
    case LifecycleAction::Start:
        report.nextStep =
            ReportText::tr("This server cannot start a stopped sandbox: create a new one, and use Pause "
                           "and Resume from now on.");
        return;
    case LifecycleAction::Pause:
    case LifecycleAction::Resume:
    case LifecycleAction::Delete:
    case LifecycleAction::Extend:
        report.nextStep =
            ReportText::tr("Check the server address; this server may be older or newer than Sandglass.");
        return;
    }
}

/// The server's message without what differs from sandbox to sandbox.
QString messagePattern(const ActionFailure &failure)
{
    QString message = failure.error.serverMessage.toLower();
    return failure.sandboxId.isEmpty() ? message : message.remove(failure.sandboxId.toLower());
}

/// The server's own reason for refusing, which may say more than the kind of error does.
QString serverWords(std::span<const ActionFailure> failures)
{
    const ApiError &newest = failures.back().error;
    // Below these kinds the message is the client's own, and of a bad request it is the cause itself.
    if (newest.serverMessage.isEmpty() || newest.kind <= ApiErrorKind::BadRequest)
        return {};
    constexpr qsizetype kLongest = 240;
    QString words = plainLine(redacted(newest.serverMessage), kLongest);
    while (words.endsWith(u'.'))
        words.chop(1);
    const QString pattern = messagePattern(failures.back());
    const bool differ =
        std::any_of(failures.begin(), failures.end(),
                    [&pattern](const ActionFailure &failure) { return messagePattern(failure) != pattern; });
    return (differ ? ReportText::tr("The server says, among other things: “%1”.")
                   : ReportText::tr("The server says: “%1”."))
        .arg(words);
}

/// Cause and next step of failed actions, as far as the client knows them.
void describe(ErrorReport &report, const ActionFailure &failure, const Aftermath &after, const QUrl &server)
{
    const ApiError &error = failure.error;
    if (after.allGone) {
        report.cause = after.several ? ReportText::tr("They were deleted or expired meanwhile.")
                                     : ReportText::tr("It was deleted or expired meanwhile.");
        report.nextStep = ReportText::tr("Nothing is left to do.");
        return;
    }
    report.cause = causeOf(error, server);
    report.nextStep = nextStepOf(error);
    if (isOwnFinding(error)) {
        report.cause = joined(redacted(error.serverMessage), isNow(after));
        if (failure.action == LifecycleAction::Extend && error.kind == ApiErrorKind::BadRequest)
            report.nextStep = ReportText::tr("Look at the time left and choose again.");
        else if (error.kind == ApiErrorKind::Conflict && after.status)
            report.nextStep = nextStepFrom(*after.status, failure.action);
        return;
    }
    if (error.kind == ApiErrorKind::Conflict) {
        describeConflict(report, failure, after);
        return;
    }
    if (error.kind == ApiErrorKind::RouteMissing) {
        describeMissingRoute(report, failure.action, server);
        return;
    }
    // One of the official clients says so of this request alone (contract 4.7).
    if (error.kind == ApiErrorKind::Forbidden && failure.action == LifecycleAction::Extend)
        report.cause =
            ReportText::tr("The key is valid, but not allowed to do this: changing the time limit may not be "
                           "part of the account's plan, or the sandbox belongs to another organisation.");
    if (error.kind == ApiErrorKind::BadRequest && !error.serverMessage.isEmpty())
        report.cause =
            ReportText::tr("The server did not accept the request: “%1”.").arg(redacted(error.serverMessage));
    const bool stateTells = error.maybeExecuted || error.kind == ApiErrorKind::BadRequest;
    if (stateTells)
        report.cause = joined(report.cause, isNow(after));
    if (error.maybeExecuted) {
        report.cause =
            joined(report.cause, after.several ? ReportText::tr("The requests may still be carried out.")
                                               : ReportText::tr("The request may still be carried out."));
        if (!error.retryAfter)
            report.nextStep = ReportText::tr("Watch the state for a moment before you try again.");
    }
}

/// Different values of a detail, in the order of the failures; no more of them than are shown, for there may
/// be ten thousand failures.
template<typename Raw>
class DistinctValues
{
public:
    /// @p toText makes of @p raw what is shown; it is not asked in vain.
    template<typename ToText>
    void add(const Raw &raw, const ToText &toText)
    {
        if (raw == m_last || m_values.size() > kShown)
            return;
        m_last = raw;
        const QString value = toText(raw);
        if (!value.isEmpty() && !m_values.contains(value))
            m_values.append(value);
    }

    [[nodiscard]] QString text(QLatin1StringView separator = ", "_L1) const
    {
        if (m_values.size() <= kShown)
            return m_values.join(separator);
        return m_values.first(kShown).join(separator) + separator + u'…';
    }

private:
    static constexpr qsizetype kShown = 20;
    std::optional<Raw> m_last; ///< most failures of one cause say the same
    QStringList m_values;      ///< one more than are shown tells that there are more
};

using UtcSecond = std::chrono::time_point<UtcTime::clock, std::chrono::seconds>;

QString timeText(UtcSecond at)
{
    return at == UtcSecond{} ? QString() : isoText(at);
}

QString endpointOf(const ApiError &error, const QUrl &server)
{
    if (error.path.isEmpty())
        return {};
    return error.method % u' ' % server.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo) %
           redacted(error.path);
}

QVector<ErrorReport::Detail> detailsOf(std::span<const ApiError *const> errors, const QUrl &server)
{
    DistinctValues<int> status;
    DistinctValues<QString> code;
    DistinctValues<QString> message;
    DistinctValues<QString> requestId;
    DistinctValues<UtcSecond> time;
    DistinctValues<const ApiError *> endpoint;
    DistinctValues<QString> network;
    const auto masked = [](const QString &text) { return redacted(text); };
    for (const ApiError *error : errors) {
        if (error->httpStatus != 0)
            status.add(error->httpStatus, [](int number) { return QString::number(number); });
        code.add(error->serverCode, masked);
        if (!isOwnFinding(*error))
            message.add(error->serverMessage, masked);
        requestId.add(error->requestId, masked);
        time.add(std::chrono::floor<std::chrono::seconds>(error->at), timeText);
        endpoint.add(error, [&server](const ApiError *one) { return endpointOf(*one, server); });
        network.add(error->transportText, masked);
    }
    const std::array<ErrorReport::Detail, 7> all{{
        {ReportText::tr("HTTP status"), status.text()},
        {ReportText::tr("Server code"), code.text()},
        {ReportText::tr("Request id"), requestId.text()},
        {ReportText::tr("Time"), time.text()},
        {ReportText::tr("Endpoint"), endpoint.text("\n"_L1)},
        {ReportText::tr("Server's text"), message.text("\n"_L1)},
        {ReportText::tr("Network"), network.text("\n"_L1)},
    }};
    QVector<ErrorReport::Detail> details;
    std::copy_if(all.begin(), all.end(), std::back_inserter(details),
                 [](const ErrorReport::Detail &detail) { return !detail.value.isEmpty(); });
    return details;
}

QString curlOf(std::span<const ApiError *const> errors, const QUrl &server)
{
    DistinctValues<const ApiError *> lines;
    for (const ApiError *error : errors) {
        if (error->path.isEmpty() || server.isEmpty())
            continue;
        lines.add(error, [&server](const ApiError *one) {
            return curlLine(one->method,
                            server.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo) + redacted(one->path),
                            one->body);
        });
    }
    return lines.text("\n"_L1);
}

QString codePattern(const QString &code)
{
    const QString lower = code.toLower();
    // One meaning, three spellings (contract 2.3).
    return lower == "resource_not_found"_L1 || lower == "sandbox_not_found"_L1 ? u"not_found"_s : lower;
}

bool messageTellsCause(ApiErrorKind kind)
{
    return kind == ApiErrorKind::BadRequest || kind == ApiErrorKind::PlanLimit;
}

/// Cause and next step of all of them. The newest failure says best how things stand.
void describeAll(ErrorReport &report, std::span<const ActionFailure> failures, const QUrl &server)
{
    const ActionFailure &newest = failures.back();
    const Aftermath after = aftermathOf(failures);
    describe(report, newest, after, server);
    if (!after.allGone && !isOwnFinding(newest.error))
        report.cause = joined(report.cause, serverWords(failures));
}

} // namespace

bool isOwnFinding(const ApiError &error)
{
    return error.path.isEmpty() && !error.serverMessage.isEmpty();
}

ApiError ownFinding(const QString &text, UtcTime at, ApiErrorKind kind)
{
    ApiError error;
    error.kind = kind;
    error.serverMessage = text;
    error.at = at;
    return error;
}

QStringList idsOf(std::span<const ActionFailure> failures)
{
    QStringList ids;
    for (const ActionFailure &failure : failures)
        ids.append(failure.sandboxId);
    ids.removeDuplicates();
    return ids;
}

bool mayRetry(const ActionFailure &failure)
{
    return !failure.gone && rowOf(failure.error.kind).worthRepeating &&
           transition(failure.statusNow, failure.action).isAllowed() &&
           transition(failure.statusNow, failure.action).safeToRepeat;
}

QString ErrorReport::asText() const
{
    QStringList lines{headline, cause, nextStep};
    lines.removeAll(QString());
    lines.append(QString());
    if (!sandboxIds.isEmpty())
        lines.append(ReportText::tr("Sandboxes: %1").arg(sandboxIds.join(", "_L1)));
    for (const Detail &detail : details)
        lines.append(
            ReportText::tr("%1: %2").arg(detail.label, QString{detail.value}.replace(u'\n', "\n    "_L1)));
    if (!curl.isEmpty())
        lines.append(curl);
    return lines.join(u'\n') + u'\n';
}

QString causeKey(const ActionFailure &failure)
{
    const ApiError &error = failure.error;
    const QString action = wordOfAction(failure.action);
    if (failure.gone)
        return action % "|gone"_L1;
    QString key = action % u'|' % QString::number(static_cast<int>(error.kind)) % u'|' %
                  QString::number(error.httpStatus) % u'|' % codePattern(error.serverCode);
    if (messageTellsCause(error.kind))
        key += u'|' + messagePattern(failure);
    return key;
}

ErrorReport reportOf(std::span<const ActionFailure> failures, const QUrl &server)
{
    Q_ASSERT(!failures.empty());
    ErrorReport report;
    report.sandboxIds = idsOf(failures);
    std::vector<const ApiError *> errors;
    errors.reserve(failures.size());
    for (const ActionFailure &failure : failures) {
        errors.push_back(&failure.error);
        report.retrySafe = report.retrySafe || mayRetry(failure);
        if (failure.error.retryAfter)
            report.retryAfter =
                std::max(report.retryAfter.value_or(std::chrono::milliseconds{0}), *failure.error.retryAfter);
    }
    report.headline = headlineOf(failures.back().action, report.sandboxIds);
    describeAll(report, failures, server);
    report.details = detailsOf(errors, server);
    report.curl = curlOf(errors, server);
    return report;
}

QString headlineOf(const ActionFailure &failure)
{
    return headlineOf(failure.action, {failure.sandboxId});
}

QString causeOf(std::span<const ActionFailure> failures, const QUrl &server)
{
    Q_ASSERT(!failures.empty());
    ErrorReport report;
    describeAll(report, failures, server);
    return report.cause;
}

ErrorReport reportOf(const ApiError &error, const QUrl &server)
{
    ErrorReport report;
    const std::array errors{&error};
    report.headline = ReportText::tr("Could not read the sandboxes");
    report.cause = causeOf(error, server);
    report.nextStep = nextStepOf(error);
    if (isListRead(error))
        describeListRead(report, error, server);
    report.details = detailsOf(errors, server);
    report.curl = curlOf(errors, server);
    report.retrySafe = rowOf(error.kind).worthRepeating;
    report.retryAfter = error.retryAfter;
    return report;
}

} // namespace sandglass
