// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/outcomepanel.h"

#include "failures/detailspanel.h"
#include "item/formatting.h"
#include "store/actionrules.h"
#include "theme/icons.h"
#include "widgets/literaltext.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/timetexts.h"

#include <QAccessible>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostChoices = 4;

/// "1763382095i648uu1o, running, in eu-west, appeared at 14:02"
QString describe(const Sandbox &one, UtcTime now)
{
    QStringList parts{one.id, nameOfStatus(one.status, one.statusWord).toLower()};
    if (!one.region.isEmpty())
        parts += OutcomePanel::tr("in %1").arg(one.region);
    if (one.createdAt.isKnown())
        parts += OutcomePanel::tr("created at %1").arg(shortMoment(one.createdAt.at, now));
    return parts.join(u", "_s);
}

} // namespace

OutcomePanel::OutcomePanel(QWidget *parent)
    : QFrame(parent)
    , m_icon(new Picture(16, this))
    , m_headline(new QLabel(this))
    , m_text(new QLabel(this))
    , m_choices(new QWidget(this))
    , m_choicesLayout(new QVBoxLayout(m_choices))
    , m_group(new QButtonGroup(this))
    , m_details(new DetailsPanel(this))
    , m_yes(new QPushButton(tr("&Yes, it is mine"), this))
    , m_no(new QPushButton(tr("&No"), this))
    , m_openPage(new QPushButton(tr("Open &billing page"), this))
    , m_lookAgain(new QPushButton(tr("&Look again"), this))
    , m_copy(new QPushButton(tr("Copy report"), this))
{
    setObjectName("create.outcome"_L1);
    layOut();
    connect(m_yes, &QPushButton::clicked, this, [this] {
        if (const QAbstractButton *chosen = m_group->checkedButton())
            Q_EMIT claimWanted(chosen->property("sandboxId").toString());
    });
    // Not clicked(): assistive technology toggles.
    connect(m_group, &QButtonGroup::buttonToggled, this,
            [this] { m_yes->setEnabled(m_group->checkedButton()); });
    connect(m_no, &QPushButton::clicked, this, &OutcomePanel::disclaimWanted);
    connect(m_lookAgain, &QPushButton::clicked, this, &OutcomePanel::lookAgainWanted);
    connect(m_copy, &QPushButton::clicked, this, &OutcomePanel::copyReportWanted);
    connect(m_openPage, &QPushButton::clicked, this, &OutcomePanel::openPage);
    connect(m_details, &DetailsPanel::openChanged, this, &OutcomePanel::reshaped);
    clear();
}

void OutcomePanel::layOut()
{
    setAutoFillBackground(true);
    for (QLabel *label : {m_headline, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setMinimumWidth(1); // a word without an end must not push the form out of its window
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_headline->setObjectName("create.outcomeHeadline"_L1);
    m_text->setObjectName("create.outcomeText"_L1);
    setStrong(m_headline);
    m_choicesLayout->setContentsMargins({});
    m_choicesLayout->setSpacing(2);
    m_yes->setObjectName("create.yes"_L1);
    m_no->setObjectName("create.no"_L1);
    m_openPage->setObjectName("create.openPage"_L1);
    m_openPage->setToolTip(tr("Opens in the browser"));
    m_lookAgain->setObjectName("create.lookAgain"_L1);
    m_copy->setObjectName("create.copyReport"_L1);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_yes, m_no, m_openPage, m_lookAgain, m_copy}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_headline);
    texts->addWidget(m_text);
    texts->addWidget(m_choices);
    texts->addWidget(m_details);
    texts->addSpacing(4);
    texts->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
}

void OutcomePanel::clear()
{
    m_mood = Mood::None;
    hide();
    Q_EMIT reshaped();
}

void OutcomePanel::show(Mood mood, const QString &headline, const QString &text, const QSet<QWidget *> &parts)
{
    m_mood = mood;
    m_headline->setText(headline);
    m_text->setText(text);
    setAccessibleName(headline);
    setAccessibleDescription(text);
    for (QWidget *part :
         {static_cast<QWidget *>(m_choices), static_cast<QWidget *>(m_details), static_cast<QWidget *>(m_yes),
          static_cast<QWidget *>(m_no), static_cast<QWidget *>(m_openPage),
          static_cast<QWidget *>(m_lookAgain), static_cast<QWidget *>(m_copy)})
        part->setVisible(parts.contains(part)); // one that stays keeps the focus
    updateColours();
    QFrame::show();
    announce();
}

