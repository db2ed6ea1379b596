// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/filterbar.h"

#include "domain/clock.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"
#include "table/statuschip.h"
#include "theme/icons.h"
#include "theme/statuscolors.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTextCharFormat>
#include <QVBoxLayout>

#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The order people look for: what runs first, what is odd last.
constexpr std::array kChipOrder{SandboxStatus::Running,  SandboxStatus::Paused, SandboxStatus::Stopped,
                                SandboxStatus::Creating, SandboxStatus::Error,  SandboxStatus::Gone,
                                SandboxStatus::Unknown};
static_assert(kChipOrder.size() == kAllStatuses.size());

// A state that comes and goes with every poll must not push the other chips about.
constexpr auto kEmptyChipStays = 30s;

constexpr int kSpacing = 6;
constexpr int kSearchNarrowest = 180;
constexpr int kSearchWidest = 320;

} // namespace

struct FilterBar::Private
{
    Private(FilterBar &bar, SandboxFilterModel &filterModel, const SandboxStore &sandboxStore,
            Clock &barClock)
        : q(bar), model(filterModel), store(sandboxStore), clock(barClock)
    {}

    struct Chip
    {
        StatusChip *button = nullptr;
        Timer leaving; ///< running while the chip is empty but still shown
    };

    void build();
    void showCounts();
    void updateChip(Chip &chip, int count);
    void showFilter();
    void showTotals();
    void showProblem();
    void onChipClicked(SandboxStatus status, bool checked);
    void applyText();
    void fit();
    [[nodiscard]] int chipsWidth(bool compact) const;

    FilterBar &q;
    SandboxFilterModel &model;
    const SandboxStore &store;
    Clock &clock;
    QLineEdit *search = nullptr;
    StatusChip *all = nullptr;
    std::array<Chip, kChipOrder.size()> chips;
    QLabel *totals = nullptr;
    QLabel *problem = nullptr; ///< under the field, only while there is one
    Timer debounce;
};

FilterBar::FilterBar(SandboxFilterModel &model, const SandboxStore &store, Clock &clock, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(*this, model, store, clock))
{
    d->build();
    connect(&store, &SandboxStore::countsChanged, this, [this] { d->showCounts(); });
    connect(&model, &SandboxFilterModel::filterChanged, this, [this] { d->showFilter(); });
    const auto showTotals = [this] { d->showTotals(); };
    connect(&model, &QAbstractItemModel::rowsInserted, this, showTotals);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, showTotals);
    connect(&model, &QAbstractItemModel::modelReset, this, showTotals);
    connect(&model.list(), &QAbstractItemModel::rowsInserted, this, showTotals);
    connect(&model.list(), &QAbstractItemModel::rowsRemoved, this, showTotals);
    d->showCounts();
    d->showFilter();
}

FilterBar::~FilterBar() = default;

void FilterBar::Private::build()
{
    auto *lines = new QVBoxLayout(&q);
    lines->setContentsMargins(8, 8, 8, 8);
    lines->setSpacing(kSpacing);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(kSpacing);
    lines->addLayout(layout);

    search = new QLineEdit(&q);
    search->setObjectName(u"filter.text"_s);
    search->setAccessibleName(tr("Filter"));
    search->setPlaceholderText(tr("Filter by id, template, region or state"));
    search->setToolTip(tr("Words that occur in the id, template, region or state; or one part of it:\n"
                          "state:running,paused  template:base  region:eu  id:17  left:<1h  age:>2d\n"
                          "“quoted phrases” stay together, - before a part turns it round"));
    search->setClearButtonEnabled(true);
    search->setMinimumWidth(kSearchNarrowest);
    search->setMaximumWidth(kSearchWidest);
    search->addAction(themedIcon(u"search"_s, QPalette::PlaceholderText), QLineEdit::LeadingPosition);
    search->installEventFilter(&q);
    layout->addWidget(search, 100); // all the room it may take, before the stretch gets any
    layout->addSpacing(kSpacing);

    all = new StatusChip(std::nullopt, &q);
    layout->addWidget(all);
    QObject::connect(all, &QAbstractButton::clicked, &q, [this] {
        model.setStatuses({});
        showFilter(); // a click on the active one must not switch it off
    });
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const SandboxStatus status = kChipOrder.at(i);
        auto *button = new StatusChip(status, &q);
        button->hide();
        layout->addWidget(button);
        QObject::connect(button, &QAbstractButton::clicked, &q,
                         [this, status](bool checked) { onChipClicked(status, checked); });
        chips.at(i).button = button;
    }
    layout->addStretch(1);

    totals = new QLabel(&q);
    totals->setObjectName(u"filter.totals"_s);
    totals->setTextFormat(Qt::PlainText);
    totals->setForegroundRole(QPalette::PlaceholderText);
    totals->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(totals);

    problem = new QLabel(&q);
    problem->setObjectName(u"filter.problem"_s);
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->hide();
    lines->addWidget(problem);

    QObject::connect(search, &QLineEdit::textChanged, &q, [this](const QString &text) {
        if (text == model.text()) {
            debounce.reset();
            return;
        }
        debounce = clock.after(std::chrono::milliseconds(kDebounceMs), [this] { applyText(); });
    });
}

