// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/plandialog.h"

#include "actions/actionconfirmation.h"
#include "actions/actionicon.h"
#include "actions/typedcount.h"
#include "bulk/bulktexts.h"
#include "bulk/planmodel.h"
#include "bulk/plansilence.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/ratebudget.h"
#include "store/sandboxstore.h"
#include "theme/icons.h"
#include "widgets/listtexts.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QSize kDialogSize{720, 460};
constexpr int kColumnGap = 16;
constexpr int kMostRows = 10;      // shown without scrolling
constexpr int kMeasuredRows = 100; // for the widths of columns
// Of so many not every change is followed at once.
constexpr qsizetype kMany = 1'000;
constexpr auto kManyWait = 500ms;

bool isAllShown(const QStringList &ids, const SandboxFilterModel &model)
{
    return ids.size() == model.rowCount() &&
           std::all_of(ids.begin(), ids.end(), [&model](const QString &id) { return model.rowOf(id) >= 0; });
}

} // namespace

PlanDialog::PlanDialog(LifecycleAction action, QStringList ids, const Dashboard &dashboard,
                       Settings &settings, QWidget *parent, const std::optional<Extension> &wish)
    : QDialog(parent)
    , m_action(action)
    , m_ids(std::move(ids))
    , m_wish(wish)
    , m_isAllShown(isAllShown(m_ids, dashboard.model))
    , m_dashboard(dashboard)
    , m_settings(settings)
    , m_model(new PlanModel(this))
    , m_headline(makePlainLabel(this, u"plan.headline"_s))
    , m_consequence(makePlainLabel(this, u"plan.consequence"_s))
    , m_totals(makePlainLabel(this, u"plan.totals"_s))
    , m_part(makePlainLabel(this, u"plan.part"_s))
    , m_table(new QTreeView(this))
    , m_time(makePlainLabel(this, u"plan.time"_s))
    , m_typing(new TypedCount("plan", this))
    , m_silence(new QCheckBox(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_go(new QPushButton(this))
{
    setObjectName("plan."_L1 % wordOfAction(action));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &PlanDialog::accept);
    connect(m_typing, &TypedCount::changed, this, &PlanDialog::updateTyping);
    connect(&dashboard.store, &SandboxStore::rowsChanged, this, &PlanDialog::scheduleUpdate);
    connect(&dashboard.store, &SandboxStore::rowsRemoved, this, &PlanDialog::scheduleUpdate);
    connect(&dashboard.model, &SandboxFilterModel::filterChanged, this, &PlanDialog::scheduleUpdate);
    connect(&dashboard.model, &SandboxFilterModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.contains(SandboxListModel::FreshnessRole))
                    scheduleUpdate();
            });
    connect(&dashboard.controller, &LifecycleController::factsChanged, this, &PlanDialog::scheduleUpdate);
    connect(&dashboard.poller, &Poller::statusChanged, this, &PlanDialog::updatePart);
    updatePlan();
    updatePart();
    // What has to be typed is typed at once; without that the way back is the first choice.
    if (m_typing->isAsking())
        m_typing->setFocus();
    else
        m_cancel->setFocus();
}

PlanDialog::~PlanDialog() = default;

