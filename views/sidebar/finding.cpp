// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/finding.h"

#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/searchtext.h"
#include "sidebar/builtinview.h"
#include "sidebar/sidebar.h"
#include "sidebar/viewlistview.h"
#include "sidebar/viewnamedialog.h"
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "store/tombstones.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgets/actionmenu.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

const QString kShownKey = u"shown"_s;
const QString kSidebarKey = u"sidebar"_s;

/// A name to begin with: the words that are looked for.
QString nameFor(const QString &query)
{
    QStringList words;
    const QVector<SearchPiece> pieces = piecesOf(query);
    for (const SearchPiece &piece : pieces)
        words += piece.negated ? Finding::tr("not %1").arg(piece.value) : piece.value;
    QString name = words.join(u", "_s).left(ViewList::kLongestName);
    if (!name.isEmpty())
        name.front() = name.front().toUpper();
    return name;
}

} // namespace

Finding::Finding(const Dashboard &dashboard, const ViewSettings &settings, QWidget *page)
    : QObject(page)
    , m_dashboard(dashboard)
    , m_settings(settings)
    , m_page(page)
    , m_views(settings)
    , m_actions(m_views)
    , m_counter(dashboard.model.list(), dashboard.clock)
    , m_sidebar(new Sidebar(m_views, dashboard.clock, m_actions.save(), page))
    , m_menu(new ActionMenu(tr("&Views"), page))
{
    m_menu->setObjectName(u"viewsMenu"_s);
    m_actions.fill(m_menu);
}

void Finding::attach(TablePane &pane)
{
    m_pane = &pane;
    connectSidebar();
    connectActions();
    connect(&m_counter, &QueryCounter::countsChanged, this,
            [this] { m_views.setCounts(m_counter.counts()); });
    connect(&m_views, &ViewList::viewsChanged, this, [this] {
        countViews();
        followSearch();
    });
    connect(&m_views, &ViewList::forgotten, this,
            [this](const QString &word) { m_settings.remove(u"sorting/"_s + word); });
    connect(&m_dashboard.poller, &Poller::statusChanged, &m_counter, &QueryCounter::followTime);
    connect(&m_dashboard.poller, &Poller::statusChanged, this, [this] {
        const PollStatus &status = m_dashboard.poller.status();
        const bool isPart = !status.isComplete();
        m_views.setExtent(isPart                 ? ViewList::Extent::Part
                          : status.isReadInTurns ? ViewList::Extent::InTurns
                                                 : ViewList::Extent::Whole);
        if (std::exchange(m_wasPart, isPart) || isPart)
            showNothingText(m_views.rowOfQuery(m_dashboard.model.text(), m_word));
    });
    connect(&m_dashboard.model, &SandboxFilterModel::filterChanged, this, &Finding::followSearch);

    // What is gone is forgotten at the end, so that view would be empty.
    const int last = m_views.rowOfWord(m_settings.value(kShownKey).toString());
    const bool isDeleted = last >= 0 && m_views.viewAt(last).word == infoOf(BuiltInView::Deleted).word;
    if (last >= 0 && !isDeleted && !m_dashboard.model.isFiltering())
        showView(last);
    wantSidebar(m_settings.value(kSidebarKey).toString() != "hidden"_L1);
    m_pane->filterBar().setChipsShown(m_sidebar->isHidden());
    countViews();
    followSearch();
}

Finding::~Finding()
{
    // They belong to the page and may still be there, listening to what goes with us.
    delete m_sidebar;
    delete m_menu;
}

void Finding::connectSidebar()
{
    ViewListView &list = m_sidebar->list();
    connect(&list, &ViewListView::chosen, this, &Finding::showView);
    connect(&list, &ViewListView::unmarked, this, &Finding::followSearch, Qt::QueuedConnection);
    connect(&list, &ViewListView::renameWanted, this, &Finding::askForName);
    connect(&list, &ViewListView::removeWanted, this, &Finding::removeView);
    connect(&list, &ViewListView::moveWanted, this, &Finding::moveView);
    connect(&list, &ViewListView::undoWanted, this, &Finding::undoRemove);
    connect(&list, &ViewListView::menuWanted, this, &Finding::showMenu);
    connect(&list, &ViewListView::tableFocusWanted, &m_pane->table(), [this] { m_pane->table().setFocus(); });
    connect(m_sidebar, &Sidebar::undoWanted, this, &Finding::undoRemove);
    // The menu of the window acts on the view under the cursor of the sidebar.
    connect(list.selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { m_actions.setTarget(current.row()); });
}

