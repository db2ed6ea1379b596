// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostileserver.h"

#include "api/codec.h"
#include "api/errorbody.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace sandglass::test::hostile {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLong = 10'000;

QByteArray bytes(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray asList(const QJsonArray &rows)
{
    return bytes({{"data"_L1, rows}, {"has_more"_L1, false}});
}

ApiError errorOf(int httpStatus, const QByteArray &body, const QByteArray &contentType)
{
    const ErrorBody read = parseErrorBody(body, contentType);
    ApiError error;
    error.httpStatus = httpStatus;
    error.kind = classify(httpStatus, read);
    error.serverCode = read.code;
    error.serverMessage = read.message;
    error.requestId = read.requestId;
    error.maybeExecuted = mayHaveExecuted(httpStatus);
    error.retryAfter = read.retryAfter;
    error.at = ManualClock::kStartUtc;
    return error;
}

} // namespace

QString text(const QString &what)
{
    // In pieces that are short enough to survive where a text is cut.
    return kServerText % what %
           u"</b><a href=\"https://evil.example/\">link</a><img src=\"file:///etc/passwd\">"_s %
           u"\u202egnp\u2066.exe\r\n"_s % kForgedLine % u"\u2028"_s % kForgedLine % u" &lt;i&gt; "_s %
           QString(kLong, u'x');
}

QString id(const QString &what)
{
    return kServerText % what % u"</b><img src=\"file:///etc/passwd\"> '$(x)'"_s;
}

QJsonObject sandboxJson(const QString &what, const QString &status, const QJsonObject &more)
{
    QJsonObject row{{"id"_L1, id(what)},
                    {"status"_L1, status},
                    {"template_name"_L1, text(u"template"_s)},
                    {"template_id"_L1, id(u"73"_s)},
                    {"region"_L1, text(u"region"_s)},
                    {"organization_id"_L1, text(u"organization"_s)},
                    {"node_id"_L1, text(u"node"_s)},
                    {"public_host"_L1, text(u"host"_s)},
                    {"preview_url"_L1, text(u"preview"_s)},
                    {"internet_access"_L1, true},
                    {"resources"_L1, QJsonObject{{"vcpu"_L1, 2}, {"memory_mb"_L1, text(u"memory"_s)}}},
                    {"created_at"_L1, text(u"created"_s)},
                    {"expires_at"_L1, text(u"expires"_s)}};
    for (auto field = more.begin(); field != more.end(); ++field)
        row.insert(field.key(), field.value());
    return row;
}

QVector<Sandbox> listed(const QVector<QJsonObject> &rows)
{
    QJsonArray all;
    for (const QJsonObject &row : rows)
        all.append(row);
    const Decoded<ListPage> page = codec::decodeList(asList(all));
    if (!page || page->skipped > 0)
        qFatal("the client does not take what the hostile server lists");
    return {page->sandboxes.begin(), page->sandboxes.end()};
}

Inspection inspected(const QJsonObject &row)
{
    QJsonObject answer = row;
    answer.insert(text(u"field"_s), text(u"value"_s));
    answer.insert(u"seen_at"_s, text(u"moment"_s));
    answer.insert(u"nested"_s, QJsonObject{{text(u"inner"_s), QJsonArray{text(u"deep"_s)}}});
    const Decoded<Inspection> read = codec::decodeInspection(bytes(answer));
    if (!read)
        qFatal("the client does not take what the hostile server says of one");
    return *read;
}

QVector<Template> templates()
{
    const auto one = [](const QString &what, const QString &status) {
        return QJsonObject{{"id"_L1, id(what)},
                           {"name"_L1, id(u"name "_s % what)},
                           {"display_name"_L1, text(what)},
                           {"category"_L1, text(u"category"_s)},
                           {"language"_L1, text(u"language"_s)},
                           {"organization_id"_L1, text(u"organization"_s)},
                           {"status"_L1, status},
                           {"is_public"_L1, false},
                           {"default_resources"_L1, QJsonObject{{"vcpu"_L1, 2}}}};
    };
    const Decoded<TemplatePage> page = codec::decodeTemplates(asList(
        {one(u"73"_s, u"active"_s), one(u"74"_s, u"active"_s), one(u"75"_s, text(u"template state"_s))}));
    if (!page || page->templates.size() != 3)
        qFatal("the client does not take the templates of the hostile server");
    return page->templates;
}

Template described(const Template &listed)
{
    const Decoded<Template> read = codec::decodeTemplate(bytes({{"id"_L1, listed.id},
                                                                {"name"_L1, listed.name},
                                                                {"display_name"_L1, listed.displayName},
                                                                {"status"_L1, u"active"_s},
                                                                {"description"_L1, text(u"description"_s)}}));
    if (!read)
        qFatal("the client does not take the template of the hostile server");
    return *read;
}

ApiError error(int httpStatus, const QString &method, const QString &path)
{
    const QJsonObject inner{{"message"_L1, text(u"message"_s)},
                            {"code"_L1, text(u"code"_s)},
                            {"request_id"_L1, text(u"request"_s)}};
    ApiError made = errorOf(httpStatus, bytes({{"error"_L1, inner}}), "application/json");
    made.method = method;
    made.path = path;
    return made;
}

ApiError page(int httpStatus)
{
    const QString html =
        "<html><head><title>"_L1 % text(u"title"_s).toHtmlEscaped() % "</title></head></html>"_L1;
    return errorOf(httpStatus, html.toUtf8(), "text/html");
}

} // namespace sandglass::test::hostile
