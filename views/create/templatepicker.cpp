// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/templatepicker.h"

#include "create/templatedelegate.h"
#include "item/formatting.h"
#include "store/errorreport.h"
#include "store/templatelibrary.h"
#include "theme/searchlook.h"
#include "widgets/plaintooltip.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 300;
constexpr int kDescriptionLines = 3;

} // namespace

TemplatePicker::TemplatePicker(TemplateLibrary &library, QUrl server, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_server(std::move(server))
    , m_model(library)
    , m_search(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_empty(new QLabel(m_list))
    , m_progress(new QProgressBar(this))
    , m_retry(new QPushButton(tr("Read again"), this))
    , m_description(new QLabel(this))
    , m_showUnusable(new QCheckBox(this))
{
    setObjectName("templatePicker"_L1);
    layOut();
    m_list->setModel(&m_model);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setSearch(text);
        restoreChoice();
        updateNotes();
    });
    // Not the current row: assistive technology selects without moving it.
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TemplatePicker::onSelectionChanged);
    connect(m_list, &QListView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.data(TemplateListModel::UsableRole).toBool())
            Q_EMIT accepted();
    });
    connect(m_retry, &QPushButton::clicked, &m_library, &TemplateLibrary::readNow);
    connect(m_showUnusable, &QCheckBox::toggled, this, [this](bool shown) {
        m_model.setUnusableShown(shown);
        restoreChoice();
        updateNotes();
    });
    // After the model has filled itself, for it was connected before.
    connect(&m_library, &TemplateLibrary::changed, this, &TemplatePicker::onLibraryChanged);
    onLibraryChanged();
}

void TemplatePicker::layOut()
{
    auto *title = new QLabel(tr("&Template"), this);
    title->setBuddy(m_search);
    m_search->setObjectName("create.search"_L1);
    m_search->setPlaceholderText(tr("Search templates"));
    m_search->setAccessibleName(tr("Search templates"));
    addSearchLook(*m_search, tr("Search templates"), tr("Clear"));
    m_search->installEventFilter(this);
    m_list->setObjectName("create.templates"_L1);
    m_list->setAccessibleName(tr("Templates"));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setItemDelegate(new TemplateDelegate(m_list));

    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setMargin(16);
    auto *inList = new QVBoxLayout(m_list);
    inList->addWidget(m_empty);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setAccessibleName(tr("Reading the templates"));
    QSizePolicy keepsItsPlace = m_progress->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsItsPlace);
    m_retry->setObjectName("create.readTemplates"_L1);
    m_retry->setAutoDefault(false);

    m_description->setObjectName("create.description"_L1);
    m_description->setTextFormat(Qt::PlainText);
    m_description->setWordWrap(true);
    m_description->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    // Else the tooltip would be read out, with the marks that keep it plain.
    m_description->setAccessibleDescription(tr("Of the chosen template"));
    m_description->setForegroundRole(QPalette::PlaceholderText);
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_description->setFixedHeight(kDescriptionLines * m_description->fontMetrics().lineSpacing() + 2);
    m_showUnusable->setObjectName("create.showUnusable"_L1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(m_search);
    layout->addWidget(m_progress);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_retry);
    layout->addWidget(m_showUnusable);
    layout->addSpacing(4);
    layout->addWidget(m_description);
    setMinimumWidth(kWidth);
}

const Template *TemplatePicker::chosen() const
{
    return m_chosen.isEmpty() ? nullptr : m_library.find(m_chosen);
}

void TemplatePicker::choose(const QString &id, const QString &name, bool orFirst)
{
    m_wishedId = id;
    m_wishedName = name;
    m_orFirst = orFirst;
    m_chosen.clear();
    resolveWish();
    restoreChoice();
    updateDescription();
    Q_EMIT chosenChanged();
}

void TemplatePicker::focusSearch()
{
    m_search->setFocus(Qt::OtherFocusReason);
    m_search->selectAll();
}

