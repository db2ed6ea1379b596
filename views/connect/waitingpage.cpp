// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/waitingpage.h"

#include "widgets/plainlabel.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 400;

} // namespace

WaitingPage::WaitingPage(const QString &profileName, const QString &address, QWidget *parent)
    : QWidget(parent), m_enterKey(new QPushButton(tr("&Enter the key instead"), this))
{
    setObjectName("waitingPage"_L1);
    auto *headline = new QLabel(tr("Opening %1").arg(profileName), this);
    headline->setTextFormat(Qt::PlainText);
    headline->setWordWrap(true);
    setStrong(headline, 1.4);
    auto *text =
        new QLabel(tr("Waiting for the secret store to hand over the key for %1. If your system asks for a "
                      "password, it is the one that unlocks this store.")
                       .arg(address),
                   this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setForegroundRole(QPalette::PlaceholderText);
    auto *progress = new QProgressBar(this);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setFixedHeight(4);
    progress->setAccessibleName(headline->text());
    m_enterKey->setObjectName("waiting.enterKey"_L1);
    setAccessibleName(headline->text());
    setAccessibleDescription(text->text());

    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    for (QWidget *part :
         {static_cast<QWidget *>(headline), static_cast<QWidget *>(text), static_cast<QWidget *>(progress)}) {
        part->setFixedWidth(kWidth);
        column->addWidget(part);
    }
    column->addSpacing(4);
    column->addWidget(m_enterKey, 0, Qt::AlignLeft);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addLayout(column);
    middle->addStretch(1);
    auto *rows = new QVBoxLayout(this);
    rows->addStretch(2);
    rows->addLayout(middle);
    rows->addStretch(3);
    setFocusProxy(m_enterKey);
    connect(m_enterKey, &QPushButton::clicked, this, &WaitingPage::enterKeyWanted);
}

} // namespace sandglass
