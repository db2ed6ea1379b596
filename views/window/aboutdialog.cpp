// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/aboutdialog.h"

#include "widgets/picture.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
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
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(name);
    texts->addWidget(version);
    texts->addSpacing(8);
    texts->addWidget(what);
    auto *top = new QHBoxLayout;
    top->setSpacing(24);
    top->addWidget(logo, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(24);
    layout->addLayout(top);
    layout->addWidget(close, 0, Qt::AlignRight);
    layout->setSizeConstraint(QLayout::SetFixedSize);
}

} // namespace sandglass