void OutcomePanel::announce()
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void OutcomePanel::openPage()
{
    const QString before = m_text->text();
    const QString address = m_page.toString(QUrl::FullyEncoded);
    if (m_open(m_page) || before.contains(address))
        return;
    m_text->setText(before % u' ' % tr("No browser could be opened: %1").arg(address));
    setAccessibleDescription(m_text->text());
    announce();
    Q_EMIT reshaped();
}

void OutcomePanel::showFailure(const ErrorReport &report, const QUrl &page, bool mayLookAgain)
{
    QSet<QWidget *> parts{m_copy, m_details};
    if (!page.isEmpty())
        parts.insert(m_openPage);
    if (mayLookAgain)
        parts.insert(m_lookAgain);
    show(Mood::Danger, report.headline, QString(report.cause % u' ' % report.nextStep), parts);
    m_page = page;
    m_details->setDetails(report.details);
    Q_EMIT reshaped();
}

void OutcomePanel::showLooking(const QString &cause)
{
    show(Mood::Question, tr("Looking whether it was created"), cause, {});
    Q_EMIT reshaped();
}

void OutcomePanel::showQuestion(const QString &cause, const QVector<Sandbox> &candidates, UtcTime now)
{
    QString headline = tr("Sandboxes of this template appeared. Is one of them yours?");
    if (candidates.size() == 1) {
        const ReportedTime &created = candidates.first().createdAt;
        headline = created.isKnown() ? tr("A sandbox of this template appeared at %1. Is it yours?")
                                           .arg(shortMoment(created.at, now))
                                     : tr("A sandbox of this template appeared. Is it yours?");
    }
    QString text = tr("%1 Nothing is sent again before you have answered.").arg(cause);
    if (candidates.size() > kMostChoices)
        text += u' ' + tr("There are %1 more; see the list of sandboxes.")
                           .arg(countText(candidates.size() - kMostChoices));
    show(Mood::Question, headline, text, {m_yes, m_no, m_choices});
    setCandidates(candidates, now);
    m_no->setText(candidates.size() == 1 ? tr("&No") : tr("&None of them"));
    Q_EMIT reshaped();
}

void OutcomePanel::setCandidates(const QVector<Sandbox> &candidates, UtcTime now)
{
    // Who stays keeps the button, for that may have the focus.
    QHash<QString, QAbstractButton *> before;
    for (QAbstractButton *button : m_group->buttons())
        before.insert(button->property("sandboxId").toString(), button);
    for (const Sandbox &one : candidates.first(qMin(candidates.size(), kMostChoices))) {
        QAbstractButton *choice = before.take(one.id);
        if (!choice) {
            choice = new QRadioButton(m_choices);
            choice->setProperty("sandboxId", one.id);
            m_group->addButton(choice);
            m_choicesLayout->addWidget(choice);
        }
        choice->setText(literalText(describe(one, now)));
    }
    qDeleteAll(before);
    // With several nothing is chosen beforehand: a guess would be taken for knowledge.
    if (candidates.size() == 1)
        m_group->buttons().constFirst()->setChecked(true);
    m_yes->setEnabled(m_group->checkedButton());
}

void OutcomePanel::updateColours()
{
    const bool isQuestion = m_mood == Mood::Question;
    const SemanticColor ink = isQuestion ? SemanticColor::Warning : SemanticColor::Danger;
    m_icon->setIcon(themedIcon(isQuestion ? u"circle-help"_s : u"triangle-alert"_s, ink));
    QPalette tinted = parentWidget() ? parentWidget()->palette() : palette();
    tinted.setColor(
        QPalette::Window,
        semanticColor(isQuestion ? SemanticColor::WarningTint : SemanticColor::DangerTint, tinted));
    setPalette(tinted);
}

} // namespace sandglass
