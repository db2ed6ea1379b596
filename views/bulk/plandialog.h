// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/lifecycleaction.h"
#include "onceperturn.h"
#include "store/bulk/bulkplan.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeView;

namespace sandglass {

class Settings;
class PlanModel;
class TypedCount;

/// What an action would do to each of many sandboxes, before it does: which are left out and why, which are
/// hidden by the filter or in production, how long it takes. Follows what happens meanwhile, but only by
/// leaving out more: what becomes possible under the pointer nobody agreed to. When nothing is left to do, it
/// goes. Show it with open(). The references outlive it.
class PlanDialog final : public QDialog
{
    Q_OBJECT

public:
    /// So many names are read out; all are in the table.
    static constexpr int kMostNames = 5;

    PlanDialog(LifecycleAction action, QStringList ids, const Dashboard &dashboard, Settings &settings,
               QWidget *parent = nullptr, const std::optional<Extension> &wish = {});
    ~PlanDialog() override;

    [[nodiscard]] const BulkPlan &plan() const { return m_plan; }

Q_SIGNALS:
    /// What it is to be done to, and of those left out what is not possible now either: it belongs to the run
    /// as well.
    void confirmed(const QStringList &ids);
    /// Nothing was left to act on; one sentence that says so.
    void becamePointless(const QString &text);

private:
    void layOut();
    void scheduleUpdate();
    void updatePlan();
    /// Leaves out of @p plan what was left out before.
    void keepOut(BulkPlan &plan) const;
    void showTotals();
    void updatePart();
    void describe();
    void updateTyping();
    [[nodiscard]] bool isSilencable() const;
    void accept() override;

    const LifecycleAction m_action;
    const QStringList m_ids;
    const std::optional<Extension> m_wish; ///< with Extend
    const bool m_isAllShown;               ///< what was asked for is all that is shown
    Dashboard m_dashboard;
    Settings &m_settings;
    BulkPlan m_plan; ///< as shown; those it will be done to only become fewer
    bool m_mustType = false;
    PlanModel *m_model;
    QLabel *m_headline;
    QLabel *m_consequence;
    QLabel *m_totals;
    QLabel *m_part;
    QTreeView *m_table;
    QLabel *m_time;
    TypedCount *m_typing;
    QCheckBox *m_silence;
    QPushButton *m_cancel;
    QPushButton *m_go;
    OncePerTurn m_update{this, [this] { updatePlan(); }};
};

} // namespace sandglass
