// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/rowexport.h"

#include "item/sandboxfiltermodel.h"
#include "store/creationmark.h"
#include "store/sandboxjson.h"
#include "store/sandboxstore.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

using Column = SandboxListModel::Column;

/// What of a sandbox's JSON belongs to a column.
QStringList keysOf(Column column)
{
    switch (column) {
    case Column::State:
        return {u"status"_s, u"status_word"_s};
    case Column::Id:
        return {u"id"_s};
    case Column::Template:
        return {u"template_name"_s, u"template_id"_s};
    case Column::Region:
        return {u"region"_s};
    case Column::Vcpu:
        return {u"vcpu"_s};
    case Column::Memory:
        return {u"memory_mb"_s};
    case Column::Disk:
        return {u"disk_mb"_s};
    case Column::Age:
        return {u"created_at"_s};
    case Column::TimeLeft:
        return {u"expires_at"_s, u"expiry"_s};
    case Column::ColumnCount:
        break;
    }
    return {};
}

QString headingOf(Column column)
{
    switch (column) {
    case Column::State:
        return u"status"_s;
    case Column::Template:
        return u"template"_s;
    default:
        return keysOf(column).constFirst();
    }
}

QString fieldOf(const Sandbox &sandbox, const QJsonObject &json, Column column)
{
    switch (column) {
    case Column::State:
        return sandbox.status == SandboxStatus::Unknown && !sandbox.statusWord.isEmpty()
                   ? sandbox.statusWord
                   : json.value(u"status"_s).toString();
    case Column::Template:
        return sandbox.templateName.isEmpty() ? sandbox.templateId : sandbox.templateName;
    case Column::TimeLeft:
        return sandbox.expiry.kind == Expiry::Kind::Never ? u"never"_s
                                                          : json.value(u"expires_at"_s).toString();
    default:
        return json.value(headingOf(column)).toVariant().toString();
    }
}

QString quoted(QString text)
{
    // What a spreadsheet would run when the file is opened.
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    const bool needsQuotes = std::any_of(
        text.begin(), text.end(), [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; });
    return needsQuotes ? QString(u'"' % text.replace(u'"', u"\"\""_s) % u'"') : text;
}

QByteArray line(const QStringList &fields)
{
    return fields.join(u',').toUtf8() + "\r\n";
}

/// What is shown, but for rows that stand for what does not exist yet.
QVector<Sandbox> shownSandboxes(const SandboxFilterModel &model)
{
    QVector<Sandbox> sandboxes;
    for (int row = 0; row < model.rowCount(); ++row) {
        const Sandbox &sandbox = model.list().row(model.listRow(row)).sandbox;
        if (!isProvisionalId(sandbox.id))
            sandboxes += sandbox;
    }
    return sandboxes;
}

QByteArray asCsv(const SandboxFilterModel &model, const QVector<Column> &columns)
{
    QStringList fields;
    for (const Column column : columns)
        fields += headingOf(column);
    QByteArray csv = line(fields);
    const QVector<Sandbox> shown = shownSandboxes(model);
    for (const Sandbox &sandbox : shown) {
        const QJsonObject json = sandboxJson(sandbox);
        fields.clear();
        for (const Column column : columns)
            fields += quoted(fieldOf(sandbox, json, column));
        csv += line(fields);
    }
    return csv;
}

QByteArray asJson(const SandboxFilterModel &model, const QVector<Column> &columns, const QUrl &server)
{
    QStringList keys{u"id"_s};
    for (const Column column : columns)
        keys += keysOf(column);
    QJsonArray sandboxes;
    const QVector<Sandbox> shown = shownSandboxes(model);
    for (const Sandbox &sandbox : shown) {
        const QJsonObject whole = sandboxJson(sandbox);
        QJsonObject part;
        for (const QString &key : std::as_const(keys))
            part.insert(key, whole.value(key));
        sandboxes += part;
    }
    const QJsonObject document{
        {u"server"_s, server.toString(QUrl::RemoveUserInfo)},
        {u"exported_at"_s, isoText(model.list().serverNow())},
        {u"total"_s, model.list().store().size()},
        {u"sandboxes"_s, sandboxes},
    };
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

} // namespace

ExportFormat formatOfFile(const QString &fileName)
{
    return fileName.endsWith(u".json"_s, Qt::CaseInsensitive) ? ExportFormat::Json : ExportFormat::Csv;
}

QByteArray exportedRows(ExportFormat format, const SandboxFilterModel &model, const QVector<Column> &columns,
                        const QUrl &server)
{
    switch (format) {
    case ExportFormat::Csv:
        return asCsv(model, columns);
    case ExportFormat::Json:
        break;
    }
    return asJson(model, columns, server);
}

} // namespace sandglass