void Finding::connectActions()
{
    const auto target = [this] { return m_sidebar->list().currentIndex().row(); };
    connect(&m_actions, &ViewActions::viewWanted, this, &Finding::showView);
    connect(m_actions.save(), &QAction::triggered, this, [this] { askForName(-1); });
    connect(m_actions.rename(), &QAction::triggered, this, [this, target] { askForName(target()); });
    connect(m_actions.remove(), &QAction::triggered, this, [this, target] { removeView(target()); });
    connect(m_actions.moveUp(), &QAction::triggered, this, [this, target] { moveView(target(), -1); });
    connect(m_actions.moveDown(), &QAction::triggered, this, [this, target] { moveView(target(), 1); });
    connect(m_actions.update(), &QAction::triggered, this, [this, target] {
        const int row = target(); // once: the cursor goes to the view that is shown then
        m_views.setQuery(row, m_dashboard.model.text());
        Q_EMIT announced(tr("“%1” shows this search from now on").arg(m_views.viewAt(row).name));
    });
    connect(m_actions.showSidebar(), &QAction::triggered, this, &Finding::wantSidebar);

    Tombstones &tombstones = m_dashboard.store.tombstones();
    connect(m_actions.clearDeleted(), &QAction::triggered, &tombstones, &Tombstones::clear);
    const auto updateClear = [this, &tombstones] {
        m_actions.clearDeleted()->setEnabled(tombstones.size() > 0);
    };
    connect(&tombstones, &Tombstones::rowsInserted, this, updateClear);
    connect(&tombstones, &Tombstones::rowsRemoved, this, updateClear);
    updateClear();
    m_page->addActions(m_actions.all());
    connect(&m_actions, &ViewActions::viewActionAdded, m_page,
            [page = m_page](QAction *action) { page->addAction(action); });
}

void Finding::showView(int row)
{
    if (row < 0 || row >= m_views.rowCount() || m_views.kindAt(row) == ViewList::Kind::Heading)
        return;
    const View view = m_views.viewAt(row);
    m_word = view.word;
    if (m_dashboard.model.text() == view.query)
        followSearch(); // several views may search for the same
    else
        m_dashboard.model.setText(view.query);
}

void Finding::followSearch()
{
    const int row = m_views.rowOfQuery(m_dashboard.model.text(), m_word);
    m_sidebar->list().setCurrentRow(row);
    m_actions.setShown(row);
    m_actions.setTarget(m_sidebar->list().currentIndex().row());
    m_actions.setSaveRefusal(saveRefusal());
    m_actions.setUpdateRefusal(searchRefusal());
    showNothingText(row);
    if (row < 0)
        return; // sorted as before: typing on must not turn everything over
    m_word = m_views.viewAt(row).word;
    m_settings.setValue(kShownKey, m_word);
    if (m_views.kindAt(row) == ViewList::Kind::Saved) {
        m_pane->table().useSorting(m_word, {});
    } else {
        const BuiltInViewInfo &info = infoOf(kBuiltInViews.at(static_cast<std::size_t>(row)));
        m_pane->table().useSorting(info.sorting, info.firstSorting);
    }
}

void Finding::showNothingText(int row)
{
    // What was deleted here is known, whatever the list says.
    if (!m_dashboard.poller.status().isComplete() && !m_dashboard.model.query().wantsEnded()) {
        m_pane->setNothingText(
            tr("Nothing found so far"),
            tr("%1 sandboxes are known here. The list is not complete, so there may be more.")
                .arg(countText(m_dashboard.store.size())));
        return;
    }
    const bool builtIn = row > 0 && m_views.kindAt(row) == ViewList::Kind::BuiltIn;
    const NothingText text =
        builtIn ? nothingIn(kBuiltInViews.at(static_cast<std::size_t>(row))) : NothingText{};
    m_pane->setNothingText(text.headline, text.text);
}

void Finding::countViews()
{
    QVector<SearchQuery> queries;
    const QVector<int> rows = m_views.viewRows();
    for (const int row : rows)
        queries.append(SearchQuery::parse(m_views.viewAt(row).query));
    m_counter.setQueries(std::move(queries));
    m_views.setCounts(m_counter.counts());
}

QString Finding::searchRefusal() const
{
    const QString query = m_dashboard.model.text().simplified();
    if (query.isEmpty())
        return tr("Search for something first: a view is a search with a name");
    if (query.size() > ViewList::kLongestQuery)
        return tr("The search is too long for a view");
    return {};
}

QString Finding::saveRefusal() const
{
    if (const QString refusal = searchRefusal(); !refusal.isEmpty())
        return refusal;
    if (m_views.isFull())
        return tr("There are %1 views: delete one first").arg(ViewList::kMostSaved);
    const QString query = m_dashboard.model.text();
    if (const int row = m_views.rowOfQuery(query); row >= 0)
        return tr("This search is a view already: %1").arg(m_views.viewAt(row).name);
    return {};
}

