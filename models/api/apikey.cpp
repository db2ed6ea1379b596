// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apikey.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'' || c == u'`' || c == u'\u201c' || c == u'\u201d' || c == u'\u2018' ||
           c == u'\u2019';
}

/// Without white space, quotes and invisible marks at both ends.
QStringView trimmedMore(QStringView text)
{
    const auto mayGo = [](QChar c) {
        return c.isSpace() || isQuote(c) || c.category() == QChar::Other_Control ||
               c.category() == QChar::Other_Format || c == u';' || c == u',';
    };
    while (!text.isEmpty() && mayGo(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && mayGo(text.back()))
        text.chop(1);
    return text;
}

} // namespace

ApiKey::ApiKey(QByteArray secret) : m_secret(std::move(secret)) {}

ApiKey::~ApiKey()
{
    // Only the last owner may wipe: data() on a shared array would copy the secret once more.
    if (m_secret.isDetached() && !m_secret.isEmpty()) {
        volatile char *bytes = m_secret.data();
        for (qsizetype i = 0; i < m_secret.size(); ++i)
            bytes[i] = 0;
    }
}

ApiKey ApiKey::fromPasted(const QString &text)
{
    // What may stand before a key: a shell or YAML assignment, a header, an authentication scheme.
    static const QRegularExpression prefix{
        uR"(^(?:(?:export|set|setx|\$env:)\s*(?=\w+\s*[= ]))?(?:-H\s+)?["']?(?:(?:HOPX_API_KEY|X-API-Key|Authorization|api_key)["']?\s*[:= ]\s*)["']?)"_s,
        QRegularExpression::CaseInsensitiveOption};
    static const QRegularExpression scheme{uR"(^Bearer\s+)"_s, QRegularExpression::CaseInsensitiveOption};

    QString rest = trimmedMore(text).toString();
    for (const QRegularExpression *before : {&prefix, &scheme})
        rest = trimmedMore(rest.remove(*before)).toString();

    // A terminal or a mail may have broken the key into lines; no key has white space inside.
    QString key;
    key.reserve(rest.size());
    for (const QChar c : std::as_const(rest)) {
        if (!c.isSpace() && c.category() != QChar::Other_Format)
            key += c;
    }
    ApiKey cleaned{key.toUtf8()};
    key.fill(u'\0');
    rest.fill(u'\0');
    return cleaned;
}

bool ApiKey::isSendable() const
{
    return !m_secret.isEmpty() &&
           std::all_of(m_secret.cbegin(), m_secret.cend(), [](char c) { return c > 0x20 && c < 0x7f; });
}

QString ApiKey::masked() const
{
    constexpr qsizetype kShown = 3;
    constexpr qsizetype kLeastPublicPart = 8;
    if (m_secret.isEmpty())
        return {};
    static const QRegularExpression known{uR"(^(hopx_[a-z]+_|[sr]k_(?:live_|test_)?)([A-Za-z0-9]+)(\.?))"_s};
    const auto match = known.match(QString::fromLatin1(m_secret.first(qMin<qsizetype>(m_secret.size(), 64))));
    // Without a dot the part after the prefix is the secret itself; only the prefix tells nothing.
    if (!match.hasMatch())
        return QCoreApplication::translate("ApiKey", "key set");
    if (match.capturedLength(3) == 0 || match.capturedLength(2) < kLeastPublicPart)
        return match.captured(1) + u"…"_s;
    return match.captured(1) + match.captured(2).first(kShown) + u"…"_s;
}

} // namespace sandglass
