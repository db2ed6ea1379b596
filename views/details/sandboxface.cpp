// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/sandboxface.h"

#include "details/actionlist.h"
#include "details/faultbox.h"
#include "details/fieldgrid.h"
#include "details/jsonview.h"
#include "details/previewbox.h"
#include "details/readtexts.h"
#include "details/section.h"
#include "details/stateheader.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxjson.h"
#include "store/sandboxstore.h"
#include "store/selectedreader.h"
#include "store/serverclock.h"
#include "table/sandboxdelegate.h"
#include "widgets/scrolltofocus.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMargin = 12;

QVector<DetailField> chosen(const QVector<DetailField> &all, std::initializer_list<DetailKey> keys)
{
    QVector<DetailField> fields;
    for (const DetailKey key : keys)
        fields.append(all.at(static_cast<int>(key)));
    return fields;
}

/// In the place of when it would have expired.
DetailField endOf(const Ending &ending, UtcTime now)
{
    return {SandboxFace::tr("Gone since"), fullMomentText(ending.at), {},
            relativeText(ending.at, now),  isoText(ending.at),        false};
}

} // namespace

SandboxFace::SandboxFace(Dashboard dashboard, ActionSet &actions, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_dashboard(std::move(dashboard))
    , m_header(new StateHeader(this))
    , m_tabs(new QTabWidget(this))
    , m_json(new JsonView(this))
{
    m_header->setContentsMargins(kMargin, 0, kMargin - 4, 8);
    m_tabs->setObjectName("details.tabs"_L1);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeOverview(actions, settings), tr("&Overview"));
    m_tabs->addTab(m_json, tr("&JSON"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_tabs, 1);

    connect(m_header, &StateHeader::readWanted, this, &SandboxFace::readWanted);
    connect(m_fault, &FaultBox::reportWanted, this, [this] { Q_EMIT reportWanted(m_id); });
    connect(m_json, &JsonView::copied, this,
            [this] { Q_EMIT announced(tr("Copied the JSON of %1").arg(m_id)); });
    const auto tellCopied = [this](const QString &text) { Q_EMIT announced(tr("Copied %1").arg(text)); };
    for (const FieldGrid *grid : {m_identity, m_times, m_network, m_extras})
        connect(grid, &FieldGrid::copied, this, tellCopied);
    connect(m_preview, &PreviewBox::copied, this, tellCopied);
    connect(m_preview, &PreviewBox::announced, this, &SandboxFace::announced);
}

QWidget *SandboxFace::makeOverview(ActionSet &actions, Settings &settings)
{
    m_overview = new QScrollArea(this);
    m_overview->setObjectName("details.overview"_L1);
    m_overview->setAccessibleName(tr("Overview"));
    m_overview->setFrameShape(QFrame::NoFrame);
    m_overview->setWidgetResizable(true);
    m_overview->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_overview->setFocusPolicy(Qt::StrongFocus);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(kMargin, 6, kMargin - 4, kMargin);
    layout->setSpacing(2);

    // In the order seen: it is the order of Tab and of a screen reader.
    m_fault = new FaultBox(page);
    m_identity = new FieldGrid(m_dashboard.clock, page);
    m_times = new FieldGrid(m_dashboard.clock, page);
    auto *actionList = new ActionList(actions, page);
    m_preview = new PreviewBox(m_dashboard.clock, settings, m_dashboard.server, m_dashboard.isDemo, page);
    m_network = new FieldGrid(m_dashboard.clock, page);
    m_extras = new FieldGrid(m_dashboard.clock, page);
    layout->addWidget(m_fault);
    addSection(*layout, tr("Sandbox"), m_identity);
    addSection(*layout, tr("Time"), m_times);
    addSection(*layout, tr("Actions"), actionList);
    addSection(*layout, tr("Preview"), m_preview);
    addSection(*layout, tr("Where it runs"), m_network);
    m_extrasTitle = addSection(*layout, tr("Also reported"), m_extras);
    layout->addStretch(1);
    m_overview->setWidget(page);
    scrollToFocus(*m_overview);
    return m_overview;
}

void SandboxFace::setUrlOpener(UrlOpener opener)
{
    m_preview->setUrlOpener(std::move(opener));
}

void SandboxFace::setSandbox(const SandboxRow &row, const SelectedRead &read)
{
    if (std::exchange(m_id, row.sandbox->id) != row.sandbox->id)
        startAnew();
    showState(row, read);
    m_fault->setFault(row.fault, m_dashboard.clock.utcNow());
    showFields(row, read);
    m_preview->setSandbox(row);
    if (read.readAt)
        m_json->setJson(read.answer.json);
}

void SandboxFace::startAnew()
{
    // Another sandbox is read from its beginning; the tab is a person's choice and stays.
    m_overview->verticalScrollBar()->setValue(0);
    m_json->setJson({});
    m_fault->deselect();
    m_preview->deselect();
    for (FieldGrid *grid : {m_identity, m_times, m_network, m_extras})
        grid->deselect();
}

void SandboxFace::showState(const SandboxRow &row, const SelectedRead &read)
{
    const SandboxListModel &list = m_dashboard.model.list();
    const QModelIndex state = list.index(list.rowOf(row.sandbox->id), SandboxListModel::State);
    QString meaning = stateMeaning(row);
    if (row.pending)
        meaning = tr("The server last reported: %1.")
                      .arg(nameOfStatus(row.sandbox->status, row.sandbox->statusWord));
    else if (row.ending)
        meaning = list.data(state, Qt::ToolTipRole).toString(); // how it went
    m_header->setState(SandboxDelegate::glyphOf(row, list.isOld(row)),
                       list.data(state, Qt::DisplayRole).toString(), meaning);
    if (row.ending) {
        m_header->setReading(tr("Last known values"), {}, false);
        return;
    }
    if (row.creation) {
        m_header->setReading(tr("Shown is what was asked for"), {}, false);
        return;
    }
    const bool resting = m_dashboard.controller.facts().keyRefused;
    m_header->setReading(readText(read, resting, m_dashboard.clock.monoNow()),
                         readProblem(read, m_dashboard.server), !resting);
}

void SandboxFace::showFields(const SandboxRow &row, const SelectedRead &read)
{
    using enum DetailKey;
    const UtcTime now = m_dashboard.serverClock.now();
    const QVector<DetailField> all = detailsOf(row, now);
    m_identity->setFields(chosen(all, {Id, Template, TemplateId, Mode, Vcpu, Memory, Disk}));
    m_times->setFields(row.ending
                           ? QVector<DetailField>{all.at(static_cast<int>(Created)), endOf(*row.ending, now)}
                           : chosen(all, {Created, Expires, TimeLimit}));
    m_network->setFields(chosen(all, {Region, Host, Internet, Node, Organization}));
    const QVector<DetailField> extras =
        read.readAt ? detailsOf(read.answer.extras, now) : QVector<DetailField>();
    m_extras->setFields(extras);
    m_extras->setVisible(!extras.isEmpty());
    m_extrasTitle->setVisible(!extras.isEmpty());
}

std::chrono::milliseconds SandboxFace::untilChange(const SandboxRow &row, const SelectedRead &read) const
{
    const MonoTime now = m_dashboard.clock.monoNow();
    std::chrono::milliseconds shortest = 0ms;
    const auto consider = [&shortest](std::chrono::milliseconds wait) {
        if (wait > 0ms && (shortest == 0ms || wait < shortest))
            shortest = wait;
    };
    consider(untilReadTextChanges(read, now));
    if (const auto fields = untilDetailsChange(row, read.answer.extras, m_dashboard.serverClock.now()))
        consider(*fields);
    if (row.ending)
        consider(untilTextChanges(row.ending->at - m_dashboard.serverClock.now()));
    if (row.fault)
        consider(untilTextChanges(row.fault->at - m_dashboard.clock.utcNow()));
    // "Deleting in 8 s", "Stopping for 64 s"
    if (row.pending)
        consider(1s - (now - row.pending->since) % 1'000ms);
    return shortest;
}

} // namespace sandglass
