// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"
#include "store/poller.h"

#include <QPointer>

class QSpinBox;

namespace sandglass {

class PreferencesDesk;
class ProblemLabel;

/// How often the list is read, and what the request limit makes of it. The desk outlives it.
class PollingPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit PollingPage(PreferencesDesk &desk);

    /// Whose reading to tell about; null while nothing is connected. @p budget lives as long as @p poller.
    void setReading(const Poller *poller, const RateBudget *budget);

private:
    [[nodiscard]] QSpinBox *makeSeconds(const QString &name, const QString &spoken);
    void apply();
    void updateNow();

    PreferencesDesk &m_desk;
    QSpinBox *m_usual;
    QSpinBox *m_hidden;
    ProblemLabel *m_usualProblem;
    ProblemLabel *m_hiddenProblem;
    QLabel *m_now;
    QPointer<const Poller> m_poller;
    const RateBudget *m_budget = nullptr;
};

} // namespace sandglass
