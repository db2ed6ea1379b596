// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "urlopener.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QTabWidget;

namespace sandglass {

class Settings;
class ActionSet;
class FaultBox;
class FieldGrid;
class JsonView;
class PreviewBox;
class StateHeader;
struct SandboxRow;
struct SelectedRead;

/// Everything about one sandbox: state, last error, actions, times, addresses, fields, and the raw answer.
/// What @p dashboard refers to, @p actions and @p settings outlive it.
class SandboxFace final : public QWidget
{
    Q_OBJECT

public:
    SandboxFace(Dashboard dashboard, ActionSet &actions, Settings &settings, QWidget *parent = nullptr);

    /// Shows @p row, which is read by @p read.
    void setSandbox(const SandboxRow &row, const SelectedRead &read);
    /// How long until something of it reads differently by time alone; zero when it will not.
    [[nodiscard]] std::chrono::milliseconds untilChange(const SandboxRow &row,
                                                        const SelectedRead &read) const;

    void setUrlOpener(UrlOpener opener);

Q_SIGNALS:
    void readWanted();
    void reportWanted(const QString &sandboxId);
    void announced(const QString &text);

private:
    QWidget *makeOverview(ActionSet &actions, Settings &settings);
    void startAnew();
    void showState(const SandboxRow &row, const SelectedRead &read);
    void showFields(const SandboxRow &row, const SelectedRead &read);

    Dashboard m_dashboard;
    QString m_id;
    StateHeader *m_header;
    QTabWidget *m_tabs;
    QScrollArea *m_overview = nullptr;
    FaultBox *m_fault = nullptr;
    FieldGrid *m_identity = nullptr;
    FieldGrid *m_times = nullptr;
    FieldGrid *m_network = nullptr;
    PreviewBox *m_preview = nullptr;
    QLabel *m_extrasTitle = nullptr;
    FieldGrid *m_extras = nullptr;
    JsonView *m_json;
};

} // namespace sandglass
