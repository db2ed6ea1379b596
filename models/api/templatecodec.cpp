// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The codec's part for templates and for what is sent.
#include "api/jsonfields.h"

#include <QCoreApplication>

namespace sandglass::codec {

using namespace Qt::StringLiterals;
using namespace fields;

namespace {

constexpr qsizetype kLongestDescription = 1000;

struct TemplateText
{
    Q_DECLARE_TR_FUNCTIONS(Codec)
};

Template templateFrom(const QJsonObject &row)
{
    Template made;
    made.id = idText(row["id"_L1]);
    if (made.id.isEmpty())
        made.id = idText(row["template_id"_L1]);
    made.name = name(row["name"_L1]);
    // What goes into a request has to be what the server called it, not a bettered copy.
    if (made.name != row["name"_L1].toString())
        made.name.clear();
    made.displayName = name(row["display_name"_L1]);
    made.description = name(row["description"_L1], kLongestDescription);
    made.category = name(row["category"_L1]);
    made.language = name(row["language"_L1]);
    made.organizationId = idText(row["organization_id"_L1]);
    made.statusWord = name(row["status"_L1]);
    made.isActive = flag(row["is_active"_L1]);
    made.isPublic = flag(row["is_public"_L1]);
    QJsonObject resources = row["default_resources"_L1].toObject();
    if (resources.isEmpty())
        resources = row["resources"_L1].toObject();
    made.vcpu = size(resources["vcpu"_L1]);
    made.memoryMb = size(resources["memory_mb"_L1]);
    made.diskMb = diskMb(resources["disk_mb"_L1], resources["disk_gb"_L1]);
    return made;
}

QJsonObject environmentJson(const QVector<EnvironmentVariable> &variables)
{
    QJsonObject json;
    for (const EnvironmentVariable &variable : variables)
        json.insert(variable.name, variable.value);
    return json;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

Decoded<TemplatePage> decodeTemplates(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = fields::document(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    const std::optional<QJsonArray> rows = rowsOf(*document);
    if (!rows)
        return failure(CodecError::Kind::NotHopx,
                       TemplateText::tr("The answer was JSON, but no list of templates."));
    TemplatePage page;
    bool anyObject = false;
    for (const auto &element : *rows) {
        const QJsonValue value = element;
        anyObject = anyObject || value.isObject() || value.isNull();
        Template made = templateFrom(value.toObject());
        if (made.key().isEmpty())
            ++page.skipped;
        else
            page.templates.append(std::move(made));
    }
    if (!rows->isEmpty() && !anyObject)
        return failure(CodecError::Kind::NotHopx,
                       TemplateText::tr("The answer was a list, but not of templates."));
    const Page rest = pageOf(document->object());
    page.hasMore = rest.hasMore;
    page.nextCursor = rest.nextCursor;
    return page;
}

Decoded<Template> decodeTemplate(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = fields::document(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    Template made = templateFrom(document->object());
    if (made.key().isEmpty())
        return failure(CodecError::Kind::NotHopx, TemplateText::tr("The answer was JSON, but no template."));
    return made;
}

QByteArray encodeCreate(const SandboxSpec &spec)
{
    QJsonObject json;
    if (!spec.templateId.isEmpty())
        json.insert("template_id"_L1, spec.templateId);
    else
        json.insert("template_name"_L1, spec.templateName);
    if (!spec.region.isEmpty())
        json.insert("region"_L1, spec.region);
    // 0 and less are refused by the server and mean nothing (contract 13, trap 9).
    if (spec.timeoutSeconds && *spec.timeoutSeconds > 0)
        json.insert("timeout_seconds"_L1, *spec.timeoutSeconds);
    json.insert("internet_access"_L1, spec.internetAccess);
    if (!spec.environment.isEmpty())
        json.insert("env_vars"_L1, environmentJson(spec.environment));
    return compact(json);
}

QByteArray encodeEnvironment(const QVector<EnvironmentVariable> &variables)
{
    return compact({{u"env_vars"_s, environmentJson(variables)}, {u"merge"_s, true}});
}

Decoded<bool> decodeHealth(const QByteArray &body)
{
    const Decoded<QJsonDocument> document = fields::document(body);
    if (!document)
        return tl::unexpected<CodecError>(document.error());
    const QString status = document->object()["status"_L1].toString();
    return status.compare("healthy"_L1, Qt::CaseInsensitive) == 0 ||
           status.compare("ok"_L1, Qt::CaseInsensitive) == 0;
}

} // namespace sandglass::codec