void Finding::askForName(int row)
{
    const bool isNew = row < 0;
    if (!isNew && m_views.kindAt(row) != ViewList::Kind::Saved) {
        Q_EMIT announced(tr("This view is always there: only saved views can be renamed"));
        return;
    }
    const QString query = isNew ? m_dashboard.model.text().simplified() : m_views.viewAt(row).query;
    const QString word = isNew ? QString() : m_views.viewAt(row).word;
    auto *dialog =
        new ViewNameDialog(m_views, row, isNew ? nameFor(query) : m_views.viewAt(row).name, query, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ViewNameDialog::named, this, [this, word, query](const QString &name) {
        if (word.isEmpty())
            addView(name, query);
        else
            m_views.rename(m_views.rowOfWord(word), name);
    });
    dialog->open();
}

void Finding::addView(const QString &name, const QString &query)
{
    const QString sorting = m_pane->table().sortingWord();
    // Not what is searched for by now, which may have changed behind the dialog.
    const int row = m_views.add(name, query);
    m_settings.setValue(u"sorting/"_s + m_views.viewAt(row).word, sorting);
    showView(row);
    Q_EMIT announced(tr("The view “%1” was saved").arg(m_views.viewAt(row).name));
}

void Finding::removeView(int row)
{
    if (row < 0)
        return;
    if (m_views.kindAt(row) != ViewList::Kind::Saved) {
        Q_EMIT announced(tr("This view is always there: only saved views can be deleted"));
        return;
    }
    m_views.remove(row);
    Q_EMIT announced(tr("“%1” was deleted").arg(m_views.removed()->name));
}

void Finding::moveView(int row, int by)
{
    if (row < 0 || m_views.kindAt(row) != ViewList::Kind::Saved)
        Q_EMIT announced(tr("Only saved views can be moved"));
    else if (m_views.move(row, by))
        Q_EMIT announced(
            (by < 0 ? tr("“%1” moved up") : tr("“%1” moved down")).arg(m_views.viewAt(row + by).name));
}

void Finding::undoRemove()
{
    if (const int row = m_views.undoRemove(); row >= 0) {
        m_sidebar->list().setFocus();
        Q_EMIT announced(tr("“%1” is back").arg(m_views.viewAt(row).name));
    }
}

void Finding::showMenu(int row, const QPoint &globalPos)
{
    auto *menu = new ActionMenu(m_sidebar);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // The cursor goes where the menu belongs to, without going to that view.
    if (row >= 0)
        m_sidebar->list().selectionModel()->setCurrentIndex(m_views.index(row),
                                                            QItemSelectionModel::NoUpdate);
    const auto kind = row >= 0 ? m_views.kindAt(row) : ViewList::Kind::Heading;
    if (kind == ViewList::Kind::Heading) {
        menu->addAction(m_actions.save());
    } else {
        menu->addAction(tr("Sho&w"), this, [this, row] { showView(row); });
        menu->addAction(tr("&Edit as a Search"), this, [this, row] {
            showView(row);
            m_pane->filterBar().focusSearch();
        });
        menu->addSeparator();
    }
    if (kind == ViewList::Kind::Saved) {
        menu->addActions({m_actions.rename(), m_actions.update(), m_actions.moveUp(), m_actions.moveDown()});
        menu->addSeparator();
        menu->addAction(m_actions.remove());
    } else if (kind == ViewList::Kind::BuiltIn &&
               m_views.viewAt(row).word == infoOf(BuiltInView::Deleted).word) {
        menu->addAction(m_actions.clearDeleted());
    }
    menu->addSeparator();
    menu->addAction(m_actions.showSidebar());
    menu->popup(globalPos);
}

void Finding::wantSidebar(bool wanted)
{
    m_actions.showSidebar()->setChecked(wanted);
    m_settings.setValue(kSidebarKey, wanted ? u"shown"_s : u"hidden"_s);
    Q_EMIT sidebarWanted(wanted);
    if (wanted && m_sidebar->isHidden())
        Q_EMIT announced(tr("The sidebar comes as soon as the window is wide enough for it"));
}

void Finding::onSidebarAboutToBeShown(bool shown)
{
    // Hiding what has the focus would hand it to whatever comes next.
    if (!shown && m_sidebar->isAncestorOf(m_page->window()->focusWidget()))
        m_pane->table().setFocus();
    // The sidebar has the states and their counts already.
    m_pane->filterBar().setChipsShown(!shown);
}

} // namespace sandglass
