// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/failuretext.h"

#include "api/redaction.h"
#include "textmode/exitcode.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct FailureTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::TextMode)
};

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString wordOf(ExitCode code)
{
    switch (code) {
    case ExitCode::Validation:
        return u"refused"_s;
    case ExitCode::Auth:
        return u"auth"_s;
    case ExitCode::NotFound:
        return u"not_found"_s;
    case ExitCode::Timeout:
        return u"timeout"_s;
    case ExitCode::Network:
        return u"network"_s;
    case ExitCode::RateLimit:
        return u"rate_limit"_s;
    case ExitCode::Ok:
    case ExitCode::General:
    case ExitCode::Interrupted:
    case ExitCode::Terminated:
        break;
    }
    return u"general"_s;
}

} // namespace

QString failureText(const ErrorReport &report)
{
    QStringList lines{FailureTexts::tr("sandglass: %1").arg(report.headline)};
    if (report.sandboxIds.size() > 1)
        lines += report.sandboxIds.join(u", "_s);
    for (const QString &sentence : {report.cause, report.nextStep}) {
        if (!sentence.isEmpty())
            lines += sentence;
    }
    QStringList details;
    for (const ErrorReport::Detail &detail : report.details)
        details += FailureTexts::tr("%1: %2").arg(detail.label, QString(detail.value).replace(u'\n', u' '));
    if (!details.isEmpty())
        lines += FailureTexts::tr("Details: %1").arg(details.join(u"; "_s));
    return lines.join(u"\n  "_s);
}

QJsonObject errorJson(const ApiError &error)
{
    return {
        {u"kind"_s, wordOf(exitCodeOf(error.kind))},
        {u"http_status"_s, error.httpStatus == 0 ? QJsonValue() : QJsonValue(error.httpStatus)},
        {u"code"_s, orNull(redacted(error.serverCode))},
        {u"message"_s,
         orNull(redacted(error.serverMessage.isEmpty() ? error.transportText : error.serverMessage))},
        {u"request_id"_s, orNull(redacted(error.requestId))},
        {u"retry_after_seconds"_s,
         error.retryAfter
             ? QJsonValue(qint64(std::chrono::ceil<std::chrono::seconds>(*error.retryAfter).count()))
             : QJsonValue()},
        {u"maybe_executed"_s, error.maybeExecuted},
    };
}

QString jsonText(const QJsonObject &document)
{
    return QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Indented)).trimmed();
}

QString jsonLine(const QJsonObject &document)
{
    return QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact));
}

} // namespace sandglass
