// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/template.h"

#include "domain/word.h"

#include <array>

namespace sandglass {

namespace {

using UseWord = Word<TemplateUse>;

// Contract 9. "success" and "completed" are words of the build: the template itself follows later.
constexpr std::array kUseWords{
    UseWord{u"active", TemplateUse::Ready},        UseWord{u"pending", TemplateUse::BeingBuilt},
    UseWord{u"building", TemplateUse::BeingBuilt}, UseWord{u"publishing", TemplateUse::BeingBuilt},
    UseWord{u"success", TemplateUse::BeingBuilt},  UseWord{u"completed", TemplateUse::BeingBuilt},
    UseWord{u"failed", TemplateUse::Failed},       UseWord{u"error", TemplateUse::Failed},
    UseWord{u"archived", TemplateUse::Archived},
};

void fill(QString &field, const QString &read)
{
    if (!read.isEmpty())
        field = read;
}

template<typename T>
void fill(std::optional<T> &field, const std::optional<T> &read)
{
    if (read)
        field = read;
}

} // namespace

QString Template::title() const
{
    if (!displayName.isEmpty())
        return displayName;
    return name.isEmpty() ? id : name;
}

TemplateUse useOf(const Template &candidate)
{
    const TemplateUse use = candidate.statusWord.isEmpty()
                                ? TemplateUse::Ready
                                : meaningOf(kUseWords, candidate.statusWord).value_or(TemplateUse::Unknown);
    return use == TemplateUse::Ready && candidate.isActive == false ? TemplateUse::Inactive : use;
}

Template mergedWithSparse(const Template &known, const Template &read)
{
    Template merged = known;
    fill(merged.id, read.id);
    fill(merged.name, read.name);
    fill(merged.displayName, read.displayName);
    fill(merged.description, read.description);
    fill(merged.category, read.category);
    fill(merged.language, read.language);
    fill(merged.organizationId, read.organizationId);
    fill(merged.statusWord, read.statusWord);
    fill(merged.isActive, read.isActive);
    fill(merged.isPublic, read.isPublic);
    fill(merged.vcpu, read.vcpu);
    fill(merged.memoryMb, read.memoryMb);
    fill(merged.diskMb, read.diskMb);
    return merged;
}

} // namespace sandglass
