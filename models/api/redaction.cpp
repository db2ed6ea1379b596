// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/redaction.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Mask
{
    QRegularExpression pattern;
    QString replacement;
    /// Nothing matches where none of these is, in upper or lower case. Most texts are ids of requests and
    /// hold none, and patterns that are not needed are not even compiled.
    QList<QLatin1StringView> signs;
};

const std::array<Mask, 7> &masks()
{
    static constexpr auto kCaseless = QRegularExpression::CaseInsensitiveOption;
    static const std::array<Mask, 7> kMasks{{
        {QRegularExpression{uR"(\b(hopx_[a-z]+_)[A-Za-z0-9_.~+/=-]+)"_s, kCaseless}, u"\\1…"_s, {"hopx_"_L1}},
        {QRegularExpression{uR"(\b([sr]k_(?:live_|test_)?)[A-Za-z0-9_.-]{8,})"_s, kCaseless},
         u"\\1…"_s,
         {"k_"_L1}},
        {QRegularExpression{uR"(\b(Bearer|Basic)(\s+|%20|\+)[A-Za-z0-9_.~+/=-]{6,})"_s, kCaseless},
         u"\\1 …"_s,
         {"Bearer"_L1, "Basic"_L1}},
        {QRegularExpression{uR"(\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4})"_s}, u"eyJ…"_s, {"eyJ"_L1}},
        {QRegularExpression{uR"(\b(X-API-Key["']?\s*[:=]\s*["']?)[^\s"',;]+)"_s, kCaseless},
         u"\\1…"_s,
         {"X-API-Key"_L1}},
        {QRegularExpression{
             uR"(\b((?:auth_?|access_?|refresh_?|api_?)?(?:token|key|secret|password)["']?\s*[=:]\s*["']?)(?!…)[^\s"',;&]{8,})"_s,
             kCaseless},
         u"\\1…"_s,
         {"token"_L1, "key"_L1, "secret"_L1, "password"_L1}},
        {QRegularExpression{uR"((://)[^\s/@]+@)"_s}, u"\\1…@"_s, {"://"_L1}},
    }};
    return kMasks;
}

} // namespace

QString redacted(QString text)
{
    for (const Mask &mask : masks()) {
        if (std::any_of(mask.signs.begin(), mask.signs.end(),
                        [&text](QLatin1StringView sign) { return text.contains(sign, Qt::CaseInsensitive); }))
            text.replace(mask.pattern, mask.replacement);
    }
    return text;
}

QString redacted(QString text, const QByteArray &secret)
{
    constexpr qsizetype kShortestPart = 8; // shorter ones would mask ordinary words
    const QString whole = QString::fromUtf8(secret);
    if (whole.size() >= kShortestPart)
        text.replace(whole, u"…"_s);
    // A server may quote only the secret half.
    if (const qsizetype dot = whole.indexOf(u'.'); dot >= 0 && whole.size() - dot - 1 >= kShortestPart)
        text.replace(whole.sliced(dot + 1), u"…"_s);
    return redacted(std::move(text));
}

bool mayTellKey(const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [](const QString &word) {
        return word.contains(u"key"_s, Qt::CaseInsensitive) ||
               word.contains(u"token"_s, Qt::CaseInsensitive) ||
               word.contains(u"hopx_"_s, Qt::CaseInsensitive);
    });
}

} // namespace sandglass
