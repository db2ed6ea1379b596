// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/codec.h"

#include "api/plaintext.h"
#include "api/timestamps.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestId = 256;
constexpr qsizetype kLongestWord = 64;
constexpr qsizetype kLongestName = 256;
constexpr qsizetype kLongestAddress = 1024;
constexpr qsizetype kLongestCursor = 4096;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Codec)
};

tl::unexpected<CodecError> failure(CodecError::Kind kind, const QString &text)
{
    return tl::unexpected<CodecError>({kind, text});
}

/// An integer JSON number, exact; nullopt for every other type, fractions and numbers beyond 64 bits.
std::optional<qint64> integer(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    // toInteger() gives the default for a number that is no integer; two defaults tell that from the number.
    const qint64 first = value.toInteger(1);
    return first == value.toInteger(2) ? std::optional{first} : std::nullopt;
}

/// A size of at least 1; a server that does not know one may send 0, which no sandbox has.
std::optional<int> size(const QJsonValue &value)
{
    const std::optional<qint64> number = integer(value);
    if (!number || *number < 1 || *number > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*number);
}

std::optional<int> diskMb(const QJsonObject &resources)
{
    constexpr double kMbPerGb = 1024;
    if (const std::optional<int> mb = size(resources["disk_mb"_L1]))
        return mb;
    const double mb = resources["disk_gb"_L1].toDouble() * kMbPerGb;
    if (!std::isfinite(mb) || mb < 1 || mb > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(std::lround(mb));
}

std::optional<bool> flag(const QJsonValue &value)
{
    return value.isBool() ? std::optional{value.toBool()} : std::nullopt;
}

QString name(const QJsonValue &value, qsizetype most = kLongestName)
{
    return value.isString() ? plainLine(value.toString(), most) : QString{};
}

/// An id, sent as a number or as text (contract 13, trap 24). A number that is not exact is no id.
QString idText(const QJsonValue &value)
{
    if (value.isString())
        return name(value);
    const std::optional<qint64> number = integer(value);
    return number ? QString::number(*number) : QString{};
}

/// The sandbox's own id is sent back in paths, so it stays exactly as it came or counts as missing.
QString sandboxId(const QJsonObject &row)
{
    for (const QLatin1StringView key : {"id"_L1, "sandbox_id"_L1, "sandboxId"_L1}) {
        const QJsonValue value = row[key];
        QString id = value.isString() ? value.toString() : idText(value);
        if (codec::isUsableId(id))
            return id;
    }
    return {};
}

ReportedTime moment(const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isString())
        return {ReportedTime::Kind::Unreadable, {}};
    return parseTimestamp(value.toString());
}

enum class Source : quint8
{
    List,  ///< may leave fields out
    Single ///< says all there is
};

Expiry expiryOf(const QJsonObject &row, Source source)
{
    const QJsonValue value = row["expires_at"_L1];
    const QJsonValue timeout = row["timeout_seconds"_L1];
    const bool noTimeout = timeout.isUndefined() || timeout.isNull();
    if (value.isUndefined() || value.isNull()) {
        // With a timeout the moment exists although it was not told; it cannot be reckoned from created_at,
        // for setting a timeout restarts it.
        const bool told = value.isNull() || source == Source::Single;
        return told && noTimeout ? Expiry::never() : Expiry{};
    }
    const ReportedTime at = moment(value);
    switch (at.kind) {
    case ReportedTime::Kind::Known:
        return Expiry::atTime(at.at);
    case ReportedTime::Kind::Unreadable:
        return {Expiry::Kind::Unreadable, {}};
    case ReportedTime::Kind::Absent:
        break;
    }
    return {};
}

Sandbox sandboxFrom(const QJsonObject &row, const QString &id, Source source)
{
    Sandbox sandbox;
    sandbox.id = id;
    sandbox.statusWord = name(row["status"_L1], kLongestWord);
    sandbox.status = statusFromWord(sandbox.statusWord);
    sandbox.templateName = name(row["template_name"_L1]);
    sandbox.templateId = idText(row["template_id"_L1]);
    sandbox.region = name(row["region"_L1]);
    sandbox.organizationId = idText(row["organization_id"_L1]);
    sandbox.nodeId = idText(row["node_id"_L1]);
    sandbox.publicHost = name(row["public_host"_L1], kLongestAddress);
    if (sandbox.publicHost.isEmpty())
        sandbox.publicHost = name(row["direct_url"_L1], kLongestAddress);
    sandbox.previewUrl = name(row["preview_url"_L1], kLongestAddress);
    const QJsonObject resources = row["resources"_L1].toObject();
    sandbox.vcpu = size(resources["vcpu"_L1]);
    sandbox.memoryMb = size(resources["memory_mb"_L1]);
    sandbox.diskMb = diskMb(resources);
    sandbox.internetAccess = flag(row["internet_access"_L1]);
    sandbox.liveMode = flag(row["live_mode"_L1]);
    if (const std::optional<qint64> timeout = integer(row["timeout_seconds"_L1]); timeout && *timeout > 0)
        sandbox.timeoutSeconds = timeout;
    sandbox.createdAt = moment(row["created_at"_L1]);
    sandbox.expiry = expiryOf(row, source);
    return sandbox;
}

