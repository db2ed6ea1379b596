// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wishes.h"

#include "engine/seeding.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

namespace {

/// Ten years; the service's own limit is not known, this one keeps dates in four-digit years.
constexpr qint64 kLongestTimeout = 10LL * 365 * 86'400;

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

/// The object in @p body; a mistake for anything else.
Wish<QJsonObject> readObject(const QByteArray &body)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return {{}, u"Invalid JSON: "_s + error.errorString()};
    if (!document.isObject())
        return {{}, u"Invalid request: a JSON object is expected"_s};
    return {document.object(), {}};
}

Wish<qint64> readSeconds(const QJsonValue &value)
{
    if (!value.isDouble() || std::floor(value.toDouble()) != value.toDouble())
        return {0, u"Invalid timeout value: must be a whole number of seconds"_s};
    if (value.toDouble() <= 0)
        return {0, u"Invalid timeout value: must be positive"_s};
    if (value.toDouble() > static_cast<double>(kLongestTimeout))
        return {0, u"Invalid timeout value: too long"_s};
    return {value.toInteger(), {}};
}

} // namespace

QString cursorFor(quint64 position)
{
    const QByteArray plain = QByteArray("p").append(QByteArray::number(position, 36));
    return QString::fromLatin1(
        plain.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Wish<PageWish> readPageWish(const QUrl &url)
{
    const QUrlQuery query(url);
    PageWish wish;
    wish.statusWord = query.queryItemValue(u"status"_s, QUrl::FullyDecoded);
    wish.region = query.queryItemValue(u"region"_s, QUrl::FullyDecoded);
    if (query.hasQueryItem(u"limit"_s)) {
        bool ok = false;
        wish.limit = query.queryItemValue(u"limit"_s).toInt(&ok);
        if (!ok || wish.limit < 1 || wish.limit > 100)
            return {{}, u"Invalid limit: must be between 1 and 100"_s};
    }
    const QString cursor = query.queryItemValue(u"cursor"_s, QUrl::FullyDecoded);
    if (!cursor.isEmpty()) {
        const auto decoded = QByteArray::fromBase64Encoding(
            cursor.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
        bool ok = false;
        const quint64 position = decoded.decoded.mid(1).toULongLong(&ok, 36);
        if (!decoded || !ok || !decoded.decoded.startsWith('p'))
            return {{}, u"Invalid cursor"_s};
        wish.before = position;
    }
    return {wish, {}};
}

Wish<CreateWish> readCreateWish(const QByteArray &body)
{
    const Wish<QJsonObject> object = readObject(body);
    if (!object.mistake.isEmpty())
        return {{}, object.mistake};
    const QJsonObject &json = object.value;
    CreateWish wish;

    const QJsonValue id = json.value("template_id"_L1);
    const QJsonValue name = json.value("template_name"_L1);
    // Ids come as text or as a number, both are usual (contract 2.1).
    if (id.isString())
        wish.templateNameOrId = id.toString();
    else if (id.isDouble())
        wish.templateNameOrId = QString::number(id.toInteger());
    else if (!isAbsent(id))
        return {{}, u"Invalid template_id: must be a string or an integer"_s};
    else if (name.isString())
        wish.templateNameOrId = name.toString();
    else if (!isAbsent(name))
        return {{}, u"Invalid template_name: must be a string"_s};
    if (wish.templateNameOrId.isEmpty())
        return {{}, u"Either template_id or template_name is required"_s};

    if (const QJsonValue region = json.value("region"_L1); !isAbsent(region)) {
        const QString text = region.toString();
        if (!std::ranges::any_of(regionCatalogue(), [&text](QStringView known) { return known == text; }))
            return {{}, u"Invalid region"_s};
        wish.region = text;
    }
    if (const QJsonValue timeout = json.value("timeout_seconds"_L1); !isAbsent(timeout)) {
        const Wish<qint64> lifetime = readSeconds(timeout);
        if (!lifetime.mistake.isEmpty())
            return {{}, lifetime.mistake};
        wish.timeoutSeconds = lifetime.value;
    }
    if (const QJsonValue internet = json.value("internet_access"_L1); !isAbsent(internet)) {
        if (!internet.isBool())
            return {{}, u"Invalid internet_access: must be true or false"_s};
        wish.internetAccess = internet.toBool();
    }
    // env_vars are read and forgotten: the live service loses them the same way (contract 4.3), which is
    // why clients send them to the agent afterwards.
    if (const QJsonValue env = json.value("env_vars"_L1); !isAbsent(env) && !env.isObject())
        return {{}, u"Invalid env_vars: must be an object"_s};
    return {wish, {}};
}

Wish<qint64> readTimeoutWish(const QByteArray &body)
{
    const Wish<QJsonObject> object = readObject(body);
    if (!object.mistake.isEmpty())
        return {0, object.mistake};
    return readSeconds(object.value.value("timeout_seconds"_L1));
}

} // namespace sandglass::engine
