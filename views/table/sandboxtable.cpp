// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/sandboxtable.h"

#include "domain/clock.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/creationmark.h"
#include "store/sandboxjson.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "table/celltooltip.h"
#include "table/columnlayout.h"
#include "table/copybutton.h"
#include "table/errormark.h"
#include "table/glyphanimator.h"
#include "table/idselection.h"
#include "table/rowheader.h"
#include "table/sandboxdelegate.h"
#include "table/scrollanchor.h"
#include "table/tableheader.h"
#include "table/ticker.h"
#include "theme/statuscolors.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Column = SandboxListModel::Column;

} // namespace

struct SandboxTable::Private
{
    static TableHeader &headerOf(SandboxTable &table)
    {
        auto *header = new TableHeader(&table);
        table.setHorizontalHeader(header);
        return *header;
    }

    Private(SandboxTable &table, SandboxFilterModel &filterModel, Clock &tableClock,
            const ServerClock &serverTime, const ViewSettings &settings)
        : q(table)
        , model(filterModel)
        , clock(tableClock)
        , serverClock(serverTime)
        , delegate(filterModel, serverTime)
        , anchor(table, filterModel)
        , ticker(table, tableClock, [this](const QModelIndex &index) { return untilChange(index); })
        , animator(*table.viewport(), tableClock)
        , columns(headerOf(table), settings)
        , toolTip(table)
        , copyButton(table, delegate, tableClock, [this](const QString &id) { Q_EMIT q.idCopied(id); })
        , errorMark(table, delegate)
    {
        delegate.setObservers(&ticker, &animator);
    }

    /// What there must be room for, as the headers have it, and how much there is.
    struct Room
    {
        int rows = -1;
        int rowHeight = 0;
        int width = 0; ///< of all columns
        QSize viewport;

        bool operator==(const Room &) const = default;
    };

    [[nodiscard]] std::optional<std::chrono::milliseconds> untilChange(const QModelIndex &index) const;
    [[nodiscard]] Room roomNow() const;
    void updateWholeRows(int first, int last);
    void watchModel();
    void onScrolled(int value);
    void onSortingChosen();
    void setHoveredRow(int row);
    void followPointer();
    void updateRow(int row);
    void updateCurrentRow();
    [[nodiscard]] RowRun rowsInSight() const;
    void showToolTip(const QHelpEvent &event);
    [[nodiscard]] QString toolTipAt(const QModelIndex &index, const QPoint &position) const;
    void askForMenu(const QPoint &position);
    void showColumnMenu(const QPoint &position);
    [[nodiscard]] int columnAtCursor() const;
    void sizeToContents(int column);

    SandboxTable &q;
    SandboxFilterModel &model;
    Clock &clock;
    const ServerClock &serverClock;
    SandboxDelegate delegate;
    ScrollAnchor anchor;
    Ticker ticker;
    GlyphAnimator animator;
    ColumnLayout columns;
    CellToolTip toolTip;
    CopyButton copyButton;
    ErrorMark errorMark;
    int rowsChanging = 0;   ///< between "about to" and "done"
    bool restoring = false; ///< the scroll bar moves because rows did
    bool rowsMoved = false; ///< since the last layout
    bool isLayout = false;  ///< the view lays out its rows
    Room room;              ///< when sizes and scroll bars followed it last
    int lastScrollValue = 0;
    int hoveredRow = -1;
    QStringList lastSelected;
    bool isSelecting = false;
};

SandboxTable::SandboxTable(SandboxFilterModel &model, Clock &clock, const ServerClock &serverClock,
                           const ViewSettings &settings, QWidget *parent)
    : QTableView(parent), d(std::make_unique<Private>(*this, model, clock, serverClock, settings))
{
    setObjectName(u"sandboxes"_s);
    setAccessibleName(tr("Sandboxes"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    viewport()->setAttribute(Qt::WA_Hover);
    setItemDelegate(&d->delegate);

    setVerticalHeader(new RowHeader(this));
    verticalHeader()->setDefaultSectionSize(d->delegate.rowHeight(font()));
    // Before the selection model listens: a current row that goes must not make the view scroll.
    d->watchModel();
    setModel(&model);

    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setMinimumSectionSize(40);
    header->setStretchLastSection(false);
    header->setHighlightSections(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionHandleDoubleClicked, this,
            [this](int column) { d->sizeToContents(column); });
    connect(header, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) { d->showColumnMenu(position); });
    // Before the view itself sorts.
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this] { d->onSortingChosen(); });
    setSortingEnabled(true);
    // After it: where the rows were in that order already, nothing moved, and nothing else would scroll.
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this] { scheduleDelayedItemsLayout(); });
    d->columns.restore();

    connect(verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { d->onScrolled(value); });
}

