// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/codec.h"
#include "api/jsonfields.h"
#include "api/timestamps.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

/// What the fields of a sandbox mean (contract 3), once for every parser. A row is anything that gives the
/// value of a field by `row[Field]`, a value anything that the functions of jsonfields.h and of this file can
/// be asked about. For the codec's own files. Pure.
namespace sandglass::fields {

/// The fields the dashboard knows. Those of `resources` are the last ones.
enum class Field : quint8
{
    Id,
    SandboxId,
    SandboxIdCamel,
    Status,
    TemplateName,
    TemplateId,
    Region,
    OrganizationId,
    NodeId,
    PublicHost,
    DirectUrl,
    PreviewUrl,
    InternetAccess,
    LiveMode,
    TimeoutSeconds,
    CreatedAt,
    ExpiresAt,
    Resources,
    Vcpu,
    MemoryMb,
    DiskMb,
    DiskGb,
};

inline constexpr std::array kFieldNames{
    QLatin1StringView("id"),
    QLatin1StringView("sandbox_id"),
    QLatin1StringView("sandboxId"),
    QLatin1StringView("status"),
    QLatin1StringView("template_name"),
    QLatin1StringView("template_id"),
    QLatin1StringView("region"),
    QLatin1StringView("organization_id"),
    QLatin1StringView("node_id"),
    QLatin1StringView("public_host"),
    QLatin1StringView("direct_url"),
    QLatin1StringView("preview_url"),
    QLatin1StringView("internet_access"),
    QLatin1StringView("live_mode"),
    QLatin1StringView("timeout_seconds"),
    QLatin1StringView("created_at"),
    QLatin1StringView("expires_at"),
    QLatin1StringView("resources"),
    QLatin1StringView("vcpu"),
    QLatin1StringView("memory_mb"),
    QLatin1StringView("disk_mb"),
    QLatin1StringView("disk_gb"),
};

constexpr QLatin1StringView nameOf(Field field)
{
    return kFieldNames[static_cast<std::size_t>(field)];
}

enum class Source : quint8
{
    List,  ///< may leave fields out
    Single ///< says all there is
};

inline constexpr qsizetype kLongestWord = 64;
inline constexpr qsizetype kLongestAddress = 1024;

/// A row of QJsonDocument's.
class JsonRow
{
public:
    explicit JsonRow(QJsonObject object) : m_object(std::move(object)) {}

    QJsonValue operator[](Field field) const
    {
        if (field < Field::Vcpu)
            return m_object[nameOf(field)];
        return m_object[nameOf(Field::Resources)].toObject()[nameOf(field)];
    }

private:
    QJsonObject m_object;
};

inline QString rawText(const QJsonValue &value)
{
    return value.toString();
}

inline ReportedTime timestamp(const QJsonValue &value)
{
    return parseTimestamp(value.toString());
}

/// The sandbox's own id is sent back in paths, so it stays exactly as it came or counts as missing.
template<typename Row>
QString sandboxId(const Row &row)
{
    for (const Field field : {Field::Id, Field::SandboxId, Field::SandboxIdCamel}) {
        const auto value = row[field];
        QString id = value.isString() ? rawText(value) : idText(value);
        if (codec::isUsableId(id))
            return id;
    }
    return {};
}

template<typename Value>
ReportedTime moment(const Value &value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isString())
        return {ReportedTime::Kind::Unreadable, {}};
    return timestamp(value);
}

template<typename Row>
std::optional<qint64> timeoutOf(const Row &row)
{
    const std::optional<qint64> timeout = integer(row[Field::TimeoutSeconds]);
    return timeout && *timeout > 0 ? timeout : std::nullopt;
}

template<typename Row>
Expiry expiryOf(const Row &row, Source source)
{
    const auto value = row[Field::ExpiresAt];
    const auto timeout = row[Field::TimeoutSeconds];
    const bool noTimeout = timeout.isUndefined() || timeout.isNull();
    if (value.isUndefined() || value.isNull()) {
        // With a timeout the moment exists although it was not told; it cannot be reckoned from created_at,
        // for setting a timeout restarts it.
        const bool told = value.isNull() || source == Source::Single;
        return told && noTimeout ? Expiry::never() : Expiry{};
    }
    const ReportedTime at = moment(value);
    switch (at.kind) {
    case ReportedTime::Kind::Known:
        return Expiry::atTime(at.at);
    case ReportedTime::Kind::Unreadable:
        return {Expiry::Kind::Unreadable, {}};
    case ReportedTime::Kind::Absent:
        break;
    }
    return {};
}

/// `public_host`, or what an older service calls `direct_url`.
template<typename Row>
QString hostOf(const Row &row)
{
    QString host = name(row[Field::PublicHost], kLongestAddress);
    return host.isEmpty() ? name(row[Field::DirectUrl], kLongestAddress) : host;
}

template<typename Row>
Sandbox sandboxFrom(const Row &row, QString &&id, Source source)
{
    QString word = name(row[Field::Status], kLongestWord);
    const SandboxStatus status = statusFromWord(word);
    return {
        .id = std::move(id),
        .status = status,
        .statusWord = std::move(word),
        .templateName = name(row[Field::TemplateName]),
        .templateId = idText(row[Field::TemplateId]),
        .region = name(row[Field::Region]),
        .organizationId = idText(row[Field::OrganizationId]),
        .nodeId = idText(row[Field::NodeId]),
        .publicHost = hostOf(row),
        .previewUrl = name(row[Field::PreviewUrl], kLongestAddress),
        .vcpu = size(row[Field::Vcpu]),
        .memoryMb = size(row[Field::MemoryMb]),
        .diskMb = diskMb(row[Field::DiskMb], row[Field::DiskGb]),
        .internetAccess = flag(row[Field::InternetAccess]),
        .liveMode = flag(row[Field::LiveMode]),
        .timeoutSeconds = timeoutOf(row),
        .createdAt = moment(row[Field::CreatedAt]),
        .expiry = expiryOf(row, source),
    };
}

/// A row without an id is counted as skipped.
template<typename Row>
void addTo(ListPage &page, const Row &row)
{
    QString id = sandboxId(row);
    if (id.isEmpty())
        ++page.skipped;
    else
        page.sandboxes.append(
            SandboxRef::made([&] { return sandboxFrom(row, std::move(id), Source::List); }));
}

} // namespace sandglass::fields
