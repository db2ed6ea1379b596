// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/codec.h"

#include "api/jsonfields.h"
#include "api/listdecoder.h"
#include "api/plaintext.h"
#include "api/redaction.h"
#include "api/safejson.h"
#include "api/sandboxfields.h"
#include "api/timestamps.h"

#include <QCoreApplication>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace fields;

namespace {

constexpr qsizetype kLongestId = 256;

struct CodecText
{
    Q_DECLARE_TR_FUNCTIONS(Codec)
};

/// What Sandbox holds, or what tells a person nothing about this sandbox.
bool isKnown(const QString &field)
{
    if (field == "object"_L1 || field == "request_id"_L1)
        return true;
    const auto end = kFieldNames.begin() + static_cast<std::ptrdiff_t>(Field::Vcpu); // within `resources`
    return std::find(kFieldNames.begin(), end, field) != end;
}

/// Fields of one value each beyond those; what is nested is in the JSON.
QVector<ExtraField> extrasOf(const QJsonObject &object, const KnownSecrets &secrets)
{
    constexpr qsizetype kMostExtras = 24;
    const QString host = hostOf(JsonRow(object));
    QVector<ExtraField> extras;
    for (auto field = object.begin(); field != object.end() && extras.size() < kMostExtras; ++field) {
        const QString key = plainLine(field.key(), kLongestWord);
        const QJsonValue value = *field;
        // The host under its older name, unless that says something else.
        const bool isAnotherHost =
            field.key() == nameOf(Field::DirectUrl) && name(value, kLongestAddress) != host;
        if ((isKnown(field.key()) && !isAnotherHost) || namesSecret(field.key()))
            continue;
        if (value.isString() && !value.toString().isEmpty()) {
            ReportedTime time;
            if (key.endsWith("_at"_L1))
                time = parseTimestamp(value.toString());
            extras.append({key, safeLine(value.toString(), kLongestAddress, secrets),
                           time.isKnown() ? time : ReportedTime{}});
        } else if (value.isBool() || value.isDouble()) {
            extras.append({key, value.toVariant().toString(), {}});
        }
    }
    return extras;
}

Sandbox sandboxOf(const QJsonObject &object, Source source)
{
    const JsonRow row(object);
    return sandboxFrom(row, sandboxId(row), source);
}

/// The object of an answer about one sandbox, which has an id.
Decoded<QJsonObject> parseOne(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = fields::document(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    QJsonObject object = document->object();
    if (sandboxId(JsonRow(object)).isEmpty())
        return failure(CodecError::Kind::NotHopx, CodecText::tr("The answer was JSON, but no sandbox."));
    return object;
}

/// Neither invisible, nor does it turn the direction or begin a line of its own.
bool isHarmless(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

/// Text that a window can take: an answer may be huge, and JSON may hold characters that turn the direction.
QString shownJson(QString text, const KnownSecrets &secrets)
{
    constexpr qsizetype kLongestJson = 200'000;
    constexpr qsizetype kMargin = 4'096; // so that what is shown ends in no part of a secret
    const qsizetype size = text.size();
    const bool isCut = size > kLongestJson + kMargin;
    // The key by what it is, which its looks may not give away.
    text = withoutKnown(isCut ? text.first(kLongestJson + kMargin) : text, secrets,
                        isCut ? TextEnd::MayBeCut : TextEnd::Whole);
    // At once: one after the other, the second would fill what looks like its place in the server's text.
    if (size > kLongestJson)
        text = CodecText::tr("%1\n(cut here: the answer has %2 characters)")
                   .arg(text.first(qMin(text.size(), kLongestJson)), QString::number(size));
    for (QChar &c : text) {
        if (c != u'\n' && !isHarmless(c))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

QString CodecError::told(const KnownSecrets &secrets) const
{
    return quoted.isEmpty() ? text : text.arg(safeLine(quoted, kLongestTitle, secrets));
}

namespace codec {

bool isUsableId(const QString &id)
{
    return !id.isEmpty() && id.size() <= kLongestId && id != "."_L1 && id != ".."_L1 &&
           std::none_of(id.begin(), id.end(), [](QChar c) {
               if (c.unicode() >= 0x20 && c.unicode() < 0x7f)
                   return false;
               return c.isSurrogate() || !isHarmless(c);
           });
}

Decoded<ListPage> decodeList(const QByteArray &body)
{
    return ListDecoder().decode(body);
}

Decoded<ListPage> decodeListPlainly(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = fields::document(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    const std::optional<QJsonArray> rows = rowsOf(*document);
    if (!rows)
        return failure(CodecError::Kind::NotHopx,
                       CodecText::tr("The answer was JSON, but no list of sandboxes."));

    ListPage page;
    page.sandboxes.reserve(rows->size());
    bool anyObject = false;
    for (const auto &element : *rows) {
        const QJsonValue value = element;
        anyObject = anyObject || value.isObject() || value.isNull();
        addTo(page, JsonRow(value.toObject()));
    }
    if (!rows->isEmpty() && !anyObject)
        return failure(CodecError::Kind::NotHopx,
                       CodecText::tr("The answer was a list, but not of sandboxes."));

    const Page rest = pageOf(document->object());
    page.hasMore = rest.hasMore;
    page.nextCursor = rest.nextCursor;
    return page;
}

Decoded<Sandbox> decodeSandbox(const QByteArray &body)
{
    return parseOne(body).map([](const QJsonObject &object) { return sandboxOf(object, Source::Single); });
}

Decoded<Inspection> decodeInspection(const QByteArray &body, const KnownSecrets &secrets)
{
    return parseOne(body).map([&secrets](const QJsonObject &object) {
        const QJsonObject safe = withoutSecrets(object).toObject();
        const QString json = QString::fromUtf8(QJsonDocument(safe).toJson(QJsonDocument::Indented));
        return Inspection{sandboxOf(object, Source::Single), shownJson(json, secrets),
                          extrasOf(safe, secrets)};
    });
}

Decoded<CreatedSandbox> decodeCreated(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = fields::document(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    const QJsonObject object = document->object();
    CreatedSandbox created;
    created.sandbox = sandboxOf(object, Source::List);
    if (created.sandbox.id.isEmpty())
        return failure(CodecError::Kind::NotHopx, CodecText::tr("The answer was JSON, but no sandbox."));
    created.token = ApiKey(object["auth_token"_L1].toString().toUtf8());
    return created;
}

Decoded<ApiKey> decodeToken(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = fields::document(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    ApiKey token(document->object()["auth_token"_L1].toString().toUtf8());
    if (token.isEmpty() || !token.isSendable())
        return failure(CodecError::Kind::NotHopx, CodecText::tr("The answer was JSON, but held no token."));
    return token;
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

QByteArray encodeTimeout(std::chrono::seconds timeout)
{
    return QJsonDocument(QJsonObject{{"timeout_seconds"_L1, qint64{timeout.count()}}})
        .toJson(QJsonDocument::Compact);
}

Decoded<TimeoutAnswer> decodeTimeout(const QByteArray &body, const QByteArray &contentType)
{
    if (looksLikeHtml(body, contentType))
        return tl::unexpected<CodecError>(notJson(body));
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    TimeoutAnswer answer;
    answer.timeoutSeconds = timeoutOf(JsonRow(object));
    // Right after a time limit was set, null does not mean that there is none.
    if (object["expires_at"_L1].isString())
        answer.expiry = expiryOf(JsonRow(object), Source::List);
    return answer;
}

bool isAboutAnother(const QByteArray &body, const QString &id)
{
    const QString named = sandboxId(JsonRow(QJsonDocument::fromJson(body).object()));
    return !named.isEmpty() && named != id;
}

} // namespace codec

} // namespace sandglass