void TemplatePicker::onLibraryChanged()
{
    resolveWish();
    restoreChoice();
    updateNotes();
    updateDescription();
    // What is known of the chosen one may have changed too.
    Q_EMIT chosenChanged();
}

void TemplatePicker::resolveWish()
{
    if (!m_chosen.isEmpty() || !m_library.hasData())
        return;
    if (const Template *wished = m_library.find(m_wishedId, m_wishedName))
        m_chosen = wished->key();
    else if (m_orFirst && m_model.rowCount() > 0 &&
             m_model.index(0).data(TemplateListModel::UsableRole).toBool())
        m_chosen = m_model.at(0).key();
}

void TemplatePicker::restoreChoice()
{
    const int row = m_chosen.isEmpty() ? -1 : m_model.rowOf(m_chosen);
    m_restoring = true;
    if (row >= 0 && !m_list->selectionModel()->isSelected(m_model.index(row))) {
        m_list->setCurrentIndex(m_model.index(row));
        m_list->scrollTo(m_model.index(row));
    } else if (row < 0) {
        // Chosen, but not among what is shown.
        m_list->clearSelection();
    }
    m_restoring = false;
}

void TemplatePicker::onSelectionChanged()
{
    const QModelIndexList selected = m_list->selectionModel()->selectedIndexes();
    if (m_restoring || selected.isEmpty())
        return;
    m_chosen = selected.constFirst().data(TemplateListModel::KeyRole).toString();
    updateDescription();
    Q_EMIT chosenChanged();
}

QString TemplatePicker::emptyText() const
{
    if (m_model.rowCount() > 0)
        return {};
    if (!m_library.hasData()) {
        if (m_library.isReading())
            return tr("Reading the templates…");
        if (const auto &error = m_library.error()) {
            const ErrorReport report = reportOf(*error, m_server);
            return tr("The templates could not be read. %1 %2").arg(report.cause, report.nextStep);
        }
        return {};
    }
    if (!m_search->text().isEmpty())
        return tr("No template matches “%1”.").arg(m_search->text());
    return tr("This account has no template that can be used.");
}

void TemplatePicker::updateNotes()
{
    const QString empty = emptyText();
    m_empty->setText(empty);
    m_empty->setVisible(!empty.isEmpty());
    m_progress->setVisible(m_library.isReading());
    m_retry->setVisible(m_library.error() && !m_library.isReading());
    const int unusable = m_model.unusableCount();
    m_showUnusable->setVisible(unusable > 0);
    m_showUnusable->setText(unusable == 1 ? tr("Show one that cannot be used")
                                          : tr("Show %1 that cannot be used").arg(countText(unusable)));
}

void TemplatePicker::updateDescription()
{
    const Template *made = chosen();
    if (made && made->description.isEmpty())
        m_library.wantDetails(made->key());
    QString text = made ? made->description : QString();
    if (m_library.isIncomplete())
        text = text.isEmpty() ? tr("The server has more templates than it listed.") : text;
    m_description->setText(text);
    m_description->setToolTip(plainToolTip(text)); // there is room for some lines of it only
    m_description->setAccessibleName(tr("Description: %1").arg(text.isEmpty() ? tr("none") : text));
}

bool TemplatePicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown: {
            // The list follows while the words stay in hand.
            QKeyEvent copy(key->type(), key->key(), key->modifiers(), key->text(), key->isAutoRepeat());
            QCoreApplication::sendEvent(m_list, &copy);
            return true;
        }
        case Qt::Key_Return:
        case Qt::Key_Enter:
            // The first that is found, unless one is chosen already.
            if (m_model.rowOf(m_chosen) < 0 && m_model.rowCount() > 0 &&
                m_model.index(0).data(TemplateListModel::UsableRole).toBool())
                m_list->setCurrentIndex(m_model.index(0));
            Q_EMIT accepted();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sandglass
