// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilesdialog.h"

#include "domain/hopxservice.h"
#include "profiles/cliimportdialog.h"
#include "profiles/profileactions.h"
#include "profiles/profileform.h"
#include "theme/icons.h"
#include "theme/profilecolors.h"
#include "widgets/plainquestion.h"
#include "widgets/plaintooltip.h"
#include "widgets/scrolltofocus.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFirstSize(860, 560);
constexpr int kListWidth = 220;

QPushButton *makeButton(const QString &name, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName("profiles."_L1 % name);
    button->setAutoDefault(false);
    return button;
}

QToolButton *makeTool(const QString &name, const QString &icon, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName("profiles."_L1 % name);
    button->setIcon(themedIcon(icon));
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAutoRaise(true);
    return button;
}

} // namespace

ProfilesDialog::ProfilesDialog(ProfileDesk &desk, QWidget *parent) : QDialog(parent), m_desk(desk)
{
    setObjectName("profilesDialog"_L1);
    setWindowTitle(tr("Profiles"));
    auto *body = new QHBoxLayout;
    body->setSpacing(16);
    body->addWidget(makeList());
    body->addWidget(makeDetails(), 1);
    m_close = makeButton(u"close"_s, tr("Close"), this);
    m_import = makeButton(u"import"_s, tr("&Import from the HopX CLI…"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_import);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(body, 1);
    layout->addLayout(buttons);
    resize(kFirstSize.boundedTo(screen()->availableSize()));

    connect(m_import, &QPushButton::clicked, this, &ProfilesDialog::openImport);
    connect(m_close, &QPushButton::clicked, this, &ProfilesDialog::reject);
    connect(this, &QDialog::finished, this, [this] {
        if (const auto goOn = std::exchange(m_goOn, {}))
            goOn();
    });
    connect(&m_desk.store(), &ProfileStore::changed, this, &ProfilesDialog::fillList);
    m_desk.probeSecretStore(this, [this](const QString &problem) { m_form->setStoreProblem(problem); });
    fillList();
    choose({});
}

ProfilesDialog::~ProfilesDialog() = default;

QWidget *ProfilesDialog::makeList()
{
    auto *side = new QWidget(this);
    side->setMaximumWidth(kListWidth); // where there is little room the fields need it more
    m_list = new QListWidget(side);
    m_list->setObjectName("profiles.list"_L1);
    m_list->setAccessibleName(tr("Profiles"));
    m_add = makeButton(u"add"_s, tr("&Add"), side);
    m_add->setIcon(themedIcon(u"plus"_s));
    m_remove = makeTool(u"remove"_s, u"trash-2"_s, tr("Remove this profile"), side);
    m_up = makeTool(u"up"_s, u"chevron-up"_s, tr("Move up"), side);
    m_down = makeTool(u"down"_s, u"chevron-down"_s, tr("Move down"), side);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(4);
    tools->addWidget(m_add);
    tools->addStretch(1);
    tools->addWidget(m_up);
    tools->addWidget(m_down);
    tools->addSpacing(12);
    tools->addWidget(m_remove);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addLayout(tools);
    connect(m_list, &QListWidget::currentRowChanged, this, &ProfilesDialog::onChosen);
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (m_use->isEnabled())
            m_use->click();
    });
    connect(m_add, &QPushButton::clicked, this, &ProfilesDialog::addProfile);
    connect(m_remove, &QToolButton::clicked, this, &ProfilesDialog::askToRemove);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    return side;
}

