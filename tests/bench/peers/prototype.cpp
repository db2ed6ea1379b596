// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The best that was found for reading a list by Qt's network: QNetworkAccessManager on the main thread, the
// next page asked for before this one is read, simdjson on demand straight into a lean struct, nothing
// checked that is not needed. No errors are told apart, no secrets kept, no limits obeyed: what a client
// costs that does no more than read. bench-prototype URL.
#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <cstdio>
#include <simdjson.h>

namespace {

struct Lean
{
    QString id, status, templateName, templateId, region, nodeId, publicHost;
    qint64 organizationId = 0, vcpu = 0, memoryMb = 0, diskMb = 0, timeoutSeconds = 0;
    qint64 createdAt = 0, expiresAt = 0; // ms of UTC
    bool internetAccess = false, liveMode = false;
};

QString text(simdjson::ondemand::value value)
{
    std::string_view view;
    if (value.get_string().get(view) != simdjson::SUCCESS)
        return {};
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

qint64 whole(simdjson::ondemand::value value)
{
    int64_t number = 0;
    return value.get_int64().get(number) == simdjson::SUCCESS ? number : 0;
}

bool yes(simdjson::ondemand::value value)
{
    bool is = false;
    return value.get_bool().get(is) == simdjson::SUCCESS && is;
}

/// "2026-01-02T03:04:05Z" and nothing else.
qint64 moment(simdjson::ondemand::value value)
{
    std::string_view view;
    if (value.get_string().get(view) != simdjson::SUCCESS || view.size() < 20)
        return 0;
    const auto digits = [&view](std::size_t at, std::size_t count) {
        int number = 0;
        for (std::size_t i = at; i < at + count; ++i)
            number = number * 10 + (view[i] - '0');
        return number;
    };
    int year = digits(0, 4);
    const int month = digits(5, 2);
    year -= month <= 2 ? 1 : 0;
    const int era = year / 400;
    const int yearOfEra = year - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + digits(8, 2) - 1;
    const qint64 days =
        qint64{era} * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
    return (days * 86400 + digits(11, 2) * 3600 + digits(14, 2) * 60 + digits(17, 2)) * 1000;
}

class Reader : public QObject
{
public:
    explicit Reader(const QString &url) : m_url(url) { ask({}); }

private:
    void ask(const QString &cursor)
    {
        QString url = m_url + u"/v1/sandboxes?limit=100";
        if (!cursor.isEmpty())
            url += u"&cursor=" + cursor;
        QNetworkRequest request{QUrl(url)};
        request.setRawHeader("X-API-Key", "hopx_live_bench.0123456789");
        QNetworkReply *reply = m_network.get(request);
        connect(reply, &QNetworkReply::finished, this, [this, reply] { onPage(reply); });
    }

    void onPage(QNetworkReply *reply)
    {
        QByteArray body = reply->readAll();
        reply->deleteLater();
        const qsizetype cursorAt = body.lastIndexOf(R"("next_cursor":")");
        if (cursorAt > 0) {
            const qsizetype begin = cursorAt + 15;
            ask(QString::fromLatin1(body.mid(begin, body.indexOf('"', begin) - begin)));
        }
        read(body);
        if (cursorAt <= 0) {
            std::printf("%d\n", static_cast<int>(m_rows.size()));
            QCoreApplication::quit();
        }
    }

    void read(QByteArray &body)
    {
        body.reserve(body.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
        simdjson::ondemand::document document =
            m_parser.iterate(body.constData(), static_cast<std::size_t>(body.size()),
                             static_cast<std::size_t>(body.capacity()));
        for (simdjson::ondemand::object row : document["data"].get_array()) {
            Lean lean;
            for (auto field : row)
                take(lean, field.unescaped_key(), field.value());
            m_rows.append(std::move(lean));
        }
    }

    static void take(Lean &lean, std::string_view key, simdjson::ondemand::value value)
    {
        if (key == "id")
            lean.id = text(value);
        else if (key == "status")
            lean.status = text(value);
        else if (key == "template_name")
            lean.templateName = text(value);
        else if (key == "template_id")
            lean.templateId = text(value);
        else if (key == "region")
            lean.region = text(value);
        else if (key == "node_id")
            lean.nodeId = text(value);
        else if (key == "public_host")
            lean.publicHost = text(value);
        else if (key == "organization_id")
            lean.organizationId = whole(value);
        else if (key == "timeout_seconds")
            lean.timeoutSeconds = whole(value);
        else if (key == "created_at")
            lean.createdAt = moment(value);
        else if (key == "expires_at")
            lean.expiresAt = moment(value);
        else if (key == "internet_access")
            lean.internetAccess = yes(value);
        else if (key == "live_mode")
            lean.liveMode = yes(value);
        else if (key == "resources")
            for (auto size : value.get_object()) {
                const std::string_view name = size.unescaped_key();
                const qint64 number = whole(size.value());
                (name == "vcpu" ? lean.vcpu : name == "memory_mb" ? lean.memoryMb : lean.diskMb) = number;
            }
    }

    const QString m_url;
    QNetworkAccessManager m_network;
    simdjson::ondemand::parser m_parser;
    QVector<Lean> m_rows;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const Reader reader(QCoreApplication::arguments().value(1));
    return QCoreApplication::exec();
}
