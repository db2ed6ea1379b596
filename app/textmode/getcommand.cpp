// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/getcommand.h"

#include "item/sandboxfiltermodel.h"
#include "store/actionrules.h"
#include "store/errorreport.h"
#include "store/lifecyclecontroller.h"
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

QString yesOrNo(const std::optional<bool> &value, const QString &yes, const QString &no)
{
    if (!value)
        return u"–"_s;
    return *value ? yes : no;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"–"_s : text;
}

} // namespace

GetCommand::GetCommand(TextCommandLine line, const Workbench &bench)
    : TextCommand(bench), m_line(std::move(line)), m_each(bench.clock, bench.api, bench.budget)
{}

void GetCommand::start()
{
    m_bench.console.progress(tr("Reading…"));
    m_each.start(
        m_line.ids,
        [this](const QString &id, MonoTime began, const ApiResult<Sandbox> &answer) {
            if (answer)
                bringIn(m_bench.store, m_bench.clock, *answer, began);
            else
                m_failures[id] = answer.error();
        },
        [this] { show(); });
}

void GetCommand::show()
{
    m_bench.console.progress({});
    if (m_line.json) {
        showJson();
    } else {
        QStringList blocks;
        for (const QString &id : m_line.ids) {
            if (m_bench.store.find(id))
                blocks += description(id);
        }
        if (!blocks.isEmpty())
            m_bench.console.out(blocks.join(u"\n\n"_s));
    }
    std::vector<ExitCode> codes;
    for (const auto &[id, error] : m_failures) {
        codes.push_back(exitCodeOf(error.kind));
        ErrorReport report = reportOf(error, m_bench.server);
        report.headline = error.kind == ApiErrorKind::NotFound ? tr("There is no sandbox %1").arg(id)
                                                               : tr("Could not read %1").arg(id);
        if (error.kind == ApiErrorKind::NotFound) {
            report.cause = tr("It was deleted, has expired, or belongs to another account.");
            report.nextStep = tr("“sandglass list” shows what is there.");
        }
        m_bench.console.err(failureText(report));
    }
    Q_EMIT finished(combined(codes));
}

void GetCommand::showJson()
{
    QJsonArray sandboxes;
    QJsonArray failures;
    for (const QString &id : m_line.ids) {
        if (const SandboxRow *row = m_bench.store.find(id))
            sandboxes += sandboxJson(row->sandbox);
        else
            failures += QJsonObject{{u"id"_s, id}, {u"error"_s, errorJson(m_failures.at(id))}};
    }
    m_bench.console.out(jsonText({
        {u"server"_s, m_bench.server.toString(QUrl::RemoveUserInfo)},
        {u"read_at"_s, isoText(m_bench.clock.utcNow())},
        {u"sandboxes"_s, sandboxes},
        {u"failures"_s, failures},
    }));
}

QString GetCommand::description(const QString &id) const
{
    using Column = SandboxListModel::Column;
    const SandboxListModel &list = m_bench.model.list();
    const int row = m_bench.store.rowOf(id);
    const Sandbox &sandbox = m_bench.store.at(row).sandbox;
    const auto shown = [&list, row](Column column) {
        return list.index(row, column).data(Qt::DisplayRole).toString();
    };
    const auto explained = [&list, row](Column column) {
        return list.index(row, column).data(Qt::ToolTipRole).toString();
    };
    const auto heading = [&list](Column column) {
        return list.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    QStringList possible;
    for (const LifecycleAction action : kAllActions) {
        if (m_bench.controller.verdict(action, id).allowed)
            possible += nameOfAction(action);
    }
    const QString state = shown(Column::State);
    const QVector<std::pair<QString, QString>> lines{
        {heading(Column::Id), sandbox.id},
        {heading(Column::State), m_bench.console.hasColours() ? painted(state, sandbox.status) : state},
        {tr("Actions"), possible.isEmpty() ? u"–"_s : possible.join(u", "_s)},
        {heading(Column::Template), explained(Column::Template)},
        {heading(Column::Region), shown(Column::Region)},
        {heading(Column::Vcpu), shown(Column::Vcpu)},
        {heading(Column::Memory), shown(Column::Memory)},
        {heading(Column::Disk), shown(Column::Disk)},
        {tr("Internet"), yesOrNo(sandbox.internetAccess, tr("yes"), tr("no"))},
        {tr("Mode"), yesOrNo(sandbox.liveMode, tr("production"), tr("test"))},
        {heading(Column::Age), sandbox.createdAt.isKnown()
                                   ? tr("%1 (%2)").arg(shown(Column::Age), explained(Column::Age))
                                   : explained(Column::Age)},
        {heading(Column::TimeLeft), tr("%1 (%2)").arg(shown(Column::TimeLeft), explained(Column::TimeLeft))},
        {tr("Host"), orDash(sandbox.publicHost)},
        {tr("Preview"), orDash(sandbox.previewUrl)},
        {tr("Node"), orDash(sandbox.nodeId)},
        {tr("Organisation"), orDash(sandbox.organizationId)},
    };
    int widest = 0;
    for (const auto &[label, value] : lines)
        widest = std::max(widest, displayWidth(label));
    QStringList text;
    for (const auto &[label, value] : lines)
        text += QString(label % QString(widest - displayWidth(label) + 2, u' ') % value);
    return text.join(u'\n');
}

} // namespace sandglass
