// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/createdialog.h"

#include "create/environmenteditor.h"
#include "create/lifetimefield.h"
#include "create/outcomepanel.h"
#include "create/templatepicker.h"
#include "item/formatting.h"
#include "store/createrules.h"
#include "store/creationreport.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/templatelibrary.h"
#include "theme/icons.h"
#include "widgets/plainlabel.h"
#include "widgets/plainquestion.h"
#include "widgets/problemlabel.h"
#include "widgets/scrolltofocus.h"
#include "widgets/shownlater.h"
#include "widgets/timetexts.h"
#include "widgets/typingguard.h"
#include "widgets/wheelguard.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = CreationWish::Phase;

namespace {

constexpr QSize kSize(920, 540);
constexpr int kMargin = 20;
constexpr int kLeastContent = 240;

QLabel *makeText(QWidget *parent, const QString &name)
{
    QLabel *label = makePlainLabel(parent, name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

CreateDialog::CreateDialog(const Parts &parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_scroll(new QScrollArea(this))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_outcome(new OutcomePanel(this))
    , m_note(makeText(this, u"create.note"_s))
    , m_picker(new TemplatePicker(parts.library, parts.server, this))
    , m_region(new QComboBox(this))
    , m_lifetime(new LifetimeField(this))
    , m_expiry(makeText(this, u"create.expiry"_s))
    , m_internet(new QCheckBox(tr("Allow &internet access from inside"), this))
    , m_environment(new EnvironmentEditor(this))
    , m_summary(makeText(this, u"create.summary"_s))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_create(new QPushButton(tr("&Create"), this))
{
    setObjectName("createDialog"_L1);
    setModal(false);
    setWindowTitle(tr("New Sandbox"));
    setAccessibleName(windowTitle());
    layOut();
    fillRegions();
    connectParts();
    refresh();
    parts.library.want();
}

CreateDialog::~CreateDialog() = default;

QWidget *CreateDialog::makeForm()
{
    auto *form = new QWidget(this);
    m_region->setObjectName("create.region"_L1);
    m_region->setAccessibleName(tr("Region"));
    m_region->setEditable(true);
    m_region->setInsertPolicy(QComboBox::NoInsert);
    m_region->lineEdit()->setAccessibleName(m_region->accessibleName());
    m_region->lineEdit()->setPlaceholderText(tr("chosen by the server"));
    m_region->setToolTip(
        tr("The regions of your sandboxes, for the server gives no list of them. Any other can be "
           "typed; left empty, the server chooses."));
    m_region->setAccessibleDescription(m_region->toolTip());
    m_internet->setObjectName("create.internet"_L1);

    auto *fields = new QFormLayout;
    fields->setContentsMargins({});
    fields->setHorizontalSpacing(12);
    fields->setVerticalSpacing(8);
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addRow = [fields, form](const QString &text, QWidget *field, QWidget *below) {
        auto *label = new QLabel(text, form);
        label->setBuddy(field);
        auto *rows = new QVBoxLayout;
        rows->setSpacing(4);
        rows->addWidget(field);
        rows->addWidget(below);
        fields->addRow(label, rows);
    };
    m_regionProblem = new ProblemLabel(m_region);
    addRow(tr("&Region"), m_region, m_regionProblem);
    addRow(tr("&Delete automatically"), m_lifetime, m_expiry);
    fields->addRow(QString(), m_internet);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addLayout(fields);
    layout->addWidget(m_environment, 1);
    return form;
}

void CreateDialog::layOut()
{
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    m_expiry->setForegroundRole(QPalette::PlaceholderText);
    m_cancel->setObjectName("create.cancel"_L1);
    m_cancel->setAutoDefault(false);
    m_create->setObjectName("create.create"_L1);
    m_create->setIcon(themedIcon(u"plus"_s));
    m_create->setDefault(true);

    m_columns->setSpacing(24);
    m_columns->addWidget(m_picker, 4);
    m_columns->addWidget(makeForm(), 5);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_summary, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_create);
    auto *content = new QWidget(m_scroll);
    auto *parts = new QVBoxLayout(content);
    parts->setContentsMargins({});
    parts->setSpacing(12);
    parts->addWidget(m_outcome);
    parts->addWidget(m_note);
    parts->addLayout(m_columns, 1);
    m_scroll->setObjectName("create.scroll"_L1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    guardFromWheel(*content);
    scrollToFocus(*m_scroll);
    // Not the white of lists: this is a form.
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    const QSize room = screen()->availableSize();
    m_scroll->setMinimumHeight(qMin(kLeastContent, room.height() / 2));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, 16, kMargin, 16);
    layout->setSpacing(12);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(buttons);
    resize(kSize.boundedTo(room));
    arrangeColumns();
}

void CreateDialog::connectParts()
{
    connect(m_picker, &TemplatePicker::chosenChanged, this, &CreateDialog::refresh);
    connect(m_picker, &TemplatePicker::accepted, this, &CreateDialog::submit);
    connect(m_region, &QComboBox::currentTextChanged, this, &CreateDialog::refresh);
    connect(m_lifetime, &LifetimeField::changed, this, &CreateDialog::refresh);
    connect(m_environment, &EnvironmentEditor::changed, this, &CreateDialog::refresh);
    connect(&m_parts.creator, &SandboxCreator::refusalChanged, this, &CreateDialog::refresh);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &CreateDialog::submit);
    connect(m_outcome, &OutcomePanel::claimWanted, this, &CreateDialog::claimWanted);
    connect(m_outcome, &OutcomePanel::disclaimWanted, this, &CreateDialog::disclaimWanted);
    connect(m_outcome, &OutcomePanel::lookAgainWanted, this, &CreateDialog::lookAgainWanted);
    connect(m_outcome, &OutcomePanel::copyReportWanted, this,
            [this] { QGuiApplication::clipboard()->setText(m_report.asText()); });
    connect(m_outcome, &OutcomePanel::reshaped, this, &CreateDialog::fitHeight);
}

void CreateDialog::fillRegions()
{
    QStringList regions;
    for (int row = 0; row < m_parts.store.size(); ++row)
        regions += m_parts.store.at(row).sandbox->region;
    regions.removeAll(QString());
    regions.removeDuplicates();
    regions.sort();
    m_region->addItem(QString());
    m_region->addItems(regions);
}

void CreateDialog::fill(const SandboxSpec &spec)
{
    m_region->setCurrentText(spec.region);
    m_lifetime->setSeconds(spec.timeoutSeconds);
    m_internet->setChecked(spec.internetAccess);
    m_environment->model().setVariables(spec.environment);
}

void CreateDialog::chooseTemplate(const SandboxSpec &spec, bool orFirst)
{
    m_picker->choose(spec.templateId, spec.templateName, orFirst);
    m_given = this->spec();
    // Before the templates are there nobody can choose one; what is chosen then was given as well.
    m_templateCame = m_parts.library.hasData();
}

void CreateDialog::suggest(const SandboxSpec &spec)
{
    fill(spec);
    chooseTemplate(spec, true);
}

void CreateDialog::imitate(const SandboxSpec &spec, const QString &note)
{
    fill(spec);
    setNote(note);
    m_missing = spec.templateName.isEmpty() ? spec.templateId : spec.templateName;
    chooseTemplate(spec, false);
}

void CreateDialog::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setAccessibleDescription(note);
}

bool CreateDialog::isUntouched() const
{
    // A variable that is just being typed is not in the model yet.
    return spec() == m_given && !m_environment->isAncestorOf(focusWidget());
}

SandboxSpec CreateDialog::spec() const
{
    SandboxSpec spec;
    if (const Template *made = m_picker->chosen()) {
        spec.templateId = made->id;
        spec.templateName = made->name;
    }
    spec.region = m_region->currentText().trimmed();
    spec.timeoutSeconds = m_lifetime->seconds();
    spec.internetAccess = m_internet->isChecked();
    spec.environment = m_environment->model().variables();
    return spec;
}

QString CreateDialog::problem() const
{
    const Template *made = m_picker->chosen();
    if (!made && m_parts.library.hasData() && !m_missing.isEmpty())
        return tr("The template “%1” is not there any more. Choose another one.").arg(m_missing);
    return m_parts.creator.whyNot(spec());
}

QString CreateDialog::regionProblem() const
{
    // By itself: what else is wrong must not hide it.
    SandboxSpec spec = this->spec();
    spec.environment.clear();
    const QString problem = whyNotCreate(spec, m_parts.library);
    spec.region.clear();
    return whyNotCreate(spec, m_parts.library).isEmpty() ? problem : QString();
}

QString CreateDialog::titleOfTemplate() const
{
    const Template *made = m_picker->chosen();
    return made ? made->title() : tr("a template");
}

QString CreateDialog::expiryText() const
{
    const std::optional<qint64> seconds = m_lifetime->seconds();
    if (!seconds)
        return tr("It has no time limit: it runs, and costs, until somebody deletes it.");
    const UtcTime now = m_parts.serverClock.now();
    return tr("It is deleted with all its files at about %1.")
        .arg(shortMoment(now + std::chrono::seconds(*seconds), now));
}

void CreateDialog::updateExpiry()
{
    const bool isEndless = !m_lifetime->seconds();
    m_expiry->setText(expiryText());
    m_expiry->setForegroundRole(isEndless ? QPalette::WindowText : QPalette::PlaceholderText);
    QPalette colours = palette();
    if (isEndless)
        colours.setColor(QPalette::WindowText, semanticColor(SemanticColor::Warning, palette()));
    m_expiry->setPalette(colours);
}

void CreateDialog::refresh()
{
    if (m_picker->chosen())
        m_missing.clear();
    if (!m_templateCame && m_parts.library.hasData()) {
        m_templateCame = true;
        const SandboxSpec now = spec();
        m_given.templateId = now.templateId;
        m_given.templateName = now.templateName;
    }
    updateExpiry();
    m_regionProblem->setProblem(regionProblem());
    const QString against = problem();
    const bool mustWait = m_retryAt > m_parts.clock.monoNow();
    m_create->setEnabled(against.isEmpty() && !m_isAnswering && !mustWait);
    m_create->setText(m_hasFailed ? tr("Re&try") : tr("&Create"));
    if (mustWait) {
        const auto left = m_retryAt - m_parts.clock.monoNow();
        m_create->setText(tr("Retry in %1").arg(countdown(left)));
        m_retryTimer = m_parts.clock.after(untilCountdownChanges(left), [this] { refresh(); });
    }
    QString summary = against;
    if (against.isEmpty()) {
        const Template *made = m_picker->chosen();
        const QString sizes = sizesText(*made);
        summary = sizes.isEmpty() ? tr("On %1: %2").arg(m_parts.serverName, made->title())
                                  : tr("On %1: %2 with %3").arg(m_parts.serverName, made->title(), sizes);
    } else if (!m_parts.library.hasData()) {
        summary.clear(); // the picker says what is going on
    }
    m_summary->setText(summary);
    m_create->setAccessibleDescription(summary);
}

void CreateDialog::tick()
{
    updateExpiry();
    m_tick = m_parts.clock.after(15s, [this] { tick(); });
}

void CreateDialog::submit()
{
    m_environment->commit();
    refresh();
    if (m_create->isEnabled())
        Q_EMIT createWanted(spec());
}

QString CreateDialog::causeOfDoubt(const ApiError &error) const
{
    return reportOf(error, m_parts.server).cause;
}

void CreateDialog::setFormEnabled(bool enabled)
{
    m_isAnswering = !enabled;
    for (QWidget *part : {static_cast<QWidget *>(m_picker), static_cast<QWidget *>(m_region),
                          static_cast<QWidget *>(m_lifetime), static_cast<QWidget *>(m_internet),
                          static_cast<QWidget *>(m_environment)})
        part->setEnabled(enabled);
}

void CreateDialog::setWish(const CreationWish &wish)
{
    const bool isOpen = wish.phase == Phase::Failed;
    m_hasFailed = isOpen;
    m_isLooking = wish.phase == Phase::Looking;
    m_isUnread = isOpen && !wish.mayRetry();
    m_retryAt = {};
    m_cancel->setText(wish.phase == Phase::Asking ? tr("Close") : tr("Cancel"));
    setFormEnabled(isOpen && wish.mayRetry());
    switch (wish.phase) {
    case Phase::Failed:
        m_report = creationReport(wish, titleOfTemplate(), m_parts.server);
        if (m_report.retryAfter)
            m_retryAt = m_parts.clock.monoNow() + *m_report.retryAfter;
        m_outcome->showFailure(m_report, pageAgainst(*wish.error), !wish.mayRetry());
        break;
    case Phase::Asking:
        m_outcome->showQuestion(causeOfDoubt(*wish.error), wish.candidates, m_parts.serverClock.now());
        break;
    case Phase::Looking:
        m_outcome->showLooking(causeOfDoubt(*wish.error));
        break;
    default:
        m_outcome->clear();
        break;
    }
    refresh();
}

void CreateDialog::arrangeColumns()
{
    int beside = m_columns->spacing();
    int below = 0;
    for (int i = 0; i < m_columns->count(); ++i) {
        const int width = m_columns->itemAt(i)->minimumSize().width();
        beside += width;
        below = qMax(below, width);
    }
    const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_scroll);
    m_scroll->setMinimumWidth(qMin(below + scrollBar, screen()->availableSize().width() - 2 * kMargin));
    m_columns->setDirection(width() - 2 * kMargin - scrollBar < beside ? QBoxLayout::TopToBottom
                                                                       : QBoxLayout::LeftToRight);
}

void CreateDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    arrangeColumns();
}

void CreateDialog::fitHeight()
{
    // The outcome takes room above; the form keeps its own as far as the screen allows.
    const QLayout *content = m_scroll->widget()->layout();
    const int viewport = m_scroll->viewport()->height();
    const int missing = content->totalHeightForWidth(m_scroll->viewport()->width()) - viewport;
    const int most = screen()->availableGeometry().height() - 40;
    if (missing > 0)
        resize(width(), qMax(height(), qMin(height() + missing, most)));
    m_scroll->verticalScrollBar()->setValue(0);
}

void CreateDialog::showCalmly()
{
    if (isVisible() || showWithWindow(*this, [this] { showCalmly(); }))
        return;
    setAttribute(Qt::WA_ShowWithoutActivating);
    const TypingGuard guard;
    show();
}

void CreateDialog::showNow()
{
    setAttribute(Qt::WA_ShowWithoutActivating, false);
    show();
    raise();
    activateWindow();
    m_picker->focusSearch();
}

void CreateDialog::reject()
{
    // Variables take long to type, and one Escape is quickly pressed.
    if (wouldLoseSomething())
        leave({});
    else
        QDialog::reject();
}

bool CreateDialog::hasVariables() const
{
    return !m_environment->model().variables().isEmpty() || m_environment->isTyping();
}

