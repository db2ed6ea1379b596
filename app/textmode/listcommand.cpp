// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/listcommand.h"

#include "domain/expirytier.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "store/errorreport.h"
#include "store/sandboxjson.h"
#include "store/sandboxstore.h"
#include "textmode/console.h"
#include "textmode/failuretext.h"
#include "textmode/statuspaint.h"
#include "textmode/storereading.h"
#include "textmode/texttable.h"

#include <QJsonArray>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

using Column = SandboxListModel::Column;

/// What goes first where the terminal is narrow.
int dispensability(Column column)
{
    switch (column) {
    case Column::Id:
    case Column::State:
    case Column::ColumnCount:
        return 0;
    case Column::TimeLeft:
        return 1;
    case Column::Template:
        return 2;
    case Column::Age:
        return 3;
    case Column::Region:
        return 4;
    case Column::Memory:
        return 5;
    case Column::Vcpu:
        return 6;
    case Column::Disk:
        return 7;
    }
    return 0;
}

} // namespace

ListCommand::ListCommand(TextCommandLine line, const Workbench &bench)
    : TextCommand(bench)
    , m_line(std::move(line))
    , m_list(bench.clock, bench.api, bench.budget, tellingWaits(bench.console))
    , m_each(bench.clock, bench.api, bench.budget)
{}

void ListCommand::start()
{
    m_bench.console.progress(tr("Reading the sandboxes…"));
    m_list.start([this, began = m_bench.clock.monoNow()](ApiResult<ListOutcome> outcome) {
        onList(std::move(outcome), began);
    });
}

void ListCommand::onList(ApiResult<ListOutcome> outcome, MonoTime began)
{
    if (!outcome) {
        m_bench.console.err(failureText(reportOf(outcome.error(), m_bench.server)));
        if (m_line.json)
            m_bench.console.out(jsonText({{u"error"_s, errorJson(outcome.error())}}));
        Q_EMIT finished(exitCodeOf(outcome.error().kind));
        return;
    }
    m_incompleteness = outcome->incompleteness;
    m_skippedRows = outcome->skippedRows;
    bringIn(m_bench.store, m_bench.clock, std::move(*outcome), began);
    readDetails();
}

QStringList ListCommand::lackingDetails() const
{
    const bool needsExpiry = SearchQuery::parse(m_line.search).looksAtExpiry();
    QStringList ids;
    for (int row = 0; row < m_bench.store.size(); ++row) {
        const Sandbox &sandbox = m_bench.store.at(row).sandbox;
        const bool lacksExpiry = sandbox.expiry.kind == Expiry::Kind::NotReported;
        const bool lacksSize = !sandbox.vcpu || !sandbox.memoryMb || !sandbox.diskMb;
        if ((needsExpiry && lacksExpiry) || (m_line.details && (lacksExpiry || lacksSize)))
            ids += sandbox.id;
    }
    return ids;
}

void ListCommand::readDetails()
{
    const QStringList ids = lackingDetails();
    const auto total = ids.size();
    m_each.start(
        ids,
        [this, total](const QString &id, MonoTime began, const ApiResult<Sandbox> &answer) {
            m_bench.console.progress(
                tr("Reading details, %1 of %2…").arg(countText(total - m_each.left()), countText(total)));
            m_bench.store.applyRead(id, answer, began);
            const bool isUnread = !answer && answer.error().kind != ApiErrorKind::NotFound;
            if (isUnread && m_code == ExitCode::Ok) {
                m_code = exitCodeOf(answer.error().kind);
                m_bench.console.err(failureText(reportOf(answer.error(), m_bench.server)));
            }
        },
        [this] { show(); });
}

void ListCommand::show()
{
    m_bench.console.progress({});
    m_bench.model.setText(m_line.search);
    m_bench.model.sort(m_line.sortBy, m_line.sortOrder);
    if (m_line.json)
        showJson();
    else
        showTable();
    if (m_incompleteness != Incompleteness::None)
        m_bench.console.err(tr("sandglass: The list may not be complete: the server has more than it gave."));
    if (m_skippedRows > 0)
        m_bench.console.err(
            tr("sandglass: Entries without an id, which cannot be shown: %1").arg(m_skippedRows));
    Q_EMIT finished(m_code);
}

void ListCommand::showJson()
{
    QJsonArray sandboxes;
    for (int row = 0; row < m_bench.model.rowCount(); ++row)
        sandboxes += sandboxJson(m_bench.store.findEver(m_bench.model.idAt(row))->sandbox);
    m_bench.console.out(jsonText({
        {u"server"_s, m_bench.server.toString(QUrl::RemoveUserInfo)},
        {u"read_at"_s, isoText(m_bench.clock.utcNow())},
        {u"complete"_s, m_incompleteness == Incompleteness::None},
        {u"total"_s, m_bench.store.size()},
        {u"sandboxes"_s, sandboxes},
    }));
}

void ListCommand::showTable()
{
    const SandboxFilterModel &model = m_bench.model;
    if (m_line.idsOnly) {
        for (int row = 0; row < model.rowCount(); ++row)
            m_bench.console.out(model.idAt(row));
        return;
    }
    if (model.rowCount() == 0) {
        m_bench.console.err(
            m_bench.store.size() == 0
                ? tr("There are no sandboxes.")
                : tr("None of the sandboxes matches; there are %1.").arg(countText(m_bench.store.size())));
        return;
    }
    QVector<TextColumn> columns;
    for (const Column column : m_line.columns) {
        const auto alignment =
            model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        columns += {model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().toUpper(),
                    (alignment & Qt::AlignRight) != 0, m_line.columnsGiven ? 0 : dispensability(column)};
    }
    QVector<QStringList> rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (const Column column : m_line.columns)
            cells += model.index(row, column).data(Qt::DisplayRole).toString();
        rows += cells;
    }
    const auto paint = [this, &model](int row, int column, const QString &cell) {
        const bool isState = m_line.columns.at(column) == Column::State;
        const auto status =
            model.index(row, Column::State).data(SandboxListModel::StatusRole).value<SandboxStatus>();
        return isState && m_bench.console.hasColours() ? painted(cell, status) : cell;
    };
    const QStringList lines = layOutTable(columns, rows, m_bench.console.width(), paint);
    m_bench.console.out(lines.join(u'\n'));
    // For a person who reads it; other programs ask for --json.
    if (m_bench.console.width() > 0 && hasDoubtfulTimes())
        m_bench.console.err(
            tr("?: not known whether that time runs while the sandbox is paused or stopped."));
}

bool ListCommand::hasDoubtfulTimes() const
{
    if (!m_line.columns.contains(Column::TimeLeft))
        return false;
    for (int row = 0; row < m_bench.model.rowCount(); ++row) {
        const Sandbox &sandbox = m_bench.store.findEver(m_bench.model.idAt(row))->sandbox;
        if (sandbox.expiry.kind == Expiry::Kind::At && mayTimeStandStill(sandbox.status))
            return true;
    }
    return false;
}

} // namespace sandglass
