// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/commandpalette.h"

#include "dashboard.h"
#include "palette/commanddelegate.h"
#include "palette/commandmodel.h"
#include "search/searchfield.h"
#include "store/sandboxstore.h"
#include "theme/searchlook.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 640;
constexpr int kRows = 12;
constexpr int kDistance = 24; ///< to the edges of the window
constexpr int kRemembered = 5;

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(tr("No matching commands or sandboxes."), this))
    , m_help(new QLabel(this))
    , m_run(new QPushButton(tr("Run"), this))
    , m_model(new CommandModel(this))
{
    setObjectName("commandPalette"_L1);
    setAccessibleName(tr("Command palette"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    m_field->setObjectName("paletteField"_L1);
    m_field->setAccessibleName(tr("Command"));
    m_field->setPlaceholderText(tr("Type an action, a view, a profile or a sandbox"));
    addSearchLook(*m_field, tr("Command"), tr("Clear"));
    m_field->installEventFilter(this);
    m_list->setObjectName("paletteList"_L1);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    m_run->setObjectName("paletteRun"_L1);
    m_run->setAutoDefault(false);
    m_help->setObjectName("paletteHelp"_L1);
    m_help->setTextFormat(Qt::PlainText);
    m_help->setWordWrap(true);
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_help->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Two lines always, so that nothing moves while the cursor does.
    m_help->setFixedHeight(2 * m_help->fontMetrics().lineSpacing() + 4);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);
    auto *footer = new QHBoxLayout;
    footer->setSpacing(12);
    footer->addWidget(m_help, 1);
    footer->addWidget(m_run, 0, Qt::AlignBottom);
    layout->addLayout(footer);

    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::onTextChanged);
    const auto chooseCurrent = [this] {
        searchNow();
        choose(m_list->currentIndex());
    };
    connect(m_field, &QLineEdit::returnPressed, this, chooseCurrent);
    connect(m_run, &QPushButton::clicked, this, chooseCurrent);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::showHelp);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { onFocusChanged(now); });
    window->installEventFilter(this);
    hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::open(QVector<Command> actions, const Dashboard *dashboard)
{
    if (!isVisible())
        m_focusBefore = window()->focusWidget();
    m_model->setSources(std::move(actions), dashboard ? &dashboard->store : nullptr, m_lastUsed);
    const bool isLong = dashboard && dashboard->store.size() >= kLongList;
    m_clock = isLong ? &dashboard->clock : nullptr;
    m_field->clear();
    search();
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    const bool hadFocus = m_field->hasFocus() || isAncestorOf(QApplication::focusWidget());
    hide();
    // The store may go before the next open().
    m_model->setSources({}, nullptr, {});
    m_clock = nullptr;
    m_pause.reset();
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::place()
{
    const QWidget *around = parentWidget();
    const int width = std::min(kWidth, around->width() - 2 * kDistance);
    const int row = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : fontMetrics().height() + 12;
    const int chrome = sizeHint().height() - m_list->sizeHint().height();
    const int height = std::min(chrome + kRows * row, around->height() - 2 * kDistance);
    setGeometry((around->width() - width) / 2, kDistance, width, height);
}

void CommandPalette::onTextChanged()
{
    if (m_clock)
        m_pause = m_clock->after(SearchField::kPause, [this] { search(); });
    else
        search();
}

void CommandPalette::searchNow()
{
    if (m_pause)
        search();
}

void CommandPalette::search()
{
    m_pause.reset();
    const QString text = m_field->text();
    m_model->setQuery(text);
    const bool found = m_model->rowCount() > 0;
    m_list->setVisible(found);
    m_nothing->setVisible(!found);
    // Enter alone must not run what happens to stand first.
    m_list->setCurrentIndex(text.trimmed().isEmpty() ? QModelIndex() : m_model->index(0));
    showHelp(m_list->currentIndex());
}

void CommandPalette::showHelp(const QModelIndex &index)
{
    const bool found = m_model->rowCount() > 0;
    const QString help = index.isValid() ? m_model->commandAt(index.row()).help()
                         : found         ? tr("Type to search, or choose with the arrow keys; Enter runs it.")
                                         : QString();
    m_help->setText(help);
    m_run->setEnabled(index.isValid() && m_model->commandAt(index.row()).isPossible());
    m_field->setAccessibleDescription(
        index.isValid() ? QString(index.data(Qt::AccessibleTextRole).toString() % ". "_L1 % help)
        : found         ? help
                        : m_nothing->text());
}

void CommandPalette::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Command command = m_model->commandAt(index.row());
    if (!command.isPossible()) {
        showHelp(index); // it may have become impossible meanwhile
        return;
    }
    dismiss();
    if (!command.action) {
        Q_EMIT sandboxChosen(command.sandboxId);
        return;
    }
    const QString name = command.action->objectName();
    m_lastUsed.removeAll(name);
    m_lastUsed.prepend(name);
    m_lastUsed = m_lastUsed.mid(0, kRemembered);
    command.action->trigger();
}

void CommandPalette::onFocusChanged(QWidget *now)
{
    // Another window in front is no reason to forget what was typed.
    if (isVisible() && now && now->window() == window() && now != this && !isAncestorOf(now))
        dismiss();
}

bool CommandPalette::moveInList(int key)
{
    if (key != Qt::Key_Down && key != Qt::Key_Up && key != Qt::Key_PageDown && key != Qt::Key_PageUp)
        return false;
    searchNow();
    const int rows = m_model->rowCount();
    if (rows == 0)
        return false;
    const int row = m_list->currentIndex().row();
    int to = row;
    switch (key) {
    case Qt::Key_Down:
        to = row + 1 < rows ? row + 1 : 0;
        break;
    case Qt::Key_Up:
        to = row > 0 ? row - 1 : rows - 1;
        break;
    case Qt::Key_PageDown:
        to = std::min(rows - 1, row + kRows - 1);
        break;
    default:
        to = std::max(0, row - kRows + 1);
        break;
    }
    m_list->setCurrentIndex(m_model->index(to));
    return true;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            dismiss();
            return true;
        }
        if (moveInList(key->key()))
            return true;
    }
    if (watched == m_field && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // Escape in the window means something else
        return true;
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace sandglass
