// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"
#include "domain/times.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace sandglass {

/// What the server last said of one sandbox (contract 3). A plain value; it never holds a secret, the codec
/// drops `auth_token`. Empty text and nullopt mean "not reported", never zero.
struct Sandbox
{
    QString id;
    SandboxStatus status = SandboxStatus::Unknown;
    QString statusWord; ///< as sent
    QString templateName;
    QString templateId;
    QString region;
    QString organizationId;
    QString nodeId;
    QString publicHost;
    QString previewUrl;
    std::optional<int> vcpu;
    std::optional<int> memoryMb;
    std::optional<int> diskMb;
    std::optional<bool> internetAccess;
    std::optional<bool> liveMode; ///< true is production, false is test
    std::optional<qint64> timeoutSeconds;
    ReportedTime createdAt;
    Expiry expiry;

    bool operator==(const Sandbox &) const = default;
};

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::Sandbox)
