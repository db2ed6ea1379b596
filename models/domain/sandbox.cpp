// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sandbox.h"

#include <algorithm>
#include <array>
#include <functional>

namespace sandglass {

namespace {

bool renew(QString &known, const QString &said)
{
    // What did not change is the same text in the same memory: the client keeps the last list's.
    if ((known.constData() == said.constData() && known.size() == said.size()) || known == said)
        return false;
    known = said;
    return true;
}

template<typename T>
bool renew(T &known, const T &said)
{
    if (known == said)
        return false;
    known = said;
    return true;
}

bool renewIfSaid(QString &known, const QString &said)
{
    return !said.isEmpty() && renew(known, said);
}

template<typename T>
bool renewIfSaid(std::optional<T> &known, const std::optional<T> &said)
{
    return said && renew(known, said);
}

} // namespace

bool updateWithSparse(Sandbox &known, const Sandbox &said)
{
    const std::array news{
        renew(known.id, said.id),
        renew(known.status, said.status),
        renew(known.statusWord, said.statusWord),
        renewIfSaid(known.templateName, said.templateName),
        renewIfSaid(known.templateId, said.templateId),
        renewIfSaid(known.region, said.region),
        renewIfSaid(known.organizationId, said.organizationId),
        renewIfSaid(known.nodeId, said.nodeId),
        renewIfSaid(known.publicHost, said.publicHost),
        renewIfSaid(known.previewUrl, said.previewUrl),
        renewIfSaid(known.vcpu, said.vcpu),
        renewIfSaid(known.memoryMb, said.memoryMb),
        renewIfSaid(known.diskMb, said.diskMb),
        renewIfSaid(known.internetAccess, said.internetAccess),
        renewIfSaid(known.liveMode, said.liveMode),
        renewIfSaid(known.timeoutSeconds, said.timeoutSeconds),
        said.createdAt.kind != ReportedTime::Kind::Absent && renew(known.createdAt, said.createdAt),
        said.expiry.kind != Expiry::Kind::NotReported && renew(known.expiry, said.expiry),
    };
    return std::ranges::any_of(news, std::identity());
}

} // namespace sandglass