SandboxTable::~SandboxTable()
{
    // The base class outlives our parts; it must not paint or listen with them.
    disconnect(&d->model, nullptr, this, nullptr);
    disconnect(verticalScrollBar(), nullptr, this, nullptr);
    disconnect(horizontalHeader(), nullptr, this, nullptr);
    setItemDelegate(nullptr);
}

void SandboxTable::Private::watchModel()
{
    const auto rowsWillChange = [this] {
        ++rowsChanging;
        if (std::exchange(rowsMoved, true))
            return;
        // Before the next painting, which the view's own delayed layout is not: a posted event comes before
        // the request to paint, a timer after it.
        QMetaObject::invokeMethod(
            &q, [this] { q.executeDelayedItemsLayout(); }, Qt::QueuedConnection);
    };
    const auto rowsDidChange = [this] {
        rowsChanging = std::max(0, rowsChanging - 1);
        q.scheduleDelayedItemsLayout();
    };
    QObject::connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, &q, rowsWillChange);
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, &q, rowsDidChange);
    QObject::connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, &q,
                     [this, rowsWillChange](const QModelIndex &, int first, int last) {
                         rowsWillChange();
                         anchor.leaveRows(first, last);
                     });
    QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &q, rowsDidChange);
    QObject::connect(&model, &SandboxFilterModel::rowsAboutToLeave, &q, [this](const QVector<int> &rows) {
        anchor.leaveRows(rows);
        // As Qt does it for rows that go from where they are.
        const QModelIndex current = q.currentIndex();
        if (!std::binary_search(rows.begin(), rows.end(), current.row()))
            return;
        const int next = SandboxFilterModel::nextStaying(current.row(), rows, model.rowCount());
        ++rowsChanging;
        q.selectionModel()->setCurrentIndex(next < 0 ? QModelIndex() : model.index(next, current.column()),
                                            QItemSelectionModel::NoUpdate);
        --rowsChanging;
    });
    QObject::connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, &q, rowsWillChange);
    QObject::connect(&model, &QAbstractItemModel::layoutChanged, &q, rowsDidChange);
    QObject::connect(&model, &QAbstractItemModel::dataChanged, &q,
                     [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                         if (roles.contains(SandboxListModel::ExpiryTierRole))
                             updateWholeRows(first.row(), last.row());
                     });
}

void SandboxTable::Private::updateWholeRows(int first, int last)
{
    // The view repaints cells; their colour goes on to the edge beyond them.
    const int top = q.rowViewportPosition(first);
    const int bottom = q.rowViewportPosition(last) + q.rowHeight(last);
    q.viewport()->update(0, top, q.viewport()->width(), bottom - top);
}

std::optional<std::chrono::milliseconds> SandboxTable::Private::untilChange(const QModelIndex &index) const
{
    const SandboxRow &row = delegate.rowOf(index);
    const Sandbox &sandbox = row.sandbox;
    const bool waits = row.pending && (row.pending->phase == PendingOp::Phase::Scheduled ||
                                       row.pending->phase == PendingOp::Phase::Queued);
    if (index.column() == Column::State && waits) {
        if (!row.pending->due)
            return std::nullopt;
        // Rounded up, the text changes a moment after every whole second.
        const auto left = *row.pending->due - clock.monoNow();
        const auto last = row.pending->phase == PendingOp::Phase::Scheduled ? 1s : 0s;
        return left > last ? std::optional((left - 1ms) % 1000ms + 1ms) : std::nullopt;
    }
    if (index.column() == Column::State && row.pending)
        return untilTextChanges(row.pending->since - clock.monoNow());
    const UtcTime now = serverClock.now();
    if (row.ending)
        return index.column() == Column::TimeLeft ? std::optional(untilTextChanges(row.ending->at - now))
                                                  : std::nullopt;
    if (index.column() == Column::Age && sandbox.createdAt.isKnown()) {
        const auto age = now - sandbox.createdAt.at;
        // From the future: the text stands still until the clocks agree.
        return age < 0ms ? 1s - age : untilTextChanges(-age);
    }
    if (index.column() == Column::TimeLeft && sandbox.expiry.kind == Expiry::Kind::At) {
        const auto left = sandbox.expiry.at - now;
        if (left > 0ms)
            return untilTextChanges(left);
    }
    return std::nullopt;
}

