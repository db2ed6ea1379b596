// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commands/commandparts.h"

#include "domain/hopxservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace sandglass::commands {

using namespace Qt::StringLiterals;

namespace {

struct PartTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::CommandText)
};

} // namespace

bool isOfficial(const QUrl &server)
{
    return server.isEmpty() || server == QUrl(kOfficialServer);
}

QString baseOf(const QUrl &server)
{
    const QString base = (server.isEmpty() ? QUrl(kOfficialServer) : server)
                             .toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    return base.endsWith(u'/') ? base.chopped(1) : base;
}

QString literal(const QString &text)
{
    const QString array = QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact));
    return array.mid(1, array.size() - 2);
}

QString literals(const QStringList &texts)
{
    QStringList parts;
    for (const QString &text : texts)
        parts += literal(text);
    return u'[' % parts.join(u", "_s) % u']';
}

QString countedFromNow(const ExtendWish &extend)
{
    return PartTexts::tr(
               "HopX counts a timeout from when it is set: this is what was left when it was copied, "
               "and %1 more.")
        .arg(spanWord(extend.by));
}

QString timeoutsOf(const ExtendWish &extend)
{
    QStringList pairs;
    for (const auto &[id, timeout] : extend.timeouts)
        pairs += literal(id) + u": "_s + QString::number(timeout.count());
    return u'{' % pairs.join(u", "_s) % u'}';
}

QString methodOf(LifecycleAction action)
{
    return action == LifecycleAction::Delete ? u"DELETE"_s : u"POST"_s;
}

QString tailOf(LifecycleAction action)
{
    return action == LifecycleAction::Delete ? QString() : QString(u'/' % wordOfAction(action));
}

QString pathOf(const QString &id)
{
    return "/v1/sandboxes/"_L1 % QString::fromLatin1(QUrl::toPercentEncoding(id));
}

QString apiStatus(const FilterWish &filter)
{
    if (filter.states.size() != 1)
        return {};
    const SandboxStatus status = *filter.states.constBegin();
    const bool isListed = std::find(kListedAlone.begin(), kListedAlone.end(), status) != kListedAlone.end();
    return isListed ? wordOfStatus(status) : QString();
}

QString filterNote(const FilterWish &filter)
{
    const QString search = filter.search.trimmed();
    const QString status = apiStatus(filter);
    const bool isAll = search.isEmpty() || (!status.isEmpty() && search == "state:"_L1 + status);
    return isAll ? QString()
                 : PartTexts::tr("HopX filters by one status only; this is the whole filter: %1").arg(search);
}

QString withNotes(const QStringList &notes, QLatin1StringView sign, const QString &code)
{
    QString text;
    for (const QString &note : notes) {
        if (!note.isEmpty())
            text += sign % u' ' % note.simplified() % u'\n';
    }
    return text + code;
}

QString noSuchAction(const QString &tool, LifecycleAction action)
{
    return PartTexts::tr("%1 has no “%2”; this is the request itself.").arg(tool, wordOfAction(action));
}

bool isPower(LifecycleAction action)
{
    return action == LifecycleAction::Start || action == LifecycleAction::Stop;
}

} // namespace sandglass::commands
