// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/safejson.h"

#include "../target.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

/// Nothing but "there was something" stands where a secret stood.
void checkRemoved(const QJsonValue &value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const auto &field : object)
            checkRemoved(field);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &element : array)
            checkRemoved(element);
    } else {
        PROMISE(!value.isDouble());
        PROMISE(!value.isString() || value.toString().isEmpty() || value.toString() == "(removed)"_L1);
    }
}

void check(const QJsonValue &before, const QJsonValue &after)
{
    PROMISE(before.isDouble() || before.type() == after.type());
    if (before.isObject()) {
        const QJsonObject was = before.toObject();
        const QJsonObject is = after.toObject();
        PROMISE(was.keys() == is.keys());
        // Side by side, not by name: Qt does not find a name that begins with a byte order mark.
        auto old = was.begin();
        for (auto field = is.begin(); field != is.end(); ++field, ++old) {
            if (namesSecret(field.key()))
                checkRemoved(*field);
            else
                check(*old, *field);
        }
    } else if (before.isArray()) {
        const QJsonArray was = before.toArray();
        const QJsonArray is = after.toArray();
        PROMISE(was.size() == is.size());
        for (qsizetype i = 0; i < is.size(); ++i)
            check(was.at(i), is.at(i));
    }
}

QJsonValue valueOf(const QJsonDocument &document)
{
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

constexpr auto kNeedle = "Ne3dleInTheHay"_L1;

/// @p text with a secret beside it, in one of the forms that go by their looks wherever they stand.
QString withNeedle(const QString &text, int number)
{
    switch (number % 5) {
    case 0:
        return text + " Bearer "_L1 + kNeedle + u' ' + text;
    case 1:
        return text + " hopx_live_"_L1 + kNeedle + u'.' + kNeedle + u' ' + text;
    case 2:
        return text + " eyJhbGciOiJIUzI1NiJ9."_L1 + kNeedle + u'.' + kNeedle + u' ' + text;
    case 3: // a link, valid or not
        return "https://"_L1 + text + "?sig="_L1 + kNeedle + u'&' + text;
    default:
        return "https://v.example/"_L1 + text + "#auth="_L1 + kNeedle + u' ' + text;
    }
}

/// @p value with a secret in every text.
QJsonValue withNeedles(const QJsonValue &value, int &number)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto field = object.begin(); field != object.end(); ++field)
            *field = withNeedles(*field, number);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (QJsonValueRef element : array)
            element = withNeedles(element, number);
        return array;
    }
    return value.isString() ? QJsonValue(withNeedle(value.toString(), number++)) : value;
}

bool holdsNeedle(const QJsonValue &value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return std::any_of(object.begin(), object.end(),
                           [](const auto &field) { return holdsNeedle(field); });
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::any_of(array.begin(), array.end(), holdsNeedle);
    }
    return value.toString().contains(kNeedle);
}

void makeSafe(QByteArrayView input)
{
    const QJsonDocument document = QJsonDocument::fromJson(input.toByteArray());
    if (document.isNull())
        return;
    const QJsonValue before = valueOf(document);
    const QJsonValue after = withoutSecrets(before);
    check(before, after);
    PROMISE(withoutSecrets(after) == after);
    int number = static_cast<int>(input.size());
    PROMISE(!holdsNeedle(withoutSecrets(withNeedles(before, number))));
}

FUZZ_TARGET("safejson", makeSafe)

} // namespace