void FilterBar::Private::applyText()
{
    debounce.reset();
    model.setText(search->text());
}

void FilterBar::Private::onChipClicked(SandboxStatus status, bool checked)
{
    QSet<SandboxStatus> statuses = model.statuses();
    if (checked)
        statuses.insert(status);
    else
        statuses.remove(status);
    model.setStatuses(statuses);
}

void FilterBar::Private::showCounts()
{
    const StatusCounts &counts = store.counts();
    for (std::size_t i = 0; i < chips.size(); ++i)
        updateChip(chips.at(i), counts.at(static_cast<std::size_t>(kChipOrder.at(i))));
    all->setCount(store.size());
    showTotals();
    fit();
}

void FilterBar::Private::updateChip(Chip &chip, int count)
{
    chip.button->setCount(count);
    const bool active = model.statuses().contains(*chip.button->status());
    if (count > 0 || active) {
        chip.leaving.reset();
        chip.button->show();
    } else if (!chip.button->isHidden() && !chip.leaving) {
        chip.leaving = clock.after(kEmptyChipStays, [this, &chip] {
            chip.leaving.reset();
            chip.button->hide();
            fit();
        });
    }
}

void FilterBar::Private::showFilter()
{
    const QSet<SandboxStatus> &statuses = model.statuses();
    all->setChecked(statuses.isEmpty());
    for (Chip &chip : chips)
        chip.button->setChecked(statuses.contains(*chip.button->status()));
    if (!debounce && search->text() != model.text())
        search->setText(model.text());
    showProblem();
    showCounts();
}

void FilterBar::Private::showProblem()
{
    const std::optional<SearchProblem> &found = model.problem();
    problem->setVisible(found.has_value());
    problem->setText(found ? found->text : QString());
    search->setAccessibleDescription(found ? found->text : search->toolTip());

    // A line edit has no formats of its own; what input methods underline it underlines for anybody.
    QList<QInputMethodEvent::Attribute> marks;
    if (found && search->text() == model.text()) {
        QTextCharFormat wrong;
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(semanticColor(SemanticColor::Danger, q.palette()));
        marks.append(
            {QInputMethodEvent::TextFormat, found->at - search->cursorPosition(), found->length, wrong});
    }
    QInputMethodEvent mark({}, marks);
    QCoreApplication::sendEvent(search, &mark);
}

void FilterBar::Private::showTotals()
{
    const int total = store.size();
    const int shown = model.rowCount();
    totals->setText(model.isFiltering() ? tr("%1 of %2 shown").arg(shown).arg(total)
                                        : tr("%1 shown").arg(total));
}

int FilterBar::Private::chipsWidth(bool compact) const
{
    int width = all->widthWhen(compact) + kSpacing;
    for (const Chip &chip : chips) {
        if (!chip.button->isHidden())
            width += chip.button->widthWhen(compact) + kSpacing;
    }
    return width;
}

void FilterBar::Private::fit()
{
    const int margins = 16 + 4 * kSpacing;
    const int room = q.width() - margins - kSearchNarrowest;
    const int label = totals->sizeHint().width();
    const bool compact = chipsWidth(false) + label > room;
    all->setCompact(compact);
    for (const Chip &chip : chips)
        chip.button->setCompact(compact);
    // The chip of all says the total as well.
    totals->setVisible(!compact || chipsWidth(true) + label <= room);
}

void FilterBar::focusSearch()
{
    d->search->setFocus(Qt::ShortcutFocusReason);
    d->search->selectAll();
}

void FilterBar::typeText(const QString &text)
{
    d->search->setFocus(Qt::OtherFocusReason);
    d->search->end(false);
    d->search->insert(text);
}

QSize FilterBar::minimumSizeHint() const
{
    const int width = 16 + 4 * kSpacing + kSearchNarrowest + d->chipsWidth(true);
    return {width, QWidget::minimumSizeHint().height()};
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != d->search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (d->search->text().isEmpty()) {
            Q_EMIT tableFocusWanted();
        } else {
            d->search->clear();
            d->applyText();
        }
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        d->applyText();
        Q_EMIT tableFocusWanted();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->fit();
}

} // namespace sandglass