void SandboxTable::Private::onScrolled(int value)
{
    const int scrolledBy = value - std::exchange(lastScrollValue, value);
    if (restoring)
        return;
    if (rowsMoved) {
        // A person scrolls between a change of rows and its layout: first bring their rows back, then scroll.
        q.executeDelayedItemsLayout();
        q.verticalScrollBar()->setValue(q.verticalScrollBar()->value() + scrolledBy);
        return;
    }
    anchor.remember();
    followPointer();
}

void SandboxTable::Private::onSortingChosen()
{
    // Who sorts wants to see what comes first now; or, with a selected row in sight, where that one has gone.
    const QModelIndex current = q.currentIndex();
    const bool inSight =
        current.isValid() && q.viewport()->rect().contains(QPoint(0, q.visualRect(current).center().y()));
    if (inSight && q.selectionModel()->isRowSelected(current.row()))
        anchor.hold(current.row());
    else
        anchor.goToTop();
}

SandboxTable::Private::Room SandboxTable::Private::roomNow() const
{
    return {q.verticalHeader()->count(), q.verticalHeader()->defaultSectionSize(),
            q.horizontalHeader()->length(), q.viewport()->size()};
}

RowRun SandboxTable::Private::rowsInSight() const
{
    const int height = q.verticalHeader()->defaultSectionSize();
    const int top = q.verticalScrollBar()->value();
    return {top / height, (top + q.viewport()->height() - 1) / height};
}

void SandboxTable::doItemsLayout()
{
    const bool wasLayout = std::exchange(d->isLayout, true);
    QTableView::doItemsLayout();
    d->isLayout = wasLayout;
}

void SandboxTable::updateGeometries()
{
    const bool wasRestoring = std::exchange(d->restoring, true);
    // Rows that only moved need as much room as before; to find that out again costs as much as the rest of
    // a poll. Whatever else changes sizes does not come by a layout alone.
    if (!d->isLayout || d->room != d->roomNow()) {
        QTableView::updateGeometries();
        d->room = d->roomNow();
    }
    d->anchor.restore();
    d->restoring = wasRestoring;
    d->lastScrollValue = verticalScrollBar()->value();
    if (std::exchange(d->rowsMoved, false)) {
        d->updateCurrentRow();
        d->followPointer();
        d->toolTip.keepOrClose();
    }
}

void SandboxTable::scrollContentsBy(int dx, int dy)
{
    // Rows that moved are all painted anew: what was painted is not worth copying to where it would belong.
    if (!d->restoring || !d->rowsMoved || dx != 0) {
        QTableView::scrollContentsBy(dx, dy);
        return;
    }
    verticalHeader()->setOffset(verticalScrollBar()->value());
    viewport()->update();
}

void SandboxTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (d->rowsChanging == 0)
        QTableView::scrollTo(index, hint);
}

QStringList SandboxTable::selectedIds() const
{
    return idsOf(selectionModel()->selection(), d->model);
}

void SandboxTable::selectIds(const QStringList &ids)
{
    const QItemSelection selection = selectionOf(ids, d->model);
    // Of thousands of ranges Qt compares each with each, to make rows of them, which they are, and to tell
    // how they differ from those before. So the latter go first, and nobody hears of the moment between.
    if (selectionModel()->selection().size() > 1) {
        d->isSelecting = true;
        selectionModel()->clearSelection();
        d->isSelecting = false;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    tellSelection();
}

QString SandboxTable::currentId() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? d->model.idAt(current.row()) : QString();
}

