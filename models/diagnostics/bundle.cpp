// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/bundle.h"

#include "api/redaction.h"
#include "diagnostics/idveil.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QTimeZone>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct BundleText
{
    Q_DECLARE_TR_FUNCTIONS(Diagnostics)
};

QDateTime dateTime(UtcTime moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count(), Qt::UTC);
}

QString momentOf(UtcTime moment)
{
    return dateTime(moment).toString(u"yyyy-MM-dd HH:mm:ss.zzz'Z'"_s);
}

QString milliseconds(std::chrono::milliseconds time)
{
    return BundleText::tr("%1 ms").arg(time.count());
}

void addHeading(QString &text, const QString &title)
{
    text += u"\n## "_s % title % u"\n\n"_s;
}

void addSections(QString &text, const QVector<FactSection> &sections)
{
    for (const FactSection &section : sections) {
        addHeading(text, section.title);
        for (const auto &[label, value] : section.facts)
            text += "- "_L1 % label % ": "_L1 % value % u'\n';
    }
}

void addRequests(QString &text, const RequestTimes &requests)
{
    addHeading(text, BundleText::tr("Requests and how long their answers took"));
    const QVector<RouteTimes> all = requests.all();
    for (const RouteTimes &route : all) {
        text +=
            "- "_L1 %
            BundleText::tr("%1: %2 sent, %3 refused, %4 unanswered, median %5, slowest %6, last status %7")
                .arg(route.route)
                .arg(route.count)
                .arg(route.refused)
                .arg(route.unanswered)
                .arg(milliseconds(route.median), milliseconds(route.slowest),
                     route.lastStatus == 0 ? BundleText::tr("none") : QString::number(route.lastStatus)) %
            u'\n';
    }
    if (all.isEmpty())
        text += BundleText::tr("None were sent.") % u'\n';
}

QString errorLine(const NotedError &noted)
{
    const ApiError &error = noted.error;
    QStringList parts{momentOf(error.at), noted.during};
    if (!error.path.isEmpty())
        parts += QString(error.method % u' ' % error.path);
    parts += error.httpStatus == 0 ? BundleText::tr("no answer")
                                   : BundleText::tr("status %1").arg(error.httpStatus);
    const auto add = [&parts](const QString &label, const QString &value) {
        if (!value.isEmpty())
            parts += QString(label % u' ' % value);
    };
    add(BundleText::tr("code"), error.serverCode);
    add(BundleText::tr("server says"), error.serverMessage);
    add(BundleText::tr("network says"), error.transportText);
    add(BundleText::tr("request"), error.requestId);
    if (error.retryAfter)
        parts += BundleText::tr("wait %1").arg(milliseconds(*error.retryAfter));
    parts += BundleText::tr("after %1").arg(milliseconds(error.took));
    if (error.maybeExecuted)
        parts += BundleText::tr("may have been carried out");
    if (noted.times > 1)
        parts += BundleText::tr("%1 times").arg(noted.times);
    return QString("- "_L1 % parts.join(u"; "_s) % u'\n');
}

void addErrors(QString &text, const ErrorHistory &errors)
{
    addHeading(text, BundleText::tr("Last errors"));
    for (const NotedError &noted : errors.all())
        text += errorLine(noted);
    if (errors.all().isEmpty())
        text += BundleText::tr("None.") % u'\n';
}

void addEvents(QString &text, const EventTrail &events)
{
    addHeading(text, BundleText::tr("Events"));
    if (events.forgotten() > 0)
        text += BundleText::tr("%1 older ones were forgotten.").arg(events.forgotten()) % u"\n\n"_s;
    for (int row = 0; row < events.size(); ++row) {
        const Event &event = events.at(row);
        text += "- "_L1 % momentOf(event.at) % u' ' % nameOfEventKind(event.kind) % ": "_L1 % event.what;
        if (!event.why.isEmpty())
            text += ": "_L1 % event.why;
        if (event.level != EventLevel::Note)
            text += " ["_L1 % nameOfEventLevel(event.level) % u']';
        if (event.times > 1)
            text += BundleText::tr(" (%1 times until %2)").arg(event.times).arg(momentOf(event.last));
        text += u'\n';
    }
    if (events.size() == 0)
        text += BundleText::tr("None.") % u'\n';
}

IdVeil veilFor(const DiagnosticsRequest &request)
{
    IdVeil veil;
    for (const QString &id : request.sandboxIds)
        veil.know(u"sandbox"_s, id);
    for (int row = 0; row < request.log.events.size(); ++row)
        veil.know(u"sandbox"_s, request.log.events.at(row).sandboxId);
    for (const NotedError &noted : request.log.errors.all())
        veil.know(u"request"_s, noted.error.requestId);
    for (const QString &id : request.templateIds)
        veil.know(u"template"_s, id);
    for (const QString &id : request.otherIds)
        veil.know(u"id"_s, id);
    return veil;
}

QString withoutHome(QString text)
{
    const QString home = QDir::homePath();
    return home.size() > 1 ? text.replace(home, u"~"_s) : text;
}

} // namespace

QString diagnosticsText(const DiagnosticsRequest &request)
{
    QString head;
    head += u"# "_s % BundleText::tr("Sandglass diagnostics") % u"\n\n"_s;
    head += BundleText::tr("Written %1. All times are UTC.").arg(momentOf(request.now)) % u'\n';
    head += request.withIds ? BundleText::tr("Ids are as they are.")
                            : BundleText::tr("Ids are replaced, the same one by the same word.");
    head += QString(u'\n' % BundleText::tr("Keys and tokens are not in here."));
    head += u'\n';
    addSections(head, request.sections);

    QString log;
    addRequests(log, request.log.requests);
    addErrors(log, request.log.errors);
    addEvents(log, request.log.events);
    if (!request.withIds) {
        IdVeil veil = veilFor(request);
        // Versions look like ids, so only what was met on the way is looked at.
        log = veil.apply(log);
    }
    return withoutHome(redacted(QString(head % log)));
}

QString diagnosticsFileName(UtcTime now)
{
    const QDateTime local = dateTime(now).toLocalTime();
    return u"sandglass-diagnostics-%1.md"_s.arg(local.toString(u"yyyy-MM-dd-HHmm"_s));
}

} // namespace sandglass
