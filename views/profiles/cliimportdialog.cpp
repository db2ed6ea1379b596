// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/cliimportdialog.h"

#include "item/formatting.h"
#include "profiles/keyplacefield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString keyText(const CliCandidate &candidate)
{
    if (candidate.isKnown)
        return CliImportDialog::tr("already here");
    if (candidate.hasKey)
        return CliImportDialog::tr("with its key");
    if (!candidate.keyVariable.isEmpty())
        return CliImportDialog::tr("key in %1").arg(candidate.keyVariable);
    return CliImportDialog::tr("no API key found; you will be asked for it");
}

} // namespace

CliImportDialog::CliImportDialog(ProfileDesk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_headline(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_list(new QListWidget(this))
    , m_problems(new QLabel(this))
    , m_place(new KeyPlaceField(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_import(new QPushButton(tr("Import"), this))
{
    setObjectName("cliImportDialog"_L1);
    setWindowTitle(tr("Import from the HopX CLI"));
    layOut();
    connect(m_cancel, &QPushButton::clicked, this, &CliImportDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &CliImportDialog::begin);
    connect(m_list, &QListWidget::itemChanged, this, &CliImportDialog::updateButton);
    m_headline->setText(
        tr("Looking for the profiles of the HopX CLI. The system may ask you to unlock its secret "
           "store."));
    m_desk.probeSecretStore(this, [this](const QString &problem) {
        m_place->setStoreProblem(problem);
        if (!problem.isEmpty())
            m_place->setPlace(KeyPlace::Session);
    });
    m_desk.findCliProfiles(this, [this](const CliCandidates &found) { showFound(found); });
    updateButton();
}

void CliImportDialog::layOut()
{
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setWordWrap(true);
    m_headline->setObjectName("cliImport.headline"_L1);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setAccessibleName(tr("Looking for profiles"));
    m_list->setObjectName("cliImport.list"_L1);
    m_list->setAccessibleName(tr("Profiles of the HopX CLI"));
    m_list->hide();
    m_problems->setObjectName("cliImport.problems"_L1);
    m_problems->setTextFormat(Qt::PlainText);
    m_problems->setWordWrap(true);
    m_problems->hide();
    m_place->offerOnlyForTypedKeys();
    m_place->hide();
    m_import->setObjectName("cliImport.import"_L1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_import);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(m_headline);
    layout->addWidget(m_progress);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_problems);
    layout->addWidget(m_place);
    layout->addStretch(0);
    layout->addLayout(buttons);
    resize(560, 400);
}

void CliImportDialog::showFound(const CliCandidates &found)
{
    m_progress->hide();
    bool anyKey = false;
    for (const CliCandidate &candidate : found.profiles) {
        auto *item = new QListWidgetItem(
            tr("%1 – %2, %3").arg(candidate.name, candidate.baseUrl, keyText(candidate)), m_list);
        item->setData(Qt::UserRole, candidate.name);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(candidate.isKnown ? Qt::Unchecked : Qt::Checked);
        anyKey = anyKey || candidate.hasKey;
    }
    if (found.profiles.isEmpty())
        m_headline->setText(
            tr("No profiles of the HopX CLI were found, neither in %1 nor in the system's secret store.")
                .arg(found.folder));
    else
        m_headline->setText(tr("Choose what to take over. Sandglass only reads what belongs to the CLI."));
    m_list->setVisible(!found.profiles.isEmpty());
    m_list->setCurrentRow(0);
    m_place->setVisible(anyKey);
    m_import->setVisible(!found.profiles.isEmpty());
    m_problems->setText(found.problems.join(u'\n'));
    m_problems->setVisible(!found.problems.isEmpty());
    m_cancel->setText(found.profiles.isEmpty() ? tr("Close") : tr("Cancel"));
    updateButton();
    (found.profiles.isEmpty() ? static_cast<QWidget *>(m_cancel) : m_list)->setFocus(Qt::OtherFocusReason);
}

QStringList CliImportDialog::ticked() const
{
    QStringList names;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            names << m_list->item(i)->data(Qt::UserRole).toString();
    }
    return names;
}

void CliImportDialog::updateButton()
{
    const qsizetype count = ticked().size();
    m_import->setEnabled(count > 0 && !m_importing);
    m_import->setText(count < 2 ? tr("Import") : tr("Import %1 profiles").arg(countText(count)));
    m_import->setDefault(true);
}

void CliImportDialog::begin()
{
    m_importing = true;
    updateButton();
    m_progress->show();
    m_progress->setAccessibleName(tr("Importing"));
    m_headline->setText(tr("Importing. The system may ask you to unlock its secret store."));
    m_list->setEnabled(false);
    m_cancel->setText(tr("Close")); // nothing is taken back
    m_desk.importCliProfiles(ticked(), m_place->place(), this, [this](const QString &problem) {
        m_importing = false;
        accept();
        Q_EMIT imported(problem);
    });
}

void CliImportDialog::reject()
{
    if (m_importing)
        hide();
    else
        QDialog::reject();
}

} // namespace sandglass