CodecError notJson(QByteArrayView body)
{
    const QString title = titleOfHtml(body);
    if (!title.isEmpty())
        return {CodecError::Kind::NotHopx, Text::tr("The answer was a web page titled “%1”.").arg(title)};
    return {CodecError::Kind::NotHopx, looksLikeHtml(body) ? Text::tr("The answer was a web page.")
                                                           : Text::tr("The answer was not JSON.")};
}

Decoded<QJsonDocument> parse(const QByteArray &body)
{
    const QByteArrayView trimmed = QByteArrayView{body}.trimmed();
    if (trimmed.isEmpty())
        return failure(CodecError::Kind::Malformed, Text::tr("The answer was empty."));
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error == QJsonParseError::NoError)
        return document;
    const bool begunAsJson =
        trimmed.startsWith('{') || trimmed.startsWith('[') || trimmed.startsWith("\xef\xbb\xbf{");
    if (!begunAsJson)
        return tl::unexpected<CodecError>(notJson(trimmed));
    return failure(CodecError::Kind::Malformed,
                   Text::tr("The JSON breaks off or is wrong at byte %1 of %2: %3")
                       .arg(error.offset)
                       .arg(body.size())
                       .arg(error.errorString()));
}

/// The rows of a list answer; nullopt when it is none. No sandboxes may be null (contract 4.2).
std::optional<QJsonArray> rowsOf(const QJsonDocument &document)
{
    if (document.isArray())
        return document.array();
    const QJsonObject object = document.object();
    const QJsonValue data = object["data"_L1];
    if (data.isArray())
        return data.toArray();
    const bool saysList = object["object"_L1].toString() == "list"_L1 || object["has_more"_L1].isBool();
    if (data.isNull() || (data.isUndefined() && saysList))
        return QJsonArray{};
    return std::nullopt;
}

} // namespace

namespace codec {

bool isUsableId(const QString &id)
{
    return !id.isEmpty() && id.size() <= kLongestId && id != "."_L1 && id != ".."_L1 &&
           std::none_of(id.begin(), id.end(), [](QChar c) {
               if (c.unicode() >= 0x20 && c.unicode() < 0x7f)
                   return false;
               return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                      c.isSurrogate();
           });
}

Decoded<ListPage> decodeList(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = parse(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    const std::optional<QJsonArray> rows = rowsOf(*document);
    if (!rows)
        return failure(CodecError::Kind::NotHopx, Text::tr("The answer was JSON, but no list of sandboxes."));

    ListPage page;
    page.sandboxes.reserve(rows->size());
    bool anyObject = false;
    for (const auto &element : *rows) {
        const QJsonValue value = element;
        anyObject = anyObject || value.isObject() || value.isNull();
        const QJsonObject row = value.toObject();
        const QString id = sandboxId(row);
        if (id.isEmpty())
            ++page.skipped;
        else
            page.sandboxes.append(sandboxFrom(row, id, Source::List));
    }
    if (!rows->isEmpty() && !anyObject)
        return failure(CodecError::Kind::NotHopx, Text::tr("The answer was a list, but not of sandboxes."));

    const QJsonObject object = document->object();
    const QJsonValue cursor = object["next_cursor"_L1];
    // A cursor is sent back as it came.
    QString next = cursor.isString() ? cursor.toString() : idText(cursor);
    if (next.size() <= kLongestCursor)
        page.nextCursor = std::move(next);
    const QJsonValue more = object["has_more"_L1];
    page.hasMore = more.isBool() ? more.toBool() : !page.nextCursor.isEmpty();
    return page;
}

Decoded<Sandbox> decodeSandbox(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = parse(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    const QJsonObject object = document->object();
    const QString id = sandboxId(object);
    if (id.isEmpty())
        return failure(CodecError::Kind::NotHopx, Text::tr("The answer was JSON, but no sandbox."));
    return sandboxFrom(object, id, Source::Single);
}

Decoded<ActionAnswer> decodeAction(const QByteArray &body, const QByteArray &contentType)
{
    if (looksLikeHtml(body, contentType))
        return tl::unexpected<CodecError>(notJson(body));
    ActionAnswer answer;
    const QJsonValue status = QJsonDocument::fromJson(body).object().value("status"_L1);
    if (status.isString() && !status.toString().isEmpty())
        answer.status = statusFromWord(status.toString());
    return answer;
}

} // namespace codec

} // namespace sandglass