QWidget *ProfilesDialog::makeDetails()
{
    auto *area = new QWidget(this);
    m_empty =
        new QLabel(tr("No profiles yet.\n\nAdd one for each account or server, or import those of the HopX "
                      "CLI."),
                   area);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_details = new QWidget(area);
    auto *scroll = new QScrollArea(m_details);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form = new ProfileForm(m_desk);
    m_form->setContentsMargins(0, 0, 12, 0);
    scroll->setWidget(m_form);
    scrollToFocus(*scroll);
    scroll->viewport()->setAutoFillBackground(false);
    m_form->setAutoFillBackground(false);
    scroll->setMinimumWidth(m_form->minimumSizeHint().width() +
                            style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, scroll));

    m_notice = new QLabel(m_details);
    m_notice->setObjectName("profiles.notice"_L1);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_use = makeButton(u"use"_s, tr("S&witch to it"), m_details);
    m_discard = makeButton(u"discard"_s, tr("&Discard changes"), m_details);
    m_save = makeButton(u"save"_s, tr("&Save"), m_details);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_use);
    buttons->addWidget(m_notice, 1);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_save);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins({});
    details->setSpacing(12);
    details->addWidget(scroll, 1);
    details->addLayout(buttons);

    auto *stack = new QStackedLayout(area);
    stack->addWidget(m_details);
    stack->addWidget(m_empty);
    connect(m_form, &ProfileForm::edited, this, &ProfilesDialog::onEdited);
    connect(m_save, &QPushButton::clicked, this, &ProfilesDialog::save);
    connect(m_discard, &QPushButton::clicked, this, &ProfilesDialog::discard);
    connect(m_use, &QPushButton::clicked, this, [this] {
        const QString id = chosenId();
        accept();
        Q_EMIT switchWanted(id);
    });
    return area;
}

void ProfilesDialog::fillList()
{
    const QString chosen = chosenId();
    const QSignalBlocker silence(m_list);
    m_list->clear();
    QVector<Profile> all = m_desk.store().profiles();
    if (!m_newId.isEmpty() && !m_desk.store().find(m_newId)) {
        Profile fresh = m_form->profile();
        fresh.id = m_newId;
        fresh.name = fresh.name.trimmed().isEmpty() ? tr("New profile") : fresh.name;
        all << fresh;
    }
    for (const Profile &profile : std::as_const(all)) {
        auto *item = new QListWidgetItem(profileIcon(profile.color), profile.name, m_list);
        item->setData(Qt::UserRole, profile.id);
        if (profile.id == m_inUse) {
            QFont strong = item->font();
            strong.setWeight(QFont::DemiBold);
            item->setFont(strong);
        }
        const QString safety = safetyText(profile);
        const QString about = safety.isEmpty() ? profile.baseUrl : QString(profile.baseUrl % u'\n' % safety);
        item->setToolTip(plainToolTip(about));
        item->setData(Qt::AccessibleDescriptionRole, about);
        if (profile.id == chosen)
            m_list->setCurrentItem(item);
    }
    // Another window may have changed the one that is shown; what was typed here stays.
    const Profile *now = m_desk.store().find(chosen);
    if (now && now->id == m_form->profile().id && !m_saving && !m_form->isTouched() &&
        tidied(m_form->profile()) != *now)
        m_form->setProfile(*now, false);
    updateButtons();
}

void ProfilesDialog::setInUse(const QString &id)
{
    m_inUse = id;
    fillList();
}

QString ProfilesDialog::chosenId() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void ProfilesDialog::choose(const QString &id)
{
    int row = 0;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString() == id)
            row = i;
    }
    m_list->setCurrentRow(row);
    onChosen();
}

void ProfilesDialog::onChosen()
{
    // A new one with nothing typed goes by itself when a person turns to another.
    if (!m_newId.isEmpty() && chosenId() != m_newId) {
        m_newId.clear();
        const QSignalBlocker silence(m_list);
        delete m_list->takeItem(m_list->count() - 1);
    }
    if (const Profile *profile = m_desk.store().find(chosenId()))
        m_form->setProfile(*profile, false);
    tell({}, false);
    updateButtons();
}

void ProfilesDialog::addProfile()
{
    Profile fresh;
    fresh.id = m_newId = ProfileStore::newId();
    fresh.baseUrl = kOfficialServer;
    m_form->setProfile(fresh, true);
    fillList();
    const QSignalBlocker silence(m_list);
    m_list->setCurrentRow(m_list->count() - 1);
    tell({}, false);
    updateButtons();
    m_form->focusName();
}

