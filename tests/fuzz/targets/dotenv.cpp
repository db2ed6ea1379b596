// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../target.h"
#include "domain/environment.h"

#include <QSet>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

QString written(const DotEnv &read)
{
    QString text;
    for (const EnvironmentVariable &variable : read.variables) {
        QString value = variable.value;
        value.replace(u"\\"_s, u"\\\\"_s)
            .replace(u"\""_s, u"\\\""_s)
            .replace(u"\n"_s, u"\\n"_s)
            .replace(u"\r"_s, u"\\r"_s);
        text += variable.name + u"=\""_s + value + u"\"\n"_s;
    }
    return text;
}

void readDotEnv(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input);
    const DotEnv read = parseDotEnv(text);
    const qsizetype lines = text.count(u'\n') + text.count(u'\r') + 1;
    PROMISE(read.variables.size() + read.problems.size() <= lines);
    QSet<QString> names;
    for (const EnvironmentVariable &variable : read.variables) {
        PROMISE(isEnvironmentName(variable.name));
        PROMISE(!names.contains(variable.name));
        names.insert(variable.name);
        PROMISE(variable.value.size() <= text.size());
        (void)looksSecret(variable);
    }
    int before = 0;
    for (const DotEnv::Problem &problem : read.problems) {
        PROMISE(problem.line > before && problem.line <= lines);
        before = problem.line;
    }
    const DotEnv again = parseDotEnv(written(read));
    PROMISE(again.problems.isEmpty());
    PROMISE(again.variables == read.variables);
}

FUZZ_TARGET("dotenv", readDotEnv)

} // namespace
