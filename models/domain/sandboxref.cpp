// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sandboxref.h"

namespace sandglass {

namespace {

bool isSaid(const QString &text)
{
    return !text.isEmpty();
}

template<typename T>
bool isSaid(const std::optional<T> &value)
{
    return value.has_value();
}

bool isSaid(const ReportedTime &time)
{
    return time.kind != ReportedTime::Kind::Absent;
}

bool isSaid(const Expiry &expiry)
{
    return expiry.kind != Expiry::Kind::NotReported;
}

bool isEqual(const QString &one, const QString &other)
{
    // What did not change is mostly the same text in the same memory.
    return one.size() == other.size() && (one.constData() == other.constData() || one == other);
}

template<typename T>
bool isEqual(const T &one, const T &other)
{
    return one == other;
}

/// Calls @p visit with each field that answers may leave out, as a member pointer.
template<typename Visit>
void forEachOptionalField(Visit visit)
{
    visit(&Sandbox::templateName);
    visit(&Sandbox::templateId);
    visit(&Sandbox::region);
    visit(&Sandbox::organizationId);
    visit(&Sandbox::nodeId);
    visit(&Sandbox::publicHost);
    visit(&Sandbox::previewUrl);
    visit(&Sandbox::vcpu);
    visit(&Sandbox::memoryMb);
    visit(&Sandbox::diskMb);
    visit(&Sandbox::internetAccess);
    visit(&Sandbox::liveMode);
    visit(&Sandbox::timeoutSeconds);
    visit(&Sandbox::createdAt);
    visit(&Sandbox::expiry);
}

} // namespace

const Sandbox &SandboxRef::nothing()
{
    static const Sandbox kNothing;
    return kNothing;
}

SandboxRef updated(const SandboxRef &known, const SandboxRef &said)
{
    if (known.isSame(said))
        return known;
    bool isNews = known->status != said->status || !isEqual(known->id, said->id) ||
                  !isEqual(known->statusWord, said->statusWord);
    bool leavesOut = false;
    forEachOptionalField([&](auto field) {
        const auto &now = (*said).*field;
        const auto &before = (*known).*field;
        if (isSaid(now))
            isNews = isNews || !isEqual(now, before);
        else
            leavesOut = leavesOut || isSaid(before);
    });
    if (!isNews)
        return known;
    if (!leavesOut)
        return said;
    Sandbox whole = *said;
    forEachOptionalField([&](auto field) {
        if (!isSaid(whole.*field))
            whole.*field = (*known).*field;
    });
    return whole;
}

SandboxRef ended(const SandboxRef &known)
{
    Sandbox sandbox = *known;
    sandbox.status = SandboxStatus::Gone;
    return sandbox;
}

} // namespace sandglass