bool CreateDialog::wouldLoseSomething() const
{
    return isVisible() && !m_isLooking && (m_isUnread || hasVariables());
}

void CreateDialog::leave(std::function<void()> goOn)
{
    m_goOn = std::move(goOn);
    if (m_question && m_question->isVisible()) {
        m_question->activateWindow();
        return;
    }
    const QPushButton *drop = nullptr;
    if (m_isUnread) {
        const QString cost = tr("It may exist all the same, and cost until it is deleted.");
        m_question = makePlainQuestion(
            "create.dropQuestion"_L1, tr("New Sandbox"),
            m_goOn ? tr("Leave without knowing whether the sandbox was created?")
                   : tr("Close without knowing whether the sandbox was created?"),
            hasVariables() ? tr("%1 The variables you entered are dropped.").arg(cost) : cost, this);
        drop = m_question->addButton(m_goOn ? tr("&Leave now") : tr("&Close anyway"),
                                     QMessageBox::DestructiveRole);
    } else {
        m_question =
            makePlainQuestion("create.dropQuestion"_L1, tr("New Sandbox"),
                              m_goOn ? tr("Leave, and drop the variables you entered for a new sandbox?")
                                     : tr("Drop the variables you entered?"),
                              {}, this);
        drop = m_question->addButton(QMessageBox::Discard);
    }
    connect(drop, &QPushButton::clicked, this, [this] {
        const auto next = std::exchange(m_goOn, {});
        QDialog::reject();
        if (next)
            next();
    });
    m_question->open();
}

void CreateDialog::keyPressEvent(QKeyEvent *event)
{
    // A sandbox costs: Enter must not create one while another button has the focus.
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto *button = qobject_cast<QAbstractButton *>(focusWidget());
    const bool isPressed = qobject_cast<QToolButton *>(button) || qobject_cast<QPushButton *>(button);
    if (isEnter && isPressed)
        button->click();
    else
        QDialog::keyPressEvent(event);
}

void CreateDialog::done(int result)
{
    QDialog::done(result);
    Q_EMIT dismissed();
}

void CreateDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    tick();
}

void CreateDialog::hideEvent(QHideEvent *event)
{
    m_tick.reset();
    QDialog::hideEvent(event);
}

void CreateDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_outcome->updateColours();
        updateExpiry();
    }
    QDialog::changeEvent(event);
}

} // namespace sandglass
