// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/filterbar.h"

#include "domain/clock.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "onceperturn.h"
#include "search/searchfield.h"
#include "store/sandboxstore.h"
#include "store/tombstones.h"
#include "table/statuschip.h"
#include "widgets/growinglabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
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
constexpr int kSearchWidestAlone = 560; // without the chips: a search of several tokens fits

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
    void updateChip(Chip &chip, std::optional<int> count);
    void showFilter();
    void showTotals();
    void showChipCounts();
    void showProblem();
    void onChipClicked(SandboxStatus status, bool checked);
    void fit();
    [[nodiscard]] int chipsWidth(bool compact) const;

    FilterBar &q;
    SandboxFilterModel &model;
    const SandboxStore &store;
    Clock &clock;
    SearchField *search = nullptr;
    QWidget *chipBar = nullptr;
    StatusChip *all = nullptr;
    std::array<Chip, kChipOrder.size()> chips;
    GrowingLabel *totals = nullptr;
    OncePerTurn totalsUpdate{&q, [this] { showTotals(); }};
    QLabel *problem = nullptr; ///< under the field, only while there is one
};

FilterBar::FilterBar(SandboxFilterModel &model, const SandboxStore &store, Clock &clock, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(*this, model, store, clock))
{
    d->build();
    connect(&store, &SandboxStore::countsChanged, this, [this] { d->showCounts(); });
    connect(&model, &SandboxFilterModel::filterChanged, this, [this] { d->showFilter(); });
    // Rows that come and rows that go are told of one after the other.
    const auto showTotals = [this] { d->totalsUpdate.schedule(); };
    connect(&model, &QAbstractItemModel::rowsInserted, this, showTotals);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, showTotals);
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

    search = new SearchField(model, clock, &q);
    search->setMinimumWidth(kSearchNarrowest);
    search->setMaximumWidth(kSearchWidest);
    layout->addWidget(search, 100); // all the room it may take, before the stretch gets any
    QObject::connect(search, &SearchField::tableFocusWanted, &q, &FilterBar::tableFocusWanted);
    QObject::connect(search, &SearchField::suggestingChanged, &q, &FilterBar::suggestingChanged);
    QObject::connect(search, &SearchField::shownProblemChanged, &q, [this] { showProblem(); });

    chipBar = new QWidget(&q);
    auto *chipLayout = new QHBoxLayout(chipBar);
    chipLayout->setContentsMargins(kSpacing, 0, 0, 0);
    chipLayout->setSpacing(kSpacing);
    layout->addWidget(chipBar);
    all = new StatusChip(std::nullopt, chipBar);
    chipLayout->addWidget(all);
    // Toggled, not clicked: assistive technology does the former alone.
    QObject::connect(all, &QAbstractButton::toggled, &q, [this] {
        model.setStatuses({});
        showFilter(); // a click on the active one must not switch it off
    });
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const SandboxStatus status = kChipOrder.at(i);
        auto *button = new StatusChip(status, chipBar);
        button->hide();
        chipLayout->addWidget(button);
        QObject::connect(button, &QAbstractButton::toggled, &q,
                         [this, status](bool checked) { onChipClicked(status, checked); });
        chips.at(i).button = button;
    }
    layout->addStretch(1);

    totals = new GrowingLabel(&q);
    totals->setObjectName(u"filter.totals"_s);
    totals->setForegroundRole(QPalette::PlaceholderText);
    totals->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(totals);

    problem = new QLabel(&q);
    problem->setObjectName(u"filter.problem"_s);
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->hide();
    lines->addWidget(problem);
}

void FilterBar::Private::onChipClicked(SandboxStatus status, bool checked)
{
    QSet<SandboxStatus> statuses = model.query().states();
    if (checked)
        statuses.insert(status);
    else
        statuses.remove(status);
    model.setStatuses(statuses);
}

void FilterBar::Private::showCounts()
{
    showTotals();
    // Polls change them all day long, while the sidebar mostly has them.
    if (!chipBar->isHidden())
        showChipCounts();
    fit();
}

void FilterBar::Private::showChipCounts()
{
    const StatusCounts &counts = store.counts();
    for (std::size_t i = 0; i < chips.size(); ++i)
        updateChip(chips.at(i), store.isKnown()
                                    ? std::optional(counts.at(static_cast<std::size_t>(kChipOrder.at(i))))
                                    : std::nullopt);
    all->setCount(store.isKnown() ? std::optional(store.size()) : std::nullopt);
}

void FilterBar::Private::updateChip(Chip &chip, std::optional<int> count)
{
    chip.button->setCount(count);
    const bool active = model.query().states().contains(*chip.button->status());
    if (count.value_or(0) > 0 || active) {
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
    const QSet<SandboxStatus> statuses = model.query().states();
    const auto setChecked = [](StatusChip *chip, bool checked) {
        const QSignalBlocker quiet(chip); // nobody asked for anything
        chip->setChecked(checked);
        chip->update();
    };
    setChecked(all, !model.query().limitsStates());
    for (const Chip &chip : chips)
        setChecked(chip.button, statuses.contains(*chip.button->status()));
    showTotals();
    totals->shrink();
    showCounts();
}

void FilterBar::Private::showProblem()
{
    const std::optional<SearchProblem> &found = search->shownProblem();
    problem->setVisible(found.has_value());
    problem->setText(found ? found->text : QString());
    if (!found)
        return;
    // Right below what it is about, as far as there is room for the words.
    const int words = problem->fontMetrics().horizontalAdvance(found->text);
    const int room = std::max(0, q.width() - 16 - words);
    const int x = std::clamp(search->x() + search->xOf(found->at) - 8, 0, room);
    const bool rightToLeft = q.layoutDirection() == Qt::RightToLeft;
    problem->setContentsMargins(rightToLeft ? 0 : x, 0, 0, 0);
}

void FilterBar::Private::showTotals()
{
    totalsUpdate.cancel();
    const bool ended = model.query().wantsEnded();
    const int total =
        ended ? store.tombstones().size() + store.counts().at(static_cast<std::size_t>(SandboxStatus::Gone))
              : store.size();
    const int shown = model.rowCount();
    if (!store.isKnown())
        totals->showText({});
    else if (ended)
        totals->showText(shown == total ? tr("%1 deleted").arg(countText(total))
                                        : tr("%1 of %2 deleted").arg(countText(shown), countText(total)));
    else if (model.isFiltering() && shown < total)
        totals->showText(tr("%1 of %2 shown").arg(countText(shown), countText(total)));
    else
        totals->showText({}); // how many there are stands in the window's last line
}

int FilterBar::Private::chipsWidth(bool compact) const
{
    if (chipBar->isHidden())
        return 0;
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
    const int label = totals->minimumWidth();
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
    d->search->type(text);
}

void FilterBar::setChipsShown(bool shown)
{
    d->chipBar->setVisible(shown);
    d->search->setMaximumWidth(shown ? kSearchWidest : kSearchWidestAlone);
    d->showCounts();
    updateGeometry();
}

QSize FilterBar::minimumSizeHint() const
{
    const int width = 16 + 4 * kSpacing + kSearchNarrowest + d->chipsWidth(true);
    return {width, QWidget::minimumSizeHint().height()};
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->fit();
    d->showProblem();
}

} // namespace sandglass
