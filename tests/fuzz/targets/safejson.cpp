// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/safejson.h"

#include "../target.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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

void makeSafe(QByteArrayView input)
{
    const QJsonDocument document = QJsonDocument::fromJson(input.toByteArray());
    if (document.isNull())
        return;
    const QJsonValue before = valueOf(document);
    const QJsonValue after = withoutSecrets(before);
    check(before, after);
    PROMISE(withoutSecrets(after) == after);
}

FUZZ_TARGET("safejson", makeSafe)

} // namespace
