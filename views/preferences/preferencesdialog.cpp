// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preferencesdialog.h"

#include "preferences/appearancepage.h"
#include "preferences/networkpage.h"
#include "preferences/pollingpage.h"
#include "preferences/questionspage.h"
#include "preferences/startpage.h"
#include "theme/icons.h"
#include "widgets/scrolltofocus.h"
#include "widgets/wheelguard.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFirstSize(760, 500);
constexpr QSize kFrameAround(16, 48); // of a window manager, which nobody can ask beforehand
constexpr QSize kIconSize(18, 18);
constexpr int kBodySpacing = 16;

/// @p page, scrolled where it does not fit. The window's colour shows through.
QScrollArea *scrolled(PreferencesPage *page, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    guardFromWheel(*page);
    scrollToFocus(*area);
    return area;
}

/// What Tab leaves @p page from.
QWidget *lastStopIn(QWidget *page)
{
    QWidget *last = page;
    for (QWidget *next = page->nextInFocusChain(); page->isAncestorOf(next);
         next = next->nextInFocusChain()) {
        if (next->focusPolicy() & Qt::TabFocus)
            last = next;
    }
    return last;
}

} // namespace

PreferencesDialog::PreferencesDialog(PreferencesDesk &desk, Settings &settings, Theme theme, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_close(new QPushButton(tr("&Close"), this))
    , m_appearance(new AppearancePage(theme))
    , m_polling(new PollingPage(desk))
{
    setObjectName("preferences"_L1);
    setWindowTitle(tr("Preferences"));
    m_list->setObjectName("preferences.list"_L1);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setIconSize(kIconSize);
    m_list->setSpacing(2);
    auto *body = new QHBoxLayout;
    body->setSpacing(kBodySpacing);
    body->addWidget(m_list);
    body->addWidget(m_pages, 1);
    m_close->setAutoDefault(false); // Enter in a field is for the field
    // No QDialogButtonBox: as the proxy of its button it stays where it was in the order of Tab.
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(body, 1);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_appearance, &AppearancePage::themeWanted, this, &PreferencesDialog::themeWanted);

    addPage(m_appearance);
    addPage(new QuestionsPage(settings));
    addPage(m_polling);
    addPage(new NetworkPage(desk));
    addPage(new StartPage(desk));
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void PreferencesDialog::addPage(PreferencesPage *page)
{
    auto *item = new QListWidgetItem(themedIcon(page->icon(), QPalette::Text), page->title(), m_list);
    item->setData(Qt::UserRole, page->objectName());
    m_pages->addWidget(scrolled(page, m_pages));
    setTabOrder(lastStopIn(page), m_close);
    fitList();
}

void PreferencesDialog::showPage(const QString &name)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == "preferences."_L1 % name)
            m_list->setCurrentRow(row);
    }
}

void PreferencesDialog::setReading(const Poller *poller, const RateBudget *budget)
{
    m_polling->setReading(poller, budget);
}

void PreferencesDialog::setTheme(Theme theme)
{
    m_appearance->setTheme(theme);
}

void PreferencesDialog::showEvent(QShowEvent *event)
{
    // Not before: all pages are there by now, and with them the width of their list.
    if (!std::exchange(m_isSized, true))
        resize(firstSize());
    QDialog::showEvent(event);
}

QSize PreferencesDialog::firstSize() const
{
    // As high as the longest page needs: no page is scrolled where the screen has the room.
    const QMargins margins = layout()->contentsMargins();
    const int around = margins.left() + m_list->width() + kBodySpacing + margins.right();
    int height = kFirstSize.height();
    for (const PreferencesPage *page : m_pages->findChildren<PreferencesPage *>()) {
        const int needed = page->heightForWidth(kFirstSize.width() - around) + margins.top() +
                           layout()->spacing() + m_close->sizeHint().height() + margins.bottom();
        height = std::max(height, needed);
    }
    return QSize(kFirstSize.width(), height).boundedTo(screen()->availableSize() - kFrameAround);
}

void PreferencesDialog::fitList()
{
    constexpr int kAir = 24;
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth() + kAir);
}

} // namespace sandglass