void PlanDialog::layOut()
{
    setStrong(m_headline, kHeadlineScale);
    setStrong(m_totals);
    m_time->setForegroundRole(QPalette::PlaceholderText);

    m_table->setObjectName("plan.table"_L1);
    m_table->setAccessibleName(tr("Plan"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->header()->setStretchLastSection(true);
    m_table->header()->setSectionsMovable(false);
    m_table->header()->setResizeContentsPrecision(kMeasuredRows);

    m_silence->setObjectName("plan.silence"_L1);
    m_silence->setText(m_action == LifecycleAction::Stop
                           ? tr("Do not &ask again before stopping")
                           : tr("Do not &show this again for %1").arg(nameOfAction(m_action)));
    m_silence->setVisible(isSilencable());
    m_go->setObjectName("plan.go"_L1);
    m_cancel->setDefault(true);

    auto *sign =
        new Picture(losesSomething(m_action) ? themedIcon(iconNameOf(m_action), SemanticColor::Danger)
                                             : themedIcon(iconNameOf(m_action)),
                    24, this);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(8);
    texts->addWidget(m_headline);
    texts->addWidget(m_consequence);
    texts->addWidget(m_totals);
    texts->addWidget(m_part);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(sign, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_silence);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(16);
    all->addLayout(top);
    all->addWidget(m_table, 1);
    all->addWidget(m_time);
    all->addWidget(m_typing);
    all->addLayout(buttons);
    resize(kDialogSize.boundedTo(screen()->availableSize()));
}

void PlanDialog::scheduleUpdate()
{
    if (m_ids.size() <= kMany)
        m_update.schedule();
    else
        m_update.scheduleIn(m_dashboard.clock, kManyWait);
}

void PlanDialog::updatePlan()
{
    m_update.cancel();
    BulkPlan plan = planFor(
        m_action, m_ids, m_dashboard.controller, m_dashboard.store,
        m_dashboard.budget.forecast(m_dashboard.clock.monoNow()),
        [&model = m_dashboard.model](int row) {
            return ShownAs{model.placeOf(row) < 0, model.list().isOld(model.list().row(row))};
        },
        m_wish);
    const bool first = m_plan.sandboxes.isEmpty();
    if (!first)
        keepOut(plan);
    const bool mustType = m_action == LifecycleAction::Delete && m_dashboard.controller.facts().careful &&
                          m_dashboard.controller.mustTypeNumber(m_action, plan.eligible());
    if (plan == m_plan && mustType == m_mustType)
        return;
    m_plan = plan;
    m_mustType = mustType;
    m_model->setPlan(plan);
    showTotals();
    if (first) {
        for (int column = 0; column < PlanModel::Plan; ++column)
            m_table->resizeColumnToContents(column);
        for (int column = 0; column < PlanModel::Plan; ++column)
            m_table->setColumnWidth(column, m_table->columnWidth(column) + kColumnGap);
        const int row = m_table->sizeHintForRow(0);
        const int rows = qMin(m_model->rowCount(), kMostRows);
        m_table->setMinimumHeight(m_table->header()->sizeHint().height() + 3 * row +
                                  2 * m_table->frameWidth());
        resize(width(), qMin(kDialogSize.height(), sizeHint().height() - m_table->sizeHint().height() +
                                                       m_table->header()->sizeHint().height() + rows * row +
                                                       2 * m_table->frameWidth() + row));
    } else if (plan.counts().willDo == 0) {
        Q_EMIT becamePointless(
            tr("%1: nothing is left to do, the sandboxes changed meanwhile.").arg(nameOfAction(m_action)));
        reject();
    }
}

void PlanDialog::keepOut(BulkPlan &plan) const
{
    for (qsizetype i = 0; i < plan.sandboxes.size(); ++i) {
        PlannedSandbox &now = plan.sandboxes[i];
        if (!now.willDo || m_plan.sandboxes.at(i).willDo)
            continue;
        now.willDo = false;
        now.reason = tr("It is possible now. To include it, close this and ask again.");
    }
}

void PlanDialog::showTotals()
{
    m_headline->setText(planHeadline(m_plan));
    m_consequence->setText(planConsequence(m_plan));
    m_totals->setText(planTotals(m_plan).join(u" · "_s));
    m_time->setText(planTime(m_plan, m_dashboard.budget.limitPerMinute()));
    m_go->setText(planButton(m_plan));
    updateTyping();
    setWindowTitle(m_headline->text());
    describe();
}

void PlanDialog::describe()
{
    const QStringList ids = m_plan.eligible();
    QStringList said{m_consequence->text(), planTotals(m_plan).join(u", "_s) + u'.', m_part->text(),
                     withRest(ids.mid(0, kMostNames), ids.size()).join(u", "_s)};
    said.removeAll(QString());
    setAccessibleDescription(said.join(u' '));
}

void PlanDialog::updatePart()
{
    // Who selects all there is may take it for all there are.
    const bool isPart = m_isAllShown && !m_dashboard.poller.status().isComplete();
    if (isPart == !m_part->text().isEmpty() && isPart == m_part->isVisibleTo(this))
        return;
    m_part->setText(isPart ? tr("The list is not complete: sandboxes that are not in it yet are left alone.")
                           : QString());
    m_part->setVisible(isPart);
    describe();
}

void PlanDialog::updateTyping()
{
    const qsizetype willDo = m_plan.counts().willDo;
    m_typing->ask(m_mustType ? std::optional(willDo) : std::nullopt);
    m_typing->guard(*m_go, *m_cancel, willDo > 0);
}

bool PlanDialog::isSilencable() const
{
    return m_action != LifecycleAction::Delete;
}

void PlanDialog::accept()
{
    if (!m_go->isEnabled())
        return;
    if (m_silence->isChecked() && m_action == LifecycleAction::Stop)
        ActionConfirmation::setStopWanted(m_settings, false, m_dashboard.isDemo);
    else if (m_silence->isChecked() && isSilencable())
        setPlanWanted(m_action, m_settings, m_dashboard.isDemo, false);
    // What is possible is judged anew when it is sent, and a change may not be shown yet.
    QStringList ids;
    for (const PlannedSandbox &shown : std::as_const(m_plan.sandboxes)) {
        const Verdict now = m_wish ? m_dashboard.controller.verdict(*m_wish, shown.id)
                                   : m_dashboard.controller.verdict(m_action, shown.id);
        if (shown.willDo || !now.allowed)
            ids += shown.id;
    }
    QDialog::accept();
    Q_EMIT confirmed(ids);
}

} // namespace sandglass
