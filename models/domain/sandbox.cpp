// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sandbox.h"

namespace sandglass {

namespace {

void keepIfAbsent(QString &fresh, const QString &known)
{
    if (fresh.isEmpty())
        fresh = known;
}

template<typename T>
void keepIfAbsent(std::optional<T> &fresh, const std::optional<T> &known)
{
    if (!fresh)
        fresh = known;
}

} // namespace

Sandbox mergedWithSparse(const Sandbox &known, const Sandbox &listed)
{
    Sandbox fresh = listed;
    keepIfAbsent(fresh.templateName, known.templateName);
    keepIfAbsent(fresh.templateId, known.templateId);
    keepIfAbsent(fresh.region, known.region);
    keepIfAbsent(fresh.organizationId, known.organizationId);
    keepIfAbsent(fresh.nodeId, known.nodeId);
    keepIfAbsent(fresh.publicHost, known.publicHost);
    keepIfAbsent(fresh.previewUrl, known.previewUrl);
    keepIfAbsent(fresh.vcpu, known.vcpu);
    keepIfAbsent(fresh.memoryMb, known.memoryMb);
    keepIfAbsent(fresh.diskMb, known.diskMb);
    keepIfAbsent(fresh.internetAccess, known.internetAccess);
    keepIfAbsent(fresh.liveMode, known.liveMode);
    keepIfAbsent(fresh.timeoutSeconds, known.timeoutSeconds);
    if (fresh.createdAt.kind == ReportedTime::Kind::Absent)
        fresh.createdAt = known.createdAt;
    if (fresh.expiry.kind == Expiry::Kind::NotReported)
        fresh.expiry = known.expiry;
    return fresh;
}

} // namespace sandglass
