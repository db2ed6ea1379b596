// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listdecoder.h"
#include "measure.h"
#include "population.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace sandglass::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPage = 100;
constexpr int kPages = 10;

/// What somebody writes who has Qt at hand and nothing else to think of: the fields a table shows.
struct Row
{
    QString id, status, templateName, templateId, region, organizationId, nodeId, publicHost;
    int vcpu = 0, memoryMb = 0, diskMb = 0;
    bool internetAccess = false, liveMode = false;
    qint64 timeoutSeconds = 0;
    QDateTime createdAt, expiresAt;
};

QVector<Row> readByQJsonDocument(const QByteArray &body)
{
    QVector<Row> rows;
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonArray data = document.object().value("data"_L1).toArray();
    rows.reserve(data.size());
    for (const auto &element : data) {
        const QJsonObject object = element.toObject();
        const QJsonObject resources = object.value("resources"_L1).toObject();
        rows.append({object.value("id"_L1).toString(), object.value("status"_L1).toString(),
                     object.value("template_name"_L1).toString(), object.value("template_id"_L1).toString(),
                     object.value("region"_L1).toString(),
                     QString::number(object.value("organization_id"_L1).toInteger()),
                     object.value("node_id"_L1).toString(), object.value("public_host"_L1).toString(),
                     resources.value("vcpu"_L1).toInt(), resources.value("memory_mb"_L1).toInt(),
                     resources.value("disk_mb"_L1).toInt(), object.value("internet_access"_L1).toBool(),
                     object.value("live_mode"_L1).toBool(), object.value("timeout_seconds"_L1).toInteger(),
                     QDateTime::fromString(object.value("created_at"_L1).toString(), Qt::ISODate),
                     QDateTime::fromString(object.value("expires_at"_L1).toString(), Qt::ISODate)});
    }
    return rows;
}

struct Pages
{
    QVector<SandboxRef> all = population(kPage * kPages);
    QByteArrayList bodies;

    Pages()
    {
        for (int page = 0; page < kPages; ++page)
            bodies.append(pageOf(all, page * kPage, kPage, page));
    }
};

/// @p makeReader makes what reads one page after the other.
template<typename MakeReader>
Contender reading(const QString &row, const QString &name, const std::shared_ptr<Pages> &pages,
                  MakeReader makeReader)
{
    const auto readAll = [pages](auto &read) {
        for (const QByteArray &body : std::as_const(pages->bodies)) {
            if (read(body) != kPage)
                qFatal("a page was not read");
        }
    };
    const auto repeat = [readAll, makeReader] {
        auto read = makeReader();
        readAll(read);
    };
    const auto run = [repeat] {
        const qint64 before = threadCpu();
        repeat();
        return static_cast<double>(threadCpu() - before) / (kPage * kPages);
    };
    return {row, name, u"ns per sandbox"_s, run, repeat, kPage * kPages};
}

} // namespace

void addDecoding(Contenders &all, const Options &options)
{
    Q_UNUSED(options)
    const auto pages = std::make_shared<Pages>();
    const auto readBy = [](const std::shared_ptr<ListDecoder> &decoder) {
        return [decoder](const QByteArray &body) {
            const Decoded<ListPage> page = decoder->decode(body);
            return page ? page->sandboxes.size() : -1;
        };
    };
    // A list of an account that was never seen, and then the same again.
    all.append(reading(u"decode"_s, u"sandglass"_s, pages,
                       [readBy] { return readBy(std::make_shared<ListDecoder>()); }));
    all.append(reading(u"decode"_s, u"qjsondocument"_s, pages, [] {
        return [](const QByteArray &body) { return readByQJsonDocument(body).size(); };
    }));
    const auto decoder = std::make_shared<ListDecoder>();
    all.append(reading(u"decode.unchanged"_s, u"sandglass"_s, pages, [readBy, decoder] {
        decoder->beginList();
        return readBy(decoder);
    }));
}

} // namespace sandglass::bench
