// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "population.h"

#include <QDateTime>

#include <array>

namespace sandglass::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array kTemplates{"code-interpreter", "browser-agent", "checkout-api", "nightly-etl", "base"};
constexpr std::array kRegions{"us-east", "eu-west", "eu-1001"};
// Half of all sandboxes run.
constexpr std::array kStatuses{SandboxStatus::Running, SandboxStatus::Running,  SandboxStatus::Running,
                               SandboxStatus::Paused,  SandboxStatus::Stopped,  SandboxStatus::Error,
                               SandboxStatus::Running, SandboxStatus::Creating, SandboxStatus::Stopped,
                               SandboxStatus::Running};

int below(std::mt19937 &engine, int bound)
{
    return static_cast<int>(engine() % static_cast<std::uint32_t>(bound));
}

template<typename Array>
auto pick(const Array &from, std::mt19937 &engine)
{
    return from.at(static_cast<std::size_t>(below(engine, static_cast<int>(from.size()))));
}

void setStatus(Sandbox &sandbox, SandboxStatus status)
{
    // The same text for all, as the decoder has it.
    static const auto kWords = [] {
        std::array<QString, kAllStatuses.size()> words;
        for (const SandboxStatus one : kAllStatuses)
            words.at(static_cast<std::size_t>(one)) = wordOfStatus(one);
        return words;
    }();
    sandbox.status = status;
    sandbox.statusWord = kWords.at(static_cast<std::size_t>(status));
}

QByteArray timeText(UtcTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODate)
        .toLatin1();
}

QByteArray quoted(const QString &text)
{
    return '"' + text.toLatin1() + '"';
}

} // namespace

Sandbox newcomer(std::mt19937 &engine)
{
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const QString number = QString::number(engine(), 36);
    Sandbox made;
    made.id = u"%1%2"_s.arg(engine(), 10, 10, QChar(u'0')).arg(number);
    setStatus(made, pick(kStatuses, engine));
    const int kind = below(engine, static_cast<int>(kTemplates.size()));
    made.templateName = QString::fromLatin1(kTemplates.at(static_cast<std::size_t>(kind)));
    made.templateId = QString::number(70 + kind);
    made.region = QString::fromLatin1(pick(kRegions, engine));
    made.organizationId = u"4021"_s;
    made.nodeId = u"node-%1"_s.arg(below(engine, 40));
    made.publicHost = u"https://%1.%2.vms.hopx.dev"_s.arg(made.id, made.region);
    made.vcpu = 1 << below(engine, 4);
    made.memoryMb = 1024 << below(engine, 4);
    made.diskMb = 10'240 << below(engine, 3);
    made.internetAccess = true;
    made.liveMode = below(engine, 4) == 0;
    made.createdAt = ReportedTime::known(now - 48h - std::chrono::minutes(below(engine, 60'000)));
    if (below(engine, 3) == 0) {
        made.expiry = Expiry::never();
    } else {
        made.timeoutSeconds = 3'600 * (1 + below(engine, 48));
        made.expiry = Expiry::atTime(now + 26h + std::chrono::minutes(below(engine, 6'000)));
    }
    return made;
}

QVector<SandboxRef> population(int count)
{
    std::mt19937 engine(20'260'102U);
    QVector<SandboxRef> all;
    all.reserve(count);
    for (int i = 0; i < count; ++i)
        all.append(newcomer(engine));
    return all;
}

void change(QVector<SandboxRef> &all, int perMille, std::mt19937 &engine)
{
    const qsizetype wanted = all.size() * perMille / 1'000;
    // At equal distances, from another first one each time: none is changed twice.
    const qsizetype step = wanted > 0 ? all.size() / wanted : all.size();
    qsizetype at = below(engine, static_cast<int>(step));
    for (qsizetype changed = 0; changed < wanted && at < all.size(); ++changed, at += step) {
        Sandbox one = *all.at(at);
        setStatus(one, one.status == SandboxStatus::Running ? SandboxStatus::Paused : SandboxStatus::Running);
        all[at] = std::move(one);
    }
}

QByteArray jsonOf(const Sandbox &sandbox)
{
    const bool never = sandbox.expiry.kind != Expiry::Kind::At;
    QByteArray json =
        R"({"id":)" + quoted(sandbox.id) + R"(,"object":"sandbox","organization_id":)" +
        sandbox.organizationId.toLatin1() + R"(,"template_id":)" + quoted(sandbox.templateId) +
        R"(,"template_name":)" + quoted(sandbox.templateName) + R"(,"node_id":)" + quoted(sandbox.nodeId) +
        R"(,"region":)" + quoted(sandbox.region) + R"(,"status":)" + quoted(sandbox.statusWord) +
        R"(,"public_host":)" + quoted(sandbox.publicHost) + R"(,"resources":{"vcpu":)" +
        QByteArray::number(sandbox.vcpu.value_or(0)) + R"(,"memory_mb":)" +
        QByteArray::number(sandbox.memoryMb.value_or(0)) + R"(,"disk_mb":)" +
        QByteArray::number(sandbox.diskMb.value_or(0)) + R"(},"internet_access":true,"live_mode":)" +
        (sandbox.liveMode.value_or(false) ? "true" : "false") + R"(,"timeout_seconds":)" +
        (sandbox.timeoutSeconds ? QByteArray::number(*sandbox.timeoutSeconds) : QByteArray("null")) +
        R"(,"expires_at":)" + (never ? QByteArray("null") : '"' + timeText(sandbox.expiry.at) + '"') +
        R"(,"created_at":")" + timeText(sandbox.createdAt.at) + R"("})";
    return json;
}

QByteArray pageOf(const QVector<SandboxRef> &all, int first, int count, int request)
{
    const auto last = std::min<qsizetype>(all.size(), first + count);
    QByteArray page = R"({"object":"list","data":[)";
    for (qsizetype i = first; i < last; ++i) {
        if (i > first)
            page += ',';
        page += jsonOf(all.at(i));
    }
    const bool more = last < all.size();
    page += R"(],"has_more":)" + QByteArray(more ? "true" : "false") + R"(,"next_cursor":)" +
            (more ? '"' + QByteArray::number(last) + '"' : QByteArray("null")) + R"(,"request_id":"req_)" +
            QByteArray::number(request).rightJustified(16, '0') + R"("})";
    return page;
}

} // namespace sandglass::bench