void ProfilesDialog::onEdited()
{
    tell({}, false);
    updateButtons();
}

void ProfilesDialog::save()
{
    if (m_saving || !m_form->validate())
        return;
    m_saving = true;
    const Profile profile = tidied(m_form->profile());
    const bool asksTheStore = profile.keyPlace == KeyPlace::SecretStore && !m_form->pastedKey().isEmpty();
    tell(asksTheStore
             ? tr("Saving… This computer's secret store may ask for its password in a window of its own.")
             : tr("Saving…"),
         false);
    updateButtons();
    const Profile seen = m_form->filledFrom();
    m_desk.save(seen, profile, m_form->pastedKey(), this, [this, id = profile.id](const QString &problem) {
        m_saving = false;
        const Profile *saved = m_desk.store().find(id);
        // One that was refused stays as it was typed, to be mended and saved again.
        m_newId = saved ? QString() : id;
        if (saved)
            m_form->setProfile(*saved, false);
        fillList();
        if (chosenId().isEmpty())
            choose(id); // a list read anew meanwhile did not know it yet
        tell(problem.isEmpty() ? tr("Saved.") : problem, !problem.isEmpty());
        onSaved(problem);
    });
}

void ProfilesDialog::onSaved(const QString &problem)
{
    if (!problem.isEmpty()) {
        m_closeWhenSaved = false; // to be read
        m_goOn = {};
    }
    if (isSaving())
        return;
    closeSavingQuestion();
    if (std::exchange(m_closeWhenSaved, false))
        reject();
}

void ProfilesDialog::discard()
{
    m_newId.clear();
    const QString id = chosenId();
    fillList();
    choose(id);
}

void ProfilesDialog::askToRemove()
{
    const Profile *profile = m_desk.store().find(chosenId());
    if (!profile) {
        discard();
        return;
    }
    auto *box = makePlainQuestion(
        "profiles.removeQuestion"_L1, tr("Remove Profile"), tr("Remove the profile “%1”?").arg(profile->name),
        tr("Its key and what was arranged in its windows are forgotten. The account and "
           "its sandboxes stay as they are."),
        this);
    const QPushButton *remove = box->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    connect(remove, &QPushButton::clicked, this, [this, id = profile->id] {
        m_desk.remove(id);
        choose({});
    });
    box->open();
}

void ProfilesDialog::move(int by)
{
    m_desk.move(chosenId(), m_list->currentRow() + by);
    updateButtons();
}

void ProfilesDialog::openImport()
{
    if (m_importDialog && m_importDialog->isImporting()) {
        m_importDialog->open();
        return;
    }
    m_importDialog = new CliImportDialog(m_desk, this);
    // Not when it is closed: until all is imported that only hides it.
    connect(m_importDialog, &QDialog::finished, m_importDialog, &QObject::deleteLater);
    connect(m_importDialog, &CliImportDialog::imported, this, [this](const QString &problem) {
        if (!hasEdits())
            choose(m_desk.store().profiles().isEmpty() ? QString()
                                                       : m_desk.store().profiles().constLast().id);
        if (!problem.isEmpty())
            tell(problem, true);
        onSaved(problem);
    });
    m_importDialog->open();
}

void ProfilesDialog::reject()
{
    if (isSaving()) {
        askAboutSaving();
        return;
    }
    if (hasEdits()) {
        askAboutChanges();
        return;
    }
    m_newId.clear();
    QDialog::reject();
}

void ProfilesDialog::leave(std::function<void()> goOn)
{
    m_goOn = std::move(goOn);
    show();
    raise();
    activateWindow();
    reject();
}

