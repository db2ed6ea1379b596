// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "urlopener.h"

#include <QDialog>

class QLabel;

namespace sandglass {

/// What this program is, in which version and under which licence, and what to send with a report on it.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);

    void setUrlOpener(UrlOpener opener) { m_open = std::move(opener); }

Q_SIGNALS:
    void diagnosticsWanted();

private:
    void showLicence();

    UrlOpener m_open = openInBrowser;
    QLabel *m_problem;
};

} // namespace sandglass
