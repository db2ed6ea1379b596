// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/viewnamedialog.h"

#include "sidebar/viewlist.h"
#include "theme/statuscolors.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

ViewNameDialog::ViewNameDialog(const ViewList &views, int row, const QString &suggestion,
                               const QString &query, QWidget *parent)
    : QDialog(parent)
    , m_views(views)
    , m_row(row)
    , m_name(new QLineEdit(suggestion, this))
    , m_refusal(new QLabel(this))
    , m_confirm(new QPushButton(row < 0 ? tr("&Save") : tr("&Rename"), this))
{
    setObjectName(u"viewName"_s);
    setWindowTitle(row < 0 ? tr("Save View") : tr("Rename View"));
    auto *label = new QLabel(tr("&Name"), this);
    label->setBuddy(m_name);
    m_name->setObjectName(u"viewName.name"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(ViewList::kLongestName);
    m_name->setMinimumWidth(320);
    m_name->selectAll();
    auto *what = new QLabel(tr("It shows: %1").arg(query), this);
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    what->setForegroundRole(QPalette::PlaceholderText);
    m_refusal->setObjectName(u"viewName.refusal"_s);
    m_refusal->setTextFormat(Qt::PlainText);
    m_confirm->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    setTabOrder(cancel, m_confirm);

    // Laid out by hand, in the order of all questions here.
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_confirm);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(m_refusal);
    layout->addWidget(what);
    layout->addSpacing(8);
    layout->addLayout(buttons);

    connect(m_name, &QLineEdit::textChanged, this, &ViewNameDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        if (!m_views.refusalOfName(m_name->text(), m_row).isEmpty())
            return;
        Q_EMIT named(m_name->text().simplified());
        accept();
    });
    check();
}

void ViewNameDialog::check()
{
    const QString refusal = m_views.refusalOfName(m_name->text(), m_row);
    // The place is kept, so that nothing jumps about while one types.
    m_refusal->setText(refusal.isEmpty() ? u" "_s : refusal);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, semanticColor(SemanticColor::Danger, colors));
    m_refusal->setPalette(colors);
    m_name->setAccessibleDescription(refusal);
    m_confirm->setEnabled(refusal.isEmpty());
}

} // namespace sandglass
