// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/redaction.h"

#include "api/plaintext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

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
    bool isKey = true; ///< whatever stands around it

    [[nodiscard]] bool mayFit(const QString &text) const
    {
        return std::any_of(signs.begin(), signs.end(), [&text](QLatin1StringView sign) {
            return text.contains(sign, Qt::CaseInsensitive);
        });
    }
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
         {"token"_L1, "key"_L1, "secret"_L1, "password"_L1},
         false}, // "https://vault-key:8443/hopx" is an address
        {QRegularExpression{uR"((://)[^\s/@]+@)"_s}, u"\\1…@"_s, {"://"_L1}, false},
    }};
    return kMasks;
}

} // namespace

QString redacted(QString text)
{
    text = wellFormed(std::move(text));
    for (const Mask &mask : masks()) {
        if (mask.mayFit(text))
            text.replace(mask.pattern, mask.replacement);
    }
    return text;
}

QString safeLine(const QString &text, qsizetype mostCharacters, const KnownSecrets &secrets, TextEnd end)
{
    // So long that no line is shown from behind it, and short enough for all the patterns.
    constexpr qsizetype kLookedThrough = 64 * 1024;
    const QString known = withoutKnown(text, secrets, end);
    // Plain before the patterns as well: invisible characters would hide a key from them and then go.
    const QString plain = plainLine(QStringView(known), kLookedThrough);
    return plainLine(redacted(plain), mostCharacters);
}

bool looksLikeKey(const QString &text)
{
    // What self-hosted servers give out: one long word of letters and digits. No host or command is called
    // so.
    static const QRegularExpression kLongWord(
        uR"(^\s*(?:-+|[a-z]+:/*)?(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{32,}/*\s*$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kLongWord.match(text).hasMatch() ||
           std::any_of(masks().begin(), masks().end(), [&text](const Mask &mask) {
               return mask.isKey && mask.mayFit(text) && mask.pattern.match(text).hasMatch();
           });
}

bool mayTellKey(const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [](const QString &word) {
        return word.contains(u"key"_s, Qt::CaseInsensitive) ||
               word.contains(u"token"_s, Qt::CaseInsensitive) ||
               word.contains(u"hopx_"_s, Qt::CaseInsensitive) || looksLikeKey(word);
    });
}

} // namespace sandglass
