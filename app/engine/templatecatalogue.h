// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <span>

namespace sandglass::engine {

/// How sandboxes of a template misbehave, always and on purpose: so that a demo can show what failure
/// looks like and a test can rely on it.
enum class Temper : quint8
{
    Reliable,
    NoCapacity,  ///< create and start answer 503, the region has no free node
    StopRefused, ///< stop answers 500, the node does not react
};

/// A template the simulated service offers (contract 4.3).
struct TemplateInfo
{
    QStringView id;
    QStringView name;
    QStringView displayName;
    QStringView description;
    QStringView category;
    QStringView language;
    QStringView status; ///< "active"; any other is listed, but cannot be used
    int vcpu = 0;
    int memoryMb = 0;
    int diskGb = 0;
    bool isPublic = false;
    Temper temper = Temper::Reliable;
};

/// All templates, public ones first.
std::span<const TemplateInfo> templateCatalogue();

/// The template called @p nameOrId, or nullptr.
const TemplateInfo *findTemplate(QStringView nameOrId);

} // namespace sandglass::engine
