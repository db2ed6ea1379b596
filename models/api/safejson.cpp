// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/safejson.h"

#include "api/plaintext.h"
#include "api/redaction.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// Anywhere in a name, however it is written together.
constexpr std::array kSecretParts{"token"_L1,      "secret"_L1,    "passw"_L1,         "passphrase"_L1,
                                  "credential"_L1, "apikey"_L1,    "authorization"_L1, "bearer"_L1,
                                  "cookie"_L1,     "signature"_L1, "privatekey"_L1};
// As a word of a name only: "monkey" and "author" are no secrets.
constexpr std::array kSecretWords{"key"_L1, "keys"_L1, "auth"_L1, "pass"_L1, "pwd"_L1,
                                  "jwt"_L1, "sig"_L1,  "otp"_L1,  "pin"_L1,  "private"_L1};
constexpr std::array kHarmless{"token_expires_at"_L1, "token_type"_L1};
constexpr std::array kEnvironments{"env"_L1, "envs"_L1, "envvars"_L1, "environment"_L1,
                                   "environmentvariables"_L1};

enum class Care : quint8
{
    Mask,   ///< what looks like a secret goes
    Remove, ///< everything goes
};

/// "authToken", "AUTH-TOKEN" and "auth_token" as {"auth", "token"}.
QStringList wordsOf(QStringView name)
{
    static const QRegularExpression kHump(uR"(([a-z0-9])([A-Z]))"_s);
    static const QRegularExpression kGap(uR"([^A-Za-z0-9]+)"_s);
    return wellFormed(name.toString()).replace(kHump, u"\\1_\\2"_s).toLower().split(kGap, Qt::SkipEmptyParts);
}

template<typename List>
bool contains(const List &list, const QString &text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool isEnvironment(const QString &name)
{
    return contains(kEnvironments, wordsOf(name).join(QString{}));
}

QString removed()
{
    return QCoreApplication::translate("SafeJson", "(removed)");
}

bool endsValue(QChar c)
{
    return c == u'&' || c == u';' || c == u'#' || c == u' ' || (c >= u'\t' && c <= u'\r');
}

/// A link may carry a token in its query, or behind it. Read as text: what is no valid link can hold one as
/// well, and a value may itself be a link.
QString withoutSecretQuery(const QString &text)
{
    static const QRegularExpression kName(uR"([?&;#]([^=&;#?\s]+)=)"_s);
    if (!text.contains("://"_L1) || !text.contains(u'='))
        return text;
    QString kept;
    qsizetype copied = 0;
    for (auto names = kName.globalMatch(text); names.hasNext();) {
        const QRegularExpressionMatch name = names.next();
        const qsizetype start = name.capturedEnd();
        if (start < copied || !namesSecret(name.capturedView(1)))
            continue;
        const auto *end = std::find_if(text.begin() + start, text.end(), endsValue);
        if (end == text.begin() + start)
            continue;
        kept += QStringView(text).mid(copied, start - copied);
        kept += u'…';
        copied = end - text.begin();
    }
    return copied == 0 ? text : QString(kept + QStringView(text).mid(copied));
}

QJsonValue cleaned(const QJsonValue &value, Care care)
{
    switch (value.type()) {
    case QJsonValue::Object: {
        QJsonObject object = value.toObject();
        for (auto field = object.begin(); field != object.end(); ++field) {
            const bool remove =
                care == Care::Remove || namesSecret(field.key()) || isEnvironment(field.key());
            *field = cleaned(*field, remove ? Care::Remove : Care::Mask);
        }
        return object;
    }
    case QJsonValue::Array: {
        QJsonArray array = value.toArray();
        for (QJsonValueRef element : array)
            element = cleaned(element, care);
        return array;
    }
    case QJsonValue::String:
        if (care == Care::Remove)
            return value.toString().isEmpty() ? value : QJsonValue(removed());
        return redacted(withoutSecretQuery(wellFormed(value.toString())));
    case QJsonValue::Double:
        return care == Care::Remove ? QJsonValue(removed()) : value;
    case QJsonValue::Bool:
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return value;
}

} // namespace

bool namesSecret(QStringView name)
{
    const QStringList words = wordsOf(name);
    if (contains(kHarmless, words.join(u'_')))
        return false;
    const QString together = words.join(QString{});
    return std::any_of(kSecretParts.begin(), kSecretParts.end(),
                       [&together](QLatin1StringView part) { return together.contains(part); }) ||
           std::any_of(words.begin(), words.end(),
                       [](const QString &word) { return contains(kSecretWords, word); });
}

QJsonValue withoutSecrets(const QJsonValue &value)
{
    return cleaned(value, Care::Mask);
}

} // namespace sandglass