void SandboxTable::setCurrentId(const QString &id)
{
    const int row = d->model.rowOf(id);
    if (row < 0)
        return;
    const int column = currentIndex().isValid() ? currentIndex().column() : static_cast<int>(Column::State);
    selectionModel()->setCurrentIndex(d->model.index(row, column), QItemSelectionModel::NoUpdate);
    scrollTo(currentIndex());
}

void SandboxTable::followName(const QString &from, const QString &to)
{
    const int oldRow = d->model.rowOf(from);
    const int newRow = d->model.rowOf(to);
    if (oldRow >= 0 && newRow >= 0) {
        const QModelIndex target = d->model.index(newRow, std::max(0, currentIndex().column()));
        if (selectionModel()->isRowSelected(oldRow, {}))
            selectionModel()->select(target, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        if (currentIndex().row() == oldRow)
            selectionModel()->setCurrentIndex(target, QItemSelectionModel::NoUpdate);
        return;
    }
    // The same row: what is selected did not change for the view, only what it is called.
    if (!d->lastSelected.contains(from))
        return;
    d->lastSelected = selectedIds();
    Q_EMIT selectedIdsChanged();
}

QStringList SandboxTable::idsToCopy() const
{
    QStringList ids = selectedIds();
    if (ids.isEmpty() && !currentId().isEmpty())
        ids += currentId();
    ids.removeIf([](const QString &id) { return isProvisionalId(id); });
    return ids;
}

void SandboxTable::copySelectedIds()
{
    const QStringList ids = idsToCopy();
    if (ids.isEmpty())
        return;
    const QString text = ids.join(u'\n');
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT idCopied(text);
}

void SandboxTable::copySelectedJson()
{
    const QStringList ids = idsToCopy();
    QJsonArray sandboxes;
    for (const QString &id : ids) {
        if (const SandboxRow *row = d->model.list().store().findEver(id))
            sandboxes += sandboxJson(row->sandbox);
    }
    if (sandboxes.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(QJsonDocument(sandboxes).toJson()));
    Q_EMIT jsonCopied(sandboxes.size());
}

QList<QAction *> SandboxTable::columnActions() const
{
    return d->columns.actions();
}

QVector<SandboxListModel::Column> SandboxTable::shownColumns() const
{
    const QHeaderView &header = *horizontalHeader();
    QVector<SandboxListModel::Column> columns;
    for (int visual = 0; visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        if (!header.isSectionHidden(logical))
            columns += static_cast<SandboxListModel::Column>(logical);
    }
    return columns;
}

void SandboxTable::resetColumns()
{
    d->columns.reset();
}

void SandboxTable::useSorting(const QString &name, const QString &first)
{
    d->columns.useSorting(name, first);
}

QString SandboxTable::sortingWord() const
{
    return d->columns.sortingWord();
}

QString SandboxTable::moveColumn(int by)
{
    return d->columns.move(d->columnAtCursor(), by);
}

QString SandboxTable::resizeColumn(int by)
{
    return d->columns.resize(d->columnAtCursor(), by);
}

QString SandboxTable::sortByCurrentColumn()
{
    return d->columns.sort(d->columnAtCursor());
}

int SandboxTable::Private::columnAtCursor() const
{
    if (const int column = q.currentIndex().column(); column >= 0)
        return column;
    return q.horizontalHeader()->logicalIndex(0);
}

void SandboxTable::Private::updateRow(int row)
{
    if (row < 0 || row >= model.rowCount())
        return;
    q.viewport()->update(0, q.rowViewportPosition(row), q.viewport()->width(), q.rowHeight(row));
}

void SandboxTable::Private::setHoveredRow(int row)
{
    if (hoveredRow == row)
        return;
    updateRow(std::exchange(hoveredRow, row));
    delegate.setHoveredRow(row);
    updateRow(row);
}

void SandboxTable::Private::followPointer()
{
    const QPoint position = q.viewport()->mapFromGlobal(QCursor::pos());
    const bool inside = q.viewport()->underMouse() && q.viewport()->rect().contains(position);
    setHoveredRow(inside ? q.rowAt(position.y()) : -1);
}

void SandboxTable::Private::updateCurrentRow()
{
    delegate.setCurrentRow(q.currentIndex().row());
}

QString SandboxTable::Private::toolTipAt(const QModelIndex &index, const QPoint &position) const
{
    const QRect cell = q.visualRect(index);
    if (copyButton.at(position).isValid())
        return tr("Copy this id");
    if (index.column() == Column::State && delegate.markRect(cell, q.layoutDirection()).contains(position)) {
        QString fault = index.data(SandboxListModel::FaultRole).toString();
        if (!fault.isEmpty())
            return tr("%1\nClick for the report").arg(fault);
    }
    return index.data(Qt::ToolTipRole).toString();
}

void SandboxTable::Private::showToolTip(const QHelpEvent &event)
{
    const QModelIndex index = q.indexAt(event.pos());
    toolTip.show(index, event.globalPos(), index.isValid() ? toolTipAt(index, event.pos()) : QString());
}

void SandboxTable::Private::askForMenu(const QPoint &position)
{
    Q_EMIT q.menuWanted(q.viewport()->mapToGlobal(position));
}

void SandboxTable::Private::showColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu(&q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const int column = q.horizontalHeader()->logicalIndexAt(position.x()); column >= 0) {
        const auto entry = [&](const QString &text, bool enabled, auto act) {
            QAction *action = menu->addAction(text);
            action->setEnabled(enabled);
            QObject::connect(action, &QAction::triggered, &q, act);
        };
        entry(tr("Move Left"), columns.canMove(column, -1), [this, column] { columns.move(column, -1); });
        entry(tr("Move Right"), columns.canMove(column, 1), [this, column] { columns.move(column, 1); });
        entry(tr("Size to Contents"), true, [this, column] { sizeToContents(column); });
        entry(tr("Hide"), columns.canHide(column), [this, column] { columns.hide(column); });
        menu->addSeparator();
    }
    menu->addActions(columns.actions());
    menu->addSeparator();
    QObject::connect(menu->addAction(tr("Reset Columns")), &QAction::triggered, &q,
                     [this] { columns.reset(); });
    menu->popup(q.horizontalHeader()->mapToGlobal(position));
}

