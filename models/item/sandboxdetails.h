// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/inspection.h"
#include "domain/previewurl.h"
#include "store/sandboxrow.h"

#include <QString>
#include <QVector>

#include <chrono>
#include <optional>

namespace sandglass {

enum class DetailKey : quint8
{
    Id,
    Template,
    TemplateId,
    Region,
    Mode,
    Vcpu,
    Memory,
    Disk,
    Created,
    Expires,
    TimeLimit,
    Host,
    Internet,
    Node,
    Organization,
};

inline constexpr int kDetailCount = static_cast<int>(DetailKey::Organization) + 1;

/// One fact about a sandbox in words. Every text is plain.
struct DetailField
{
    QString label;
    QString value;    ///< empty: not known; the note says why
    QString note;     ///< what a person should know about the value, or in a few words why there is none
    QString relative; ///< of a moment: "in 3 h 19 min"; changes with time alone
    QString toCopy;   ///< where that is not the value itself
    bool isCode = false;

    [[nodiscard]] QString copied() const { return toCopy.isEmpty() ? value : toCopy; }
    bool operator==(const DetailField &) const = default;
};

/// Every field the dashboard knows, in the order of DetailKey: none is left out because it is not reported.
QVector<DetailField> detailsOf(const SandboxRow &row, UtcTime now);

/// What the server reported beyond those, under its own names.
QVector<DetailField> detailsOf(const QVector<ExtraField> &extras, UtcTime now);

/// How long until one of their relative times reads differently; nullopt: never.
std::optional<std::chrono::milliseconds> untilDetailsChange(const SandboxRow &row,
                                                            const QVector<ExtraField> &extras, UtcTime now);

/// What it means that the sandbox is in its state: what is kept, what answers.
QString stateMeaning(const SandboxRow &row);

/// Where the person's own service on a port is reached, or why nowhere.
struct PreviewDetail
{
    PreviewUrl preview;
    QString note;    ///< why there is no address, or what to know about this one
    QString refusal; ///< why it cannot be opened now although there is one; empty when it can

    [[nodiscard]] bool mayOpen() const { return !preview.url.isEmpty() && refusal.isEmpty(); }
};

PreviewDetail previewOf(const SandboxRow &row, int port, bool isDemo);

} // namespace sandglass
