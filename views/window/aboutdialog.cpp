// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/aboutdialog.h"

#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/plaintooltip.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

const QString kLicence = u"https://www.gnu.org/licenses/gpl-3.0.html"_s;

} // namespace

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent), m_problem(makePlainLabel(this))
{
    setObjectName("aboutDialog"_L1);
    setWindowTitle(tr("About Sandglass"));
    auto *logo = new Picture(QIcon(u":/icons/sandglass.svg"_s), 64, this);
    auto *name = new QLabel(u"Sandglass"_s, this);
    setStrong(name, 1.6);
    auto *version = new QLabel(
        tr("Version %1, Qt %2").arg(QLatin1StringView(SANDGLASS_VERSION), QLatin1StringView(qVersion())),
        this);
    version->setForegroundRole(QPalette::PlaceholderText);
    version->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *what = new QLabel(tr("A dashboard for the lifecycle of HopX cloud sandboxes.\n\n"
                               "Free software under the GNU General Public License, version 3 or later.\n"
                               "Icons by Lucide, ISC licence."),
                            this);
    what->setWordWrap(true);
    what->setMinimumWidth(320);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_problem->hide();
    auto *licence = new QPushButton(tr("&Licence"), this);
    explain(*licence, tr("Open %1 in the browser").arg(kLicence));
    auto *diagnostics = new QPushButton(tr("&Diagnostics…"), this);
    explain(*diagnostics, tr("What helps to find out what went wrong, without keys"));
    auto *close = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {licence, diagnostics})
        button->setAutoDefault(false);
    close->setDefault(true);
    close->setFocus();
    connect(licence, &QPushButton::clicked, this, &AboutDialog::showLicence);
    connect(diagnostics, &QPushButton::clicked, this, [this] {
        Q_EMIT diagnosticsWanted();
        accept();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(name);
    texts->addWidget(version);
    texts->addSpacing(8);
    texts->addWidget(what);
    texts->addWidget(m_problem);
    auto *top = new QHBoxLayout;
    top->setSpacing(24);
    top->addWidget(logo, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(licence);
    buttons->addWidget(diagnostics);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(24);
    layout->addLayout(top);
    layout->addLayout(buttons);
    layout->setSizeConstraint(QLayout::SetFixedSize);
}

void AboutDialog::showLicence()
{
    const bool isShown = m_open(QUrl(kLicence));
    m_problem->setText(tr("No browser could be opened: %1").arg(kLicence));
    m_problem->setVisible(!isShown);
}

} // namespace sandglass