void SandboxTable::Private::sizeToContents(int column)
{
    // The rows on the screen: measuring a hundred thousand of them would take seconds.
    int width = columns.headingWidth(column);
    const RowRun seen = rowsInSight();
    for (int row = seen.first; row < model.rowCount() && row <= seen.last; ++row)
        width = std::max(width, delegate.cellWidth(model.index(row, column), q.font()));
    columns.setWidth(column, width);
}

void SandboxTable::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    if (event->reason() != QContextMenuEvent::Mouse) {
        askForMenuAtCurrent();
        return;
    }
    d->askForMenu(event->pos());
}

void SandboxTable::askForMenuAtCurrent()
{
    const QModelIndex current = currentIndex();
    if (current.isValid()) {
        scrollTo(current);
        if (!selectionModel()->isSelected(current))
            selectionModel()->select(current,
                                     QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    const QRect place = current.isValid() ? visualRect(current) : QRect();
    d->askForMenu(place.isValid()
                      ? QPoint(std::max(0, place.left()) + SandboxDelegate::kPadding, place.bottom())
                      : QPoint());
}

void SandboxTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelectedIds();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        askForMenuAtCurrent();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void SandboxTable::keyboardSearch(const QString &search)
{
    // Space chooses a row, with any modifier, and Qt hands it over all the same: with Ctrl as a NUL.
    const char32_t first = search.toUcs4().value(0);
    if (QChar::isPrint(first) && !QChar::isSpace(first))
        Q_EMIT textTyped(search);
}

QModelIndex SandboxTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Rows are what people move among: Home and End go to the first and last of them.
    const int rows = d->model.rowCount();
    if (rows > 0 && (action == MoveHome || action == MoveEnd)) {
        const int column = std::max(0, currentIndex().column());
        return d->model.index(action == MoveHome ? 0 : rows - 1, column);
    }
    return QTableView::moveCursor(action, modifiers);
}

void SandboxTable::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        d->errorMark.press(event->position().toPoint());
        if (d->copyButton.press(event->position().toPoint()))
            return;
    }
    QTableView::mousePressEvent(event);
}

