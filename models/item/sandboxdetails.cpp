// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxdetails.h"

#include "item/formatting.h"
#include "store/sandboxjson.h"

#include <QCoreApplication>
#include <QLocale>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct DetailsText
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::SandboxDetails)
};

QString notKnown(const SandboxRow &row)
{
    if (row.creation)
        return DetailsText::tr("known once the server has created it");
    return row.detailed ? DetailsText::tr("not reported") : DetailsText::tr("not read yet");
}

DetailField unknown(const QString &label, const QString &why)
{
    return {label, {}, why, {}, {}, false};
}

DetailField field(const SandboxRow &row, const QString &label, const QString &value, const QString &note = {})
{
    return {label, value, value.isEmpty() ? notKnown(row) : note, {}, {}, false};
}

DetailField code(const SandboxRow &row, const QString &label, const QString &value)
{
    DetailField made = field(row, label, value);
    made.isCode = true;
    return made;
}

DetailField moment(const QString &label, UtcTime at, UtcTime now)
{
    return {label, fullMomentText(at), {}, relativeText(at, now), isoText(at), false};
}

DetailField flagField(const SandboxRow &row, const QString &label, const std::optional<bool> &flag,
                      const QString &yes, const QString &no)
{
    if (!flag)
        return field(row, label, {});
    return field(row, label, *flag ? yes : no);
}

DetailField createdField(const SandboxRow &row, UtcTime now)
{
    const QString label = row.creation ? DetailsText::tr("Asked for") : DetailsText::tr("Created");
    switch (row.sandbox->createdAt.kind) {
    case ReportedTime::Kind::Absent:
        break;
    case ReportedTime::Kind::Unreadable:
        return unknown(label, DetailsText::tr("the server sent a time that cannot be read"));
    case ReportedTime::Kind::Known:
        return moment(label, row.sandbox->createdAt.at, now);
    }
    return field(row, label, {});
}

DetailField expiresField(const SandboxRow &row, UtcTime now)
{
    const QString label = DetailsText::tr("Expires");
    const Expiry &expiry = row.sandbox->expiry;
    switch (expiry.kind) {
    case Expiry::Kind::NotReported:
        return unknown(label, DetailsText::tr("%1: it may well have a time limit").arg(notKnown(row)));
    case Expiry::Kind::Unreadable:
        return unknown(
            label,
            DetailsText::tr("the server sent a time that cannot be read: it may well have a time limit"));
    case Expiry::Kind::Never:
        return field(row, label, DetailsText::tr("Never"),
                     DetailsText::tr("It costs until somebody deletes it."));
    case Expiry::Kind::At:
        break;
    }
    DetailField made = moment(label, expiry.at, now);
    if (expiry.at <= now)
        made.note = DetailsText::tr("The time is over: the server deletes it with all its files.");
    else
        made.note = DetailsText::tr("The server then deletes it with all its files.");
    return made;
}

DetailField timeLimitField(const SandboxRow &row)
{
    const QString label = DetailsText::tr("Time limit");
    if (row.sandbox->timeoutSeconds) {
        return field(row, label, durationText(std::chrono::seconds(*row.sandbox->timeoutSeconds)),
                     DetailsText::tr("Counted from when it was last set."));
    }
    if (row.sandbox->expiry.kind == Expiry::Kind::Never)
        return field(row, label, DetailsText::tr("None"));
    return field(row, label, {});
}

/// Why nothing answers at a sandbox' address, whatever listens there; empty when it may.
QString silenceOf(SandboxStatus status)
{
    switch (status) {
    case SandboxStatus::Creating:
        return DetailsText::tr("Nothing answers there before it runs.");
    case SandboxStatus::Paused:
        return DetailsText::tr("Nothing answers there while it is paused: Resume it first.");
    case SandboxStatus::Stopped:
        return DetailsText::tr("Nothing answers there while it is stopped: Start it first.");
    case SandboxStatus::Error:
        return DetailsText::tr("Nothing answers there: the sandbox has failed.");
    case SandboxStatus::Gone:
        return DetailsText::tr("Nothing answers there: the sandbox is gone.");
    case SandboxStatus::Running:
    case SandboxStatus::Unknown:
        break;
    }
    return {};
}

QString problemText(PreviewProblem problem)
{
    switch (problem) {
    case PreviewProblem::NoHost:
        return DetailsText::tr("The server reports no host for this sandbox, so there is no address.");
    case PreviewProblem::UnknownHost:
        return DetailsText::tr(
            "No address can be made from this host; only hosts below vms.hopx.dev are understood.");
    case PreviewProblem::BadPort:
        return DetailsText::tr("A port is a number from 1 to 65535.");
    case PreviewProblem::None:
        break;
    }
    return {};
}

} // namespace

