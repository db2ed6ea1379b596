// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/creatememory.h"

#include "viewkey.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qlonglong kNever = -1;

} // namespace

CreateMemory::CreateMemory(Settings &settings, const QString &profileId)
    : m_templateId(settings, viewKey(profileId, "createTemplateId"_L1))
    , m_templateName(settings, viewKey(profileId, "createTemplateName"_L1))
    , m_region(settings, viewKey(profileId, "createRegion"_L1))
    , m_timeout(settings, viewKey(profileId, "createTimeoutSeconds"_L1), kFirstTimeoutSeconds)
    , m_internet(settings, viewKey(profileId, "createInternetAccess"_L1), true)
{}

SandboxSpec CreateMemory::last() const
{
    SandboxSpec spec;
    spec.templateId = m_templateId.get();
    spec.templateName = m_templateName.get();
    spec.region = m_region.get();
    // Read from a file that may have been edited by hand: what is no number reads as 0, and must not mean
    // "never".
    const qlonglong timeout = m_timeout.get();
    if (timeout != kNever)
        spec.timeoutSeconds = timeout > 0 ? timeout : kFirstTimeoutSeconds;
    spec.internetAccess = m_internet.get();
    return spec;
}

void CreateMemory::remember(const SandboxSpec &spec)
{
    m_templateId.set(spec.templateId);
    m_templateName.set(spec.templateName);
    m_region.set(spec.region);
    m_timeout.set(spec.timeoutSeconds.value_or(kNever));
    m_internet.set(spec.internetAccess);
}

} // namespace sandglass