void ProfilesDialog::askAboutChanges()
{
    // A closed one lives until the event loop comes round.
    if (m_question && m_question->isVisible())
        return;
    m_question = makePlainQuestion("profiles.changesQuestion"_L1, tr("Profiles"),
                                   tr("Save the changes to this profile?"), {}, this);
    QPushButton *keep = m_question->addButton(QMessageBox::Save);
    const QPushButton *drop = m_question->addButton(QMessageBox::Discard);
    m_question->setDefaultButton(keep);
    connect(keep, &QPushButton::clicked, this, [this] {
        m_closeWhenSaved = true;
        save();
        if (m_saving)
            return;
        m_closeWhenSaved = false;
        m_goOn = {};
    });
    connect(drop, &QPushButton::clicked, this, [this] {
        discard();
        QDialog::reject();
    });
    connect(m_question, &QDialog::finished, this, [this, keep, drop, box = m_question.data()] {
        if (box->clickedButton() != keep && box->clickedButton() != drop)
            m_goOn = {};
    });
    m_question->open();
}

void ProfilesDialog::askAboutSaving()
{
    m_closeWhenSaved = true;
    closeSavingQuestion(); // it may have been about less
    const QString pending = tr(
        "The secret store has not answered yet. It may be asking for its password in a window of its own.");
    m_savingQuestion = makePlainQuestion(
        "profiles.savingQuestion"_L1, tr("Profiles"),
        m_goOn ? tr("Leave before everything is saved?") : tr("Close before everything is saved?"),
        m_goOn ? tr("%1 A key it does not keep has to be entered again.").arg(pending)
               : tr("%1 Saving goes on, and the main window tells what is not kept.").arg(pending),
        this);
    const QPushButton *now = m_savingQuestion->addButton(m_goOn ? tr("&Leave now") : tr("&Close now"),
                                                         QMessageBox::DestructiveRole);
    connect(now, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    connect(m_savingQuestion, &QDialog::finished, this, [this, now, box = m_savingQuestion.data()] {
        if (box->clickedButton() == now)
            return;
        m_closeWhenSaved = false;
        m_goOn = {};
    });
    m_savingQuestion->open();
}

void ProfilesDialog::closeSavingQuestion()
{
    if (!m_savingQuestion)
        return;
    m_savingQuestion->disconnect(this);
    m_savingQuestion->close();
}

void ProfilesDialog::tell(const QString &notice, bool isProblem)
{
    m_notice->setText(notice);
    m_notice->setAccessibleName(notice);
    m_isProblem = isProblem;
    updateColours();
}

void ProfilesDialog::updateColours()
{
    m_notice->setForegroundRole(m_isProblem ? QPalette::WindowText : QPalette::PlaceholderText);
    QPalette coloured = palette();
    if (m_isProblem)
        coloured.setColor(QPalette::WindowText, semanticColor(SemanticColor::Danger, palette()));
    m_notice->setPalette(coloured);
}

void ProfilesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_notice)
        updateColours();
    QDialog::changeEvent(event);
}

bool ProfilesDialog::hasEdits() const
{
    return isSaving() || isTyped();
}

bool ProfilesDialog::isTyped() const
{
    return m_list->currentItem() && m_form->isTouched();
}

bool ProfilesDialog::isSaving() const
{
    return m_saving || (m_importDialog && m_importDialog->isImporting());
}

void ProfilesDialog::updateButtons()
{
    const int row = m_list->currentRow();
    const bool any = row >= 0;
    const bool saved = any && m_newId.isEmpty();
    const bool changed = any && m_form->isChanged();
    static_cast<QStackedLayout *>(m_details->parentWidget()->layout())->setCurrentIndex(any ? 0 : 1);
    m_list->setEnabled(!isTyped() && !m_saving);
    m_add->setEnabled(!changed && !m_saving);
    m_import->setEnabled(!changed && !m_saving);
    m_remove->setEnabled(any && !m_saving);
    m_up->setEnabled(saved && !changed && row > 0);
    m_down->setEnabled(saved && !changed && row + 1 < m_list->count());
    m_save->setEnabled(changed && !m_saving);
    m_discard->setEnabled(changed && !m_saving);
    const bool inUse = saved && chosenId() == m_inUse;
    m_use->setText(inUse ? tr("In use") : tr("S&witch to it"));
    m_use->setEnabled(saved && !inUse && !changed && !m_saving);
    m_form->setEnabled(!m_saving);
}

} // namespace sandglass