QVector<DetailField> detailsOf(const SandboxRow &row, UtcTime now)
{
    const Sandbox &sandbox = row.sandbox;
    QVector<DetailField> fields;
    fields.reserve(kDetailCount);
    fields << code(row, DetailsText::tr("ID"), row.creation ? QString() : sandbox.id)
           << field(row, DetailsText::tr("Template"), sandbox.templateName)
           << code(row, DetailsText::tr("Template ID"), sandbox.templateId)
           << field(row, DetailsText::tr("Region"), sandbox.region)
           << flagField(row, DetailsText::tr("Mode"), sandbox.liveMode, DetailsText::tr("Production"),
                        DetailsText::tr("Test"))
           << field(row, DetailsText::tr("vCPU"),
                    sandbox.vcpu ? QLocale().toString(*sandbox.vcpu) : QString{})
           << field(row, DetailsText::tr("Memory"),
                    sandbox.memoryMb ? sizeText(*sandbox.memoryMb) : QString{})
           << field(row, DetailsText::tr("Disk"), sandbox.diskMb ? sizeText(*sandbox.diskMb) : QString{})
           << createdField(row, now) << expiresField(row, now) << timeLimitField(row)
           << code(row, DetailsText::tr("Host"), sandbox.publicHost)
           << flagField(row, DetailsText::tr("Internet access"), sandbox.internetAccess,
                        DetailsText::tr("Allowed"), DetailsText::tr("Blocked"))
           << code(row, DetailsText::tr("Node"), sandbox.nodeId)
           << code(row, DetailsText::tr("Organisation"), sandbox.organizationId);
    Q_ASSERT(fields.size() == kDetailCount);
    return fields;
}

QVector<DetailField> detailsOf(const QVector<ExtraField> &extras, UtcTime now)
{
    QVector<DetailField> fields;
    fields.reserve(extras.size());
    for (const ExtraField &extra : extras) {
        if (extra.time.isKnown())
            fields.append(moment(extra.name, extra.time.at, now));
        else
            fields.append({extra.name, extra.value, {}, {}, {}, true});
    }
    return fields;
}

std::optional<std::chrono::milliseconds> untilDetailsChange(const SandboxRow &row,
                                                            const QVector<ExtraField> &extras, UtcTime now)
{
    std::optional<std::chrono::milliseconds> soonest;
    const auto consider = [&soonest, now](UtcTime at) {
        const auto distance = at - now;
        // "just now" is one second long on both sides.
        const auto change = distance >= 0ms && distance < 1s ? distance + 1s : untilTextChanges(distance);
        if (!soonest || change < *soonest)
            soonest = change;
    };
    if (row.sandbox->createdAt.isKnown())
        consider(row.sandbox->createdAt.at);
    if (row.sandbox->expiry.kind == Expiry::Kind::At)
        consider(row.sandbox->expiry.at);
    for (const ExtraField &extra : extras) {
        if (extra.time.isKnown())
            consider(extra.time.at);
    }
    return soonest;
}

QString stateMeaning(const SandboxRow &row)
{
    if (row.creation)
        return DetailsText::tr("It was asked for; the server has not said yet that it exists.");
    switch (row.sandbox->status) {
    case SandboxStatus::Creating:
        return DetailsText::tr("It is being set up, which usually takes seconds.");
    case SandboxStatus::Running:
        return DetailsText::tr("Its processes run and its host answers.");
    case SandboxStatus::Paused:
        return DetailsText::tr("Frozen with its memory, processes and files; its host does not answer.");
    case SandboxStatus::Stopped:
        return DetailsText::tr("Nothing runs; its files are kept.");
    case SandboxStatus::Error:
        return DetailsText::tr("It has failed, and nothing brings it back.");
    case SandboxStatus::Gone:
        return DetailsText::tr("It was deleted or has expired.");
    case SandboxStatus::Unknown:
        break;
    }
    return row.sandbox->statusWord.isEmpty()
               ? DetailsText::tr("The server did not report a state.")
               : DetailsText::tr("The server's word for a state that this version does not know.");
}

PreviewDetail previewOf(const SandboxRow &row, int port, bool isDemo)
{
    PreviewDetail detail;
    detail.preview = previewUrl(row.sandbox, port);
    if (detail.preview.url.isEmpty()) {
        detail.note = problemText(detail.preview.problem);
        return detail;
    }
    detail.refusal = isDemo ? DetailsText::tr("This sandbox is simulated: nothing answers there.")
                            : silenceOf(row.sandbox->status);
    if (!detail.preview.forAnyPort)
        detail.note = DetailsText::tr("The server gives this one address; it does not depend on the port.");
    else if (port == kAgentPort)
        detail.note = DetailsText::tr("On this port answers HopX's own agent, which asks for a token.");
    return detail;
}

} // namespace sandglass
