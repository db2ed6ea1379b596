// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "item/sandboxdetails.h"
#include "settings/settingvalue.h"
#include "urlopener.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QMessageBox;
class QPushButton;
class QSpinBox;

namespace sandglass {

class CopyTool;
class ValueText;

/// The address of a service on a port of the sandbox: typed here, shown, copied, opened in the browser. Asks
/// first where the address leads away from HopX and the server. The references outlive it.
class PreviewBox final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kFirstPort = 3000;

    PreviewBox(Clock &clock, Settings &settings, QUrl server, bool isDemo, QWidget *parent = nullptr);
    ~PreviewBox() override;

    void setSandbox(const SandboxRow &row);
    /// Before another sandbox is shown.
    void deselect();
    void setUrlOpener(UrlOpener opener) { m_open = std::move(opener); }

Q_SIGNALS:
    void copied(const QString &text);
    void announced(const QString &text);

private:
    void refresh();
    void open();
    void ask(const QUrl &url);
    void openNow(const QUrl &url);

    SettingValue<int> m_port;
    QUrl m_server;
    bool m_isDemo;
    UrlOpener m_open = openInBrowser;
    SandboxRow m_row;
    PreviewDetail m_detail;
    QSpinBox *m_portField;
    ValueText *m_address;
    QLabel *m_note;
    CopyTool *m_copy;
    QPushButton *m_openButton;
    QPointer<QMessageBox> m_question;
};

} // namespace sandglass
