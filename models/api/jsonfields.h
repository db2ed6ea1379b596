// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>
#include <optional>

/// What all decoders share: how lenient a field is read. For the codec's own files. Pure.
namespace sandglass::fields {

inline constexpr qsizetype kLongestName = 256;

tl::unexpected<CodecError> failure(CodecError::Kind kind, const QString &text);
/// That @p body is no JSON at all, and what it seems to be.
CodecError notJson(QByteArrayView body);
Decoded<QJsonDocument> document(const QByteArray &body);

/// Whether an answer that came well says that the request failed (contract 2.3, shapes E1 and E6).
bool saysFailure(const QJsonObject &answer);
/// The rows of a list answer; nullopt when it is none. None at all may be null (contract 4.2), but then the
/// answer says that it is a list: what is left out must not empty an account.
std::optional<QJsonArray> rowsOf(const QJsonDocument &list);

struct Page
{
    bool hasMore = false;
    QString nextCursor;
};
/// How a list goes on (contract 2.6).
Page pageOf(const QJsonObject &list);

/// An integer JSON number, exact; nullopt for every other type, fractions and numbers beyond 64 bits.
std::optional<qint64> integer(const QJsonValue &value);
/// Any JSON number; 0 for every other type.
double real(const QJsonValue &value);
std::optional<bool> flag(const QJsonValue &value);
QString name(const QJsonValue &value, qsizetype most = kLongestName);
/// An id, sent as a number or as text (contract 13, trap 24). A number that is not exact is no id.
QString idText(const QJsonValue &value);

/// A size of at least 1; a server that does not know one may send 0, which no sandbox has.
template<typename Value>
std::optional<int> size(const Value &value)
{
    const std::optional<qint64> number = integer(value);
    if (!number || *number < 1 || *number > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*number);
}

/// `disk_mb`, or `disk_gb` (contract 13, trap 25).
template<typename Value>
std::optional<int> diskMb(const Value &inMb, const Value &inGb)
{
    constexpr double kMbPerGb = 1024;
    if (const std::optional<int> mb = size(inMb))
        return mb;
    const double mb = real(inGb) * kMbPerGb;
    if (!std::isfinite(mb) || mb < 1 || mb > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(std::lround(mb));
}

} // namespace sandglass::fields
