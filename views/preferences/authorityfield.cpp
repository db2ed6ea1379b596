// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/authorityfield.h"

#include "preferences/preferencesdesk.h"
#include "preferences/preferencespage.h"
#include "widgets/plainlabel.h"
#include "widgets/problemlabel.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

AuthorityField::AuthorityField(PreferencesDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_path(new QLineEdit(desk.authorityFile().path, this))
    , m_choose(new QPushButton(tr("Ch&oose…"), this))
    , m_remove(new QPushButton(tr("R&emove"), this))
    , m_content(makeNote({}, this))
{
    m_path->setObjectName("authorities.path"_L1);
    m_path->setAccessibleName(tr("File of extra certificate authorities"));
    m_path->setPlaceholderText(tr("none: only the system's are trusted"));
    m_choose->setObjectName("authorities.choose"_L1);
    m_choose->setAutoDefault(false);
    m_choose->setAccessibleName(tr("Choose the file"));
    m_remove->setObjectName("authorities.remove"_L1);
    m_remove->setAutoDefault(false);
    m_remove->setAccessibleName(tr("Remove the file of extra authorities"));
    m_content->setObjectName("authorities.content"_L1);
    m_problem = new ProblemLabel(m_path);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_path, 1);
    row->addWidget(m_choose);
    row->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_problem);
    column->addWidget(m_content);
    setFocusProxy(m_path);
    // Not textEdited(): a screen reader sets the text without it.
    connect(m_path, &QLineEdit::textChanged, this, [this] { m_touched = true; });
    connect(m_path, &QLineEdit::editingFinished, this, [this] {
        if (std::exchange(m_touched, false))
            apply(m_path->text().trimmed());
    });
    connect(m_choose, &QPushButton::clicked, this, &AuthorityField::choose);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_path->clear();
        apply({});
    });
    m_problem->setProblem(desk.authorityFile().problem);
    updateState();
}

void AuthorityField::apply(const QString &path)
{
    const QString whole = path.startsWith("~/"_L1) ? QString(QDir::homePath() % path.mid(1)) : path;
    m_problem->setProblem(m_desk.setAuthorityFile(whole).problem);
    if (m_problem->text().isEmpty())
        m_path->setText(whole);
    updateState();
}

void AuthorityField::choose()
{
    auto *dialog = new QFileDialog(this, tr("Certificate authorities"));
    dialog->setObjectName("authorities.dialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path->setText(path);
        apply(path);
    });
    dialog->open();
}

void AuthorityField::updateState()
{
    const AuthorityFile used = m_desk.authorityFile();
    const bool any = !used.path.isEmpty() && used.problem.isEmpty();
    QString text = any ? tr("Trusted beside the system's: %1.").arg(used.content)
                       : tr("Only the system's authorities are trusted.");
    if (any && used.path != m_path->text())
        text = tr("Still trusted, from %1: %2.").arg(used.path, used.content);
    m_content->setText(text);
    m_remove->setEnabled(!m_path->text().isEmpty() || !used.path.isEmpty());
}

} // namespace sandglass
