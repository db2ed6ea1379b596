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
};

const std::array<Mask, 7> &masks()
{
    static constexpr auto kCaseless = QRegularExpression::CaseInsensitiveOption;
    static const std::array<Mask, 7> kMasks{{
        {QRegularExpression{uR"(\b(hopx_[a-z]+_)[A-Za-z0-9_.~+/=-]+)"_s, kCaseless}, u"\\1…"_s},
        {QRegularExpression{uR"(\b([sr]k_(?:live_|test_)?)[A-Za-z0-9_.-]{8,})"_s, kCaseless}, u"\\1…"_s},
        {QRegularExpression{uR"(\b(Bearer|Basic)(\s+|%20|\+)[A-Za-z0-9_.~+/=-]{6,})"_s, kCaseless},
         u"\\1 …"_s},
        {QRegularExpression{uR"(\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4})"_s}, u"eyJ…"_s},
        {QRegularExpression{uR"(\b(X-API-Key["']?\s*[:=]\s*["']?)[^\s"',;]+)"_s, kCaseless}, u"\\1…"_s},
        {QRegularExpression{
             uR"(\b((?:auth_?|access_?|refresh_?|api_?)?(?:token|key|secret|password)["']?\s*[=:]\s*["']?)(?!…)[^\s"',;&]{8,})"_s,
             kCaseless},
         u"\\1…"_s},
        {QRegularExpression{uR"((://)[^\s/@]+@)"_s}, u"\\1…@"_s},
    }};
    return kMasks;
}

} // namespace

QString redacted(QString text)
{
    for (const Mask &mask : masks())
        text.replace(mask.pattern, mask.replacement);
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
