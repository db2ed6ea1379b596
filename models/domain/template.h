// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace sandglass {

/// What sandboxes are made from, as the server last described it (contract 9). A plain value. Empty text and
/// nullopt mean "not reported".
struct Template
{
    QString id;
    QString name;
    QString displayName;
    QString description; ///< lists leave it out; a read of one template has it
    QString category;
    QString language;
    QString organizationId;
    QString statusWord; ///< as sent
    std::optional<bool> isActive;
    std::optional<bool> isPublic;
    std::optional<int> vcpu;
    std::optional<int> memoryMb;
    std::optional<int> diskMb;

    /// What people call it.
    [[nodiscard]] QString title() const;
    /// What a request names it by, and what no other template of the account has.
    [[nodiscard]] QString key() const { return id.isEmpty() ? name : id; }

    bool operator==(const Template &) const = default;
};

/// Whether a sandbox can be made from a template now.
enum class TemplateUse : quint8
{
    Ready,
    BeingBuilt, ///< also: built, but not switched on yet
    Failed,
    Archived,
    Inactive, ///< `is_active` is false although the status says otherwise
    Unknown,  ///< a status this version does not know
};

/// Only what the server calls active is ready. One that reports no status at all is taken for ready: refusing
/// it would make a server that leaves the field out unusable.
TemplateUse useOf(const Template &candidate);

/// @p known brought up to date by @p read, which may leave fields out.
Template mergedWithSparse(const Template &known, const Template &read);

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::Template)
