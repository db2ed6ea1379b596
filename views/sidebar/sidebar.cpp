// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/sidebar.h"

#include "sidebar/viewlist.h"
#include "sidebar/viewlistview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNarrowest = 132;
constexpr int kUsual = 176;

} // namespace

Sidebar::Sidebar(ViewList &views, Clock &clock, QAction *saveView, QWidget *parent)
    : QWidget(parent)
    , m_views(views)
    , m_clock(clock)
    , m_list(new ViewListView(views, this))
    , m_save(new QToolButton(this))
    , m_undoLine(new QWidget(this))
    , m_undoText(new QLabel(m_undoLine))
    , m_undo(new QPushButton(tr("Undo"), m_undoLine))
{
    setObjectName(u"sidebar"_s);
    setAccessibleName(tr("Views"));
    m_save->setObjectName(u"sidebar.save"_s);
    m_save->setDefaultAction(saveView);
    m_save->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_save->setAutoRaise(true);
    m_save->setFocusPolicy(Qt::TabFocus);
    m_save->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_undoLine->setObjectName(u"sidebar.undo"_s);
    m_undoText->setTextFormat(Qt::PlainText);
    m_undoText->setWordWrap(true);
    m_undo->setAccessibleName(tr("Undo deleting the view"));

    auto *undoLayout = new QVBoxLayout(m_undoLine);
    undoLayout->setContentsMargins(10, 4, 10, 4);
    undoLayout->setSpacing(4);
    undoLayout->addWidget(m_undoText);
    undoLayout->addWidget(m_undo, 0, Qt::AlignLeft);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 4);
    layout->setSpacing(2);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_undoLine);
    auto *saveLayout = new QHBoxLayout;
    saveLayout->setContentsMargins(6, 0, 6, 0); // as far in as the views
    saveLayout->addWidget(m_save);
    layout->addLayout(saveLayout);

    // Otherwise it would be the tooltip, which is rich text.
    const auto describe = [this, saveView] { m_save->setAccessibleDescription(saveView->statusTip()); };
    connect(saveView, &QAction::changed, m_save, describe);
    describe();
    connect(m_undo, &QPushButton::clicked, this, &Sidebar::undoWanted);
    connect(&views, &ViewList::removedChanged, this, &Sidebar::showRemoved);
    showRemoved();
}

Sidebar::~Sidebar() = default;

QSize Sidebar::sizeHint() const
{
    return {kUsual, 300};
}

QSize Sidebar::minimumSizeHint() const
{
    return {kNarrowest, 120};
}

void Sidebar::showRemoved()
{
    const bool undoable = m_views.removed().has_value();
    // Hiding the button that has the focus would hand it to whatever comes next.
    if (!undoable && m_undo->hasFocus())
        m_list->setFocus();
    m_undoLine->setVisible(undoable);
    m_forget.reset();
    if (!undoable)
        return;
    m_undoText->setText(tr("“%1” was deleted").arg(m_views.removed()->name));
    m_forget = m_clock.after(kUndoable, [this] { m_views.forgetRemoved(); });
}

} // namespace sandglass
