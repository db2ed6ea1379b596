// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/selectionsummary.h"

#include "item/formatting.h"
#include "store/sandboxjson.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct SummaryText
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::SelectionSummary)
};

void add(SelectionSummary::Sum &sum, const std::optional<int> &value, bool isRunning)
{
    if (!value)
        return;
    sum.value += *value;
    ++sum.reported;
    if (isRunning)
        sum.ofRunning += *value;
}

QVector<SelectionSummary::Share> sharesOf(const QMap<QString, int> &counts)
{
    QVector<SelectionSummary::Share> shares;
    shares.reserve(counts.size());
    for (auto entry = counts.begin(); entry != counts.end(); ++entry)
        shares.append({entry.key(), entry.value()});
    std::stable_sort(shares.begin(), shares.end(),
                     [](const auto &a, const auto &b) { return a.count > b.count; });
    return shares;
}

void addExpiry(SelectionSummary &summary, const Expiry &expiry)
{
    switch (expiry.kind) {
    case Expiry::Kind::NotReported:
    case Expiry::Kind::Unreadable:
        ++summary.expiryUnknown;
        break;
    case Expiry::Kind::Never:
        ++summary.neverExpire;
        break;
    case Expiry::Kind::At:
        summary.firstExpiry = std::min(summary.firstExpiry.value_or(expiry.at), expiry.at);
        break;
    }
}

DetailField sumField(const QString &label, const SelectionSummary::Sum &sum, int total,
                     QString (*value)(qint64))
{
    DetailField field{label, sumText(sum, total, value), {}, {}, {}, false};
    if (sum.ofRunning != sum.value)
        field.note = SummaryText::tr("Running: %1").arg(value(sum.ofRunning));
    return field;
}

DetailField expiryField(const SelectionSummary &summary, UtcTime now)
{
    DetailField field{SummaryText::tr("First to expire"), {}, {}, {}, {}, false};
    if (summary.firstExpiry) {
        field.value = fullMomentText(*summary.firstExpiry);
        field.relative = relativeText(*summary.firstExpiry, now);
        field.toCopy = isoText(*summary.firstExpiry);
    } else {
        field.note = SummaryText::tr("none has a known time limit");
    }
    QStringList others;
    if (summary.neverExpire > 0)
        others += SummaryText::tr("Without a time limit: %1").arg(countText(summary.neverExpire));
    if (summary.expiryUnknown > 0)
        others += SummaryText::tr("Time limit not known: %1").arg(countText(summary.expiryUnknown));
    if (summary.firstExpiry)
        field.note = others.join(u'\n');
    return field;
}

} // namespace

SelectionSummary summaryOf(std::span<const SandboxRow *const> rows)
{
    SelectionSummary summary;
    QMap<QString, int> templates;
    QMap<QString, int> regions;
    for (const SandboxRow *row : rows) {
        const Sandbox &sandbox = row->sandbox;
        const bool isRunning = sandbox.status == SandboxStatus::Running;
        ++summary.total;
        ++summary.counts.at(static_cast<std::size_t>(sandbox.status));
        if (row->pending)
            ++summary.pending;
        if (row->fault)
            ++summary.failed;
        add(summary.vcpu, sandbox.vcpu, isRunning);
        add(summary.memoryMb, sandbox.memoryMb, isRunning);
        add(summary.diskMb, sandbox.diskMb, isRunning);
        ++templates[sandbox.templateName.isEmpty() ? sandbox.templateId : sandbox.templateName];
        ++regions[sandbox.region];
        addExpiry(summary, sandbox.expiry);
    }
    summary.templates = sharesOf(templates);
    summary.regions = sharesOf(regions);
    return summary;
}

QVector<DetailField> detailsOf(const SelectionSummary &summary, UtcTime now)
{
    QVector<DetailField> fields{
        sumField(SummaryText::tr("vCPU"), summary.vcpu, summary.total, countText),
        sumField(SummaryText::tr("Memory"), summary.memoryMb, summary.total, sizeText),
        sumField(SummaryText::tr("Disk"), summary.diskMb, summary.total, sizeText),
        expiryField(summary, now),
        {SummaryText::tr("Templates"), sharesText(summary.templates), {}, {}, {}, false},
        {SummaryText::tr("Regions"), sharesText(summary.regions), {}, {}, {}, false}};
    if (summary.pending > 0)
        fields.append({SummaryText::tr("Changing"), countText(summary.pending), {}, {}, {}, false});
    if (summary.failed > 0)
        fields.append({SummaryText::tr("Last action failed"), countText(summary.failed), {}, {}, {}, false});
    return fields;
}

QString sumText(const SelectionSummary::Sum &sum, int total, QString (*value)(qint64))
{
    if (sum.reported == 0)
        return u"–"_s;
    if (sum.reported == total)
        return value(sum.value);
    return SummaryText::tr("%1, not reported for %2 of %3")
        .arg(value(sum.value), countText(total - sum.reported), countText(total));
}

QString sharesText(const QVector<SelectionSummary::Share> &shares)
{
    constexpr qsizetype kShown = 6;
    QStringList parts;
    int others = 0;
    for (const SelectionSummary::Share &share : shares) {
        if (parts.size() == kShown) {
            others += share.count;
            continue;
        }
        parts += SummaryText::tr("%1 (%2)").arg(
            share.name.isEmpty() ? SummaryText::tr("not reported") : share.name, countText(share.count));
    }
    if (others > 0)
        parts += SummaryText::tr("others (%1)").arg(countText(others));
    return parts.join(", "_L1);
}

} // namespace sandglass
