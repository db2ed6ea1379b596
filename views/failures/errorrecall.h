// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;

namespace sandglass {

class ActionSet;
class FailureCenter;
class FailurePresenter;

/// "Show Last Error": the report on what failed last on the selected sandbox, closed or open; where none is
/// selected that failed, the open reports one after the other. The references outlive it.
class ErrorRecall final : public QObject
{
    Q_OBJECT

public:
    ErrorRecall(ActionSet &actions, FailureCenter &center, FailurePresenter &presenter,
                QObject *parent = nullptr);

    /// The report on this sandbox; nothing if none is known.
    void show(const QString &sandboxId);

private:
    void showSelected();
    void update();
    [[nodiscard]] QStringList failedOfSelection() const;

    ActionSet &m_actions;
    FailureCenter &m_center;
    FailurePresenter &m_presenter;
};

} // namespace sandglass
