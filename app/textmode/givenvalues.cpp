// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/givenvalues.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QTimeZone>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct ValueTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::TextCommandLine)
};

UtcTime utcOf(const QDateTime &moment)
{
    return UtcTime{std::chrono::milliseconds{moment.toMSecsSinceEpoch()}};
}

void setVariable(QVector<EnvironmentVariable> &variables, const EnvironmentVariable &variable)
{
    const auto known =
        std::find_if(variables.begin(), variables.end(),
                     [&variable](const EnvironmentVariable &one) { return one.name == variable.name; });
    if (known == variables.end())
        variables += variable;
    else
        *known = variable;
}

} // namespace

std::optional<UtcTime> momentFrom(const QString &text, const QDateTime &now)
{
    for (const QString &format : {u"H:mm"_s, u"H:mm:ss"_s}) {
        const QTime time = QTime::fromString(text, format);
        if (!time.isValid())
            continue;
        const QDateTime today(now.date(), time, now.timeZone());
        return utcOf(today > now ? today : QDateTime(now.date().addDays(1), time, now.timeZone()));
    }
    // Without a time it would be midnight, which nobody means.
    const QDateTime moment = text.contains(u':') ? QDateTime::fromString(text, Qt::ISODate) : QDateTime();
    return moment.isValid() ? std::optional(utcOf(moment)) : std::nullopt;
}

tl::expected<QVector<EnvironmentVariable>, QString> variablesFrom(const QStringList &given,
                                                                  const QString &fileName)
{
    QVector<EnvironmentVariable> variables;
    if (!fileName.isEmpty()) {
        QFile file(fileName);
        if (!file.open(QIODevice::ReadOnly))
            return tl::unexpected(ValueTexts::tr("%1 cannot be read: %2.").arg(fileName, file.errorString()));
        const DotEnv read = parseDotEnv(QString::fromUtf8(file.readAll()));
        if (!read.problems.isEmpty())
            return tl::unexpected(ValueTexts::tr("%1: line %2 is no NAME=value.")
                                      .arg(fileName, QString::number(read.problems.constFirst().line)));
        variables = read.variables;
    }
    for (const QString &one : given) {
        const qsizetype equals = one.indexOf(u'=');
        const QString name = equals < 0 ? one : one.first(equals);
        if (!isEnvironmentName(name))
            return tl::unexpected(ValueTexts::tr(
                "--env takes the name of a variable: letters, digits and underscores, no digit first."));
        if (equals < 0 && !qEnvironmentVariableIsSet(name.toUtf8().constData()))
            return tl::unexpected(ValueTexts::tr("--env %1: there is no such variable here.").arg(name));
        setVariable(variables, {name, equals < 0 ? qEnvironmentVariable(name.toUtf8().constData())
                                                 : one.mid(equals + 1)});
    }
    return variables;
}

} // namespace sandglass
