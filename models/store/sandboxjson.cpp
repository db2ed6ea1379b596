// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxjson.h"

#include <QDateTime>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template<typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString wordOf(Expiry::Kind kind)
{
    switch (kind) {
    case Expiry::Kind::NotReported:
        return u"not_reported"_s;
    case Expiry::Kind::Unreadable:
        return u"unreadable"_s;
    case Expiry::Kind::Never:
        return u"never"_s;
    case Expiry::Kind::At:
        return u"at"_s;
    }
    return {};
}

} // namespace

QString isoText(UtcTime moment)
{
    const qint64 milliseconds = moment.time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC)
        .toString(milliseconds % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

QJsonObject sandboxJson(const Sandbox &sandbox)
{
    const QString known = wordOfStatus(sandbox.status);
    const bool expires = sandbox.expiry.kind == Expiry::Kind::At;
    return {
        {u"id"_s, sandbox.id},
        {u"status"_s, known.isEmpty() ? u"unknown"_s : known},
        {u"status_word"_s, orNull(sandbox.statusWord)},
        {u"template_name"_s, orNull(sandbox.templateName)},
        {u"template_id"_s, orNull(sandbox.templateId)},
        {u"region"_s, orNull(sandbox.region)},
        {u"organization_id"_s, orNull(sandbox.organizationId)},
        {u"node_id"_s, orNull(sandbox.nodeId)},
        {u"public_host"_s, orNull(sandbox.publicHost)},
        {u"preview_url"_s, orNull(sandbox.previewUrl)},
        {u"vcpu"_s, orNull(sandbox.vcpu)},
        {u"memory_mb"_s, orNull(sandbox.memoryMb)},
        {u"disk_mb"_s, orNull(sandbox.diskMb)},
        {u"internet_access"_s, orNull(sandbox.internetAccess)},
        {u"live_mode"_s, orNull(sandbox.liveMode)},
        {u"timeout_seconds"_s, orNull(sandbox.timeoutSeconds)},
        {u"created_at"_s,
         sandbox.createdAt.isKnown() ? QJsonValue(isoText(sandbox.createdAt.at)) : QJsonValue()},
        {u"expires_at"_s, expires ? QJsonValue(isoText(sandbox.expiry.at)) : QJsonValue()},
        {u"expiry"_s, wordOf(sandbox.expiry.kind)},
    };
}

} // namespace sandglass
