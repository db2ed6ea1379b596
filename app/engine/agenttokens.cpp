// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agenttokens.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>

namespace sandglass::engine {

using namespace Qt::StringLiterals;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray encoded(const QJsonObject &json)
{
    return encoded(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

AgentTokens::AgentTokens()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    m_secret = QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words));
}

AgentTokens::Token AgentTokens::mint(const QString &sandboxId, int epoch, UtcTime now) const
{
    const UtcTime expiresAt = now + kLifetime;
    const QByteArray head = encoded({{u"alg"_s, u"HS256"_s}, {u"typ"_s, u"JWT"_s}});
    const QByteArray claims =
        encoded({{u"sub"_s, sandboxId},
                 {u"epoch"_s, epoch},
                 {u"exp"_s, qint64(duration_cast<seconds>(expiresAt.time_since_epoch()).count())},
                 {u"jti"_s, QString::number(QRandomGenerator::system()->generate64(), 16)}});
    const QByteArray signedPart = QByteArray(head).append('.').append(claims);
    return {QByteArray(signedPart).append('.').append(signatureOf(signedPart)), expiresAt};
}

bool AgentTokens::accepts(const QByteArray &token, const QString &sandboxId, int epoch, UtcTime now) const
{
    const qsizetype lastDot = token.lastIndexOf('.');
    if (lastDot <= 0 || !equalsInConstantTime(token.mid(lastDot + 1), signatureOf(token.left(lastDot))))
        return false;
    const QByteArray claims =
        QByteArray::fromBase64(token.left(lastDot).mid(token.indexOf('.') + 1),
                               QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QJsonObject json = QJsonDocument::fromJson(claims).object();
    return json.value("sub"_L1).toString() == sandboxId && json.value("epoch"_L1).toInt(-1) == epoch &&
           json.value("exp"_L1).toInteger() > duration_cast<seconds>(now.time_since_epoch()).count();
}

QByteArray AgentTokens::signatureOf(const QByteArray &signedPart) const
{
    return encoded(QMessageAuthenticationCode::hash(signedPart, m_secret, QCryptographicHash::Sha256));
}

bool equalsInConstantTime(const QByteArray &given, const QByteArray &expected)
{
    // Digests have one length, so not even the length of what was expected shows.
    const QByteArray a = QCryptographicHash::hash(given, QCryptographicHash::Sha256);
    const QByteArray b = QCryptographicHash::hash(expected, QCryptographicHash::Sha256);
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a.at(i) ^ b.at(i);
    return difference == 0;
}

} // namespace sandglass::engine