void SandboxTable::mouseMoveEvent(QMouseEvent *event)
{
    if (!d->copyButton.isPressed())
        QTableView::mouseMoveEvent(event);
}

void SandboxTable::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && d->copyButton.release(event->position().toPoint()))
        return;
    QTableView::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    if (const QString id = d->errorMark.release(event->position().toPoint()); !id.isEmpty())
        Q_EMIT errorWanted(id);
}

void SandboxTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    // Two quick clicks on the button are two clicks on it.
    if (event->button() != Qt::LeftButton || !d->copyButton.press(event->position().toPoint()))
        QTableView::mouseDoubleClickEvent(event);
}

bool SandboxTable::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip:
        d->showToolTip(*static_cast<QHelpEvent *>(event));
        return true;
    case QEvent::HoverEnter:
    case QEvent::HoverMove: {
        const QPoint position = static_cast<QHoverEvent *>(event)->position().toPoint();
        d->setHoveredRow(rowAt(position.y()));
        break;
    }
    case QEvent::HoverLeave:
    case QEvent::Leave:
        d->setHoveredRow(-1);
        break;
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

void SandboxTable::paintEvent(QPaintEvent *event)
{
    d->delegate.setFocused(hasFocus());
    // What people have seen is what is kept, not where a layout between two changes had to stop.
    if (!d->rowsMoved)
        d->anchor.remember();
    d->model.setInSight(d->rowsInSight());
    const int cellsEnd = horizontalHeader()->length() - horizontalHeader()->offset();
    const int width = viewport()->width();
    const int left = layoutDirection() == Qt::RightToLeft ? 0 : cellsEnd;
    if (cellsEnd < width &&
        event->rect().intersects(QRect(left, 0, width - cellsEnd, viewport()->height()))) {
        // Rows go on to the edge beyond the last column.
        QPainter painter(viewport());
        const int first = std::max(0, rowAt(event->rect().top()));
        for (int row = first; row < d->model.rowCount(); ++row) {
            const int top = rowViewportPosition(row);
            if (top > event->rect().bottom())
                break;
            const bool selected = selectionModel()->isRowSelected(row, {});
            painter.fillRect(left, top, width - cellsEnd, rowHeight(row),
                             d->delegate.rowColor(palette(), d->model.index(row, 0), selected));
        }
    }
    d->delegate.setPart(event->rect());
    QTableView::paintEvent(event);
    d->delegate.setPart({});

    const QModelIndex current = currentIndex();
    if (hasFocus() && current.isValid() && window()->isActiveWindow()) {
        QPainter painter(viewport());
        painter.setPen(QPen(semanticColor(SemanticColor::Link, palette()), 1));
        painter.drawRect(QRect(0, rowViewportPosition(current.row()), width, rowHeight(current.row()))
                             .adjusted(0, 0, -1, -1));
    }
}

void SandboxTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!model())
        return;
    // Beyond the last column rows are painted by the table itself.
    viewport()->update();
    if (!d->isSelecting)
        tellSelection();
}

void SandboxTable::tellSelection()
{
    QStringList ids = selectedIds();
    if (ids == d->lastSelected)
        return;
    d->lastSelected = std::move(ids);
    Q_EMIT selectedIdsChanged();
}

void SandboxTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    d->updateRow(previous.row());
    d->updateCurrentRow();
    d->updateRow(current.row());
}

void SandboxTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void SandboxTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void SandboxTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        d->delegate.forgetTexts();
        verticalHeader()->setDefaultSectionSize(d->delegate.rowHeight(font()));
        d->room = {};
        scheduleDelayedItemsLayout();
    }
    QTableView::changeEvent(event);
}

void SandboxTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    d->columns.fit(viewport()->width());
}

void SandboxTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    d->ticker.tick();
}

void SandboxTable::hideEvent(QHideEvent *event)
{
    d->ticker.stop();
    QTableView::hideEvent(event);
}

} // namespace sandglass
