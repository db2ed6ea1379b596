// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/jsonfields.h"

#include "api/plaintext.h"

#include <QCoreApplication>

namespace sandglass::fields {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestCursor = 4096;

struct FieldText
{
    Q_DECLARE_TR_FUNCTIONS(Codec)
};

} // namespace

tl::unexpected<CodecError> failure(CodecError::Kind kind, const QString &text)
{
    return tl::unexpected<CodecError>({kind, text});
}

CodecError notJson(QByteArrayView body)
{
    const QString title = titleOfHtml(body);
    if (!title.isEmpty())
        return {CodecError::Kind::NotHopx, FieldText::tr("The answer was a web page titled “%1”."), title};
    return {CodecError::Kind::NotHopx, looksLikeHtml(body) ? FieldText::tr("The answer was a web page.")
                                                           : FieldText::tr("The answer was not JSON.")};
}

Decoded<QJsonDocument> document(const QByteArray &body)
{
    const QByteArrayView trimmed = QByteArrayView{body}.trimmed();
    if (trimmed.isEmpty())
        return failure(CodecError::Kind::Malformed, FieldText::tr("The answer was empty."));
    QJsonParseError error;
    QJsonDocument parsed = QJsonDocument::fromJson(body, &error);
    if (error.error == QJsonParseError::NoError)
        return parsed;
    const bool begunAsJson =
        trimmed.startsWith('{') || trimmed.startsWith('[') || trimmed.startsWith("\xef\xbb\xbf{");
    if (!begunAsJson)
        return tl::unexpected<CodecError>(notJson(trimmed));
    return failure(CodecError::Kind::Malformed,
                   FieldText::tr("The JSON breaks off or is wrong at byte %1 of %2: %3")
                       .arg(error.offset)
                       .arg(body.size())
                       .arg(error.errorString()));
}

bool saysFailure(const QJsonObject &answer)
{
    const QJsonValue success = answer["success"_L1];
    const QJsonValue error = answer["error"_L1];
    return (success.isBool() && !success.toBool()) || error.isObject() ||
           (error.isString() && !error.toString().isEmpty());
}

std::optional<QJsonArray> rowsOf(const QJsonDocument &list)
{
    if (list.isArray())
        return list.array();
    const QJsonObject object = list.object();
    if (saysFailure(object))
        return std::nullopt;
    const QJsonValue data = object["data"_L1];
    if (data.isArray())
        return data.toArray();
    const bool saysList = object["object"_L1].toString() == "list"_L1;
    if ((data.isUndefined() && saysList) || (data.isNull() && (saysList || object["has_more"_L1].isBool())))
        return QJsonArray{};
    return std::nullopt;
}

Page pageOf(const QJsonObject &list)
{
    Page page;
    const QJsonValue cursor = list["next_cursor"_L1];
    // A cursor is sent back as it came.
    QString next = cursor.isString() ? cursor.toString() : idText(cursor);
    if (next.size() <= kLongestCursor)
        page.nextCursor = std::move(next);
    const QJsonValue more = list["has_more"_L1];
    page.hasMore = more.isBool() ? more.toBool() : !page.nextCursor.isEmpty();
    return page;
}

std::optional<qint64> integer(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    // toInteger() gives the default for a number that is no integer; two defaults tell that from the number.
    const qint64 first = value.toInteger(1);
    return first == value.toInteger(2) ? std::optional{first} : std::nullopt;
}

double real(const QJsonValue &value)
{
    return value.toDouble();
}

std::optional<bool> flag(const QJsonValue &value)
{
    return value.isBool() ? std::optional{value.toBool()} : std::nullopt;
}

QString name(const QJsonValue &value, qsizetype most)
{
    return value.isString() ? plainLine(value.toString(), most) : QString{};
}

QString idText(const QJsonValue &value)
{
    if (value.isString())
        return name(value);
    const std::optional<qint64> number = integer(value);
    return number ? QString::number(*number) : QString{};
}

} // namespace sandglass::fields
