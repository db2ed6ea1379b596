// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preferencesdialog.h"

#include "preferences/appearancepage.h"
#include "preferences/questionspage.h"
#include "theme/icons.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFirstSize(760, 500);

/// @p page, scrolled where it does not fit. The window's colour shows through.
QScrollArea *scrolled(PreferencesPage *page, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(page);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    return area;
}

} // namespace

PreferencesDialog::PreferencesDialog(QSettings &settings, Theme theme, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_appearance(new AppearancePage(theme))
{
    setObjectName("preferences"_L1);
    setWindowTitle(tr("Preferences"));
    m_list->setObjectName("preferences.list"_L1);
    m_list->setAccessibleName(tr("Pages"));
    auto *body = new QHBoxLayout;
    body->setSpacing(16);
    body->addWidget(m_list);
    body->addWidget(m_pages, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(body, 1);
    layout->addWidget(buttons);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_appearance, &AppearancePage::themeWanted, this, &PreferencesDialog::themeWanted);

    addPage(m_appearance);
    addPage(new QuestionsPage(settings));
    m_list->setCurrentRow(0);
    m_list->setFocus();
    resize(kFirstSize.boundedTo(screen()->availableSize()));
}

void PreferencesDialog::addPage(PreferencesPage *page)
{
    auto *item = new QListWidgetItem(themedIcon(page->icon(), QPalette::Text), page->title(), m_list);
    item->setData(Qt::UserRole, page->objectName());
    m_pages->addWidget(scrolled(page, m_pages));
    fitList();
}

void PreferencesDialog::showPage(const QString &name)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == "preferences."_L1 % name)
            m_list->setCurrentRow(row);
    }
}

void PreferencesDialog::setTheme(Theme theme)
{
    m_appearance->setTheme(theme);
}

void PreferencesDialog::fitList()
{
    constexpr int kAir = 24;
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth() + kAir);
}

} // namespace sandglass
