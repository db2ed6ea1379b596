// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/firstrunpage.h"

#include "domain/hopxservice.h"
#include "profiles/keyplacefield.h"
#include "theme/icons.h"
#include "widgets/literaltext.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/plaintooltip.h"
#include "widgets/scrolltofocus.h"

#include <QAccessible>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageWidth = 400;
constexpr int kLeastFieldHeight = 32;

int fieldHeight(const QWidget &page)
{
    return qMax(kLeastFieldHeight, page.fontMetrics().height() + 14);
}

/// "or" between two lines.
class Divider final : public QWidget
{
public:
    explicit Divider(const QString &word, QWidget *parent) : QWidget(parent)
    {
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins({});
        layout->setSpacing(12);
        auto *label = makeNote(word, this);
        label->setWordWrap(false);
        layout->addWidget(makeLine(), 1);
        layout->addWidget(label);
        layout->addWidget(makeLine(), 1);
    }

private:
    QWidget *makeLine()
    {
        auto *line = new QFrame(this);
        line->setFrameShape(QFrame::HLine);
        line->setForegroundRole(QPalette::Mid);
        return line;
    }
};

} // namespace

FirstRunPage::FirstRunPage(QWidget *parent) : QWidget(parent)
{
    setObjectName("firstRunPage"_L1);
    auto *column = new QWidget;
    column->setFixedWidth(kPageWidth);
    auto *parts = new QVBoxLayout(column);
    parts->setContentsMargins(0, 24, 0, 24);
    parts->setSpacing(16);
    parts->addWidget(makeHeader());
    parts->addSpacing(8);
    parts->addWidget(makeForm());
    parts->addWidget(new Divider(tr("or"), column));
    parts->addWidget(makeDemo());

    auto *centred = new QWidget;
    // Stretches instead of an alignment: an aligned widget is not asked for its height at its width.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(column);
    middle->addStretch(1);
    auto *rows = new QVBoxLayout(centred);
    rows->addStretch(2);
    rows->addLayout(middle);
    rows->addStretch(3);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(centred);
    scrollToFocus(*scroll);
    scroll->setFocusPolicy(Qt::NoFocus);
    // Not the white of lists: this is a form.
    scroll->viewport()->setAutoFillBackground(false);
    centred->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_top = new QVBoxLayout;
    layout->addLayout(m_top);
    layout->addWidget(scroll, 1);

    updateColours();
    showIdle();
}

FirstRunPage::~FirstRunPage()
{
    clearKey();
}

void FirstRunPage::takeFocus()
{
    m_key->setFocus(Qt::OtherFocusReason);
}

QWidget *FirstRunPage::makeHeader()
{
    auto *header = new QWidget;
    auto *logo = new Picture(QIcon(u":/icons/sandglass.svg"_s), 56, header);
    m_title = new QLabel(u"Sandglass"_s, header);
    setStrong(m_title, 1.7);
    m_title->setTextFormat(Qt::PlainText);
    m_purpose =
        makeNote(tr("Watch your HopX sandboxes, start and stop them, pause and resume them."), header);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_purpose);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins({});
    layout->setSpacing(16);
    layout->addWidget(logo, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    return header;
}

QWidget *FirstRunPage::makeForm()
{
    auto *form = new QWidget;
    m_address = new QLineEdit(kOfficialServer, form);
    m_address->setObjectName("connect.address"_L1);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_key = new QLineEdit(form);
    m_key->setObjectName("connect.key"_L1);
    m_key->setPlaceholderText(u"hopx_live_…"_s);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                               Qt::ImhNoAutoUppercase);
    m_showKey = new QToolButton(form);
    m_showKey->setObjectName("connect.showKey"_L1);
    m_showKey->setCheckable(true);
    m_showKey->setFocusPolicy(Qt::StrongFocus);
    m_showKey->setFixedHeight(fieldHeight(*this));
    for (QLineEdit *field : {m_address, m_key}) {
        field->setFixedHeight(fieldHeight(*this));
        field->setTextMargins(4, 0, 4, 0);
    }

    auto *addressLabel = new QLabel(tr("&Server address"), form);
    addressLabel->setBuddy(m_address);
    m_address->setAccessibleName(tr("Server address"));
    auto *keyLabel = new QLabel(tr("API &key"), form);
    keyLabel->setBuddy(m_key);
    m_key->setAccessibleName(tr("API key"));
    auto *note = makeNote(tr("The key is sent to this server only."), form);
    m_place = new KeyPlaceField(form);
    m_place->offerOnlyForTypedKeys();
    m_place->box().setFixedHeight(fieldHeight(*this));
    auto *placeLabel = new QLabel(tr("Kee&p the key"), form);
    placeLabel->setBuddy(m_place);
    m_key->setAccessibleDescription(note->text());

    m_problem = new QFrame(form);
    m_problem->setObjectName("connect.problem"_L1);
    m_problem->setAutoFillBackground(true);
    auto *sign = new Picture(themedIcon(u"triangle-alert"_s, SemanticColor::Danger), 16, m_problem);
    m_problemHeadline = new QLabel(m_problem);
    m_problemText = new QLabel(m_problem);
    for (QLabel *label : {m_problemHeadline, m_problemText}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    setStrong(m_problemHeadline);
    auto *problemTexts = new QVBoxLayout;
    problemTexts->setSpacing(4);
    problemTexts->addWidget(m_problemHeadline);
    problemTexts->addWidget(m_problemText);
    auto *problem = new QHBoxLayout(m_problem);
    problem->setContentsMargins(12, 10, 12, 10);
    problem->setSpacing(10);
    problem->addWidget(sign, 0, Qt::AlignTop);
    problem->addLayout(problemTexts, 1);

    m_connect = new QPushButton(tr("Connect"), form);
    m_connect->setObjectName("connect.connect"_L1);
    m_connect->setFixedHeight(fieldHeight(*this));
    m_cancel = new QPushButton(tr("Cancel"), form);
    m_cancel->setObjectName("connect.cancel"_L1);
    m_cancel->setFixedHeight(fieldHeight(*this));
    m_progress = new QProgressBar(form);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setAccessibleName(tr("Checking the connection"));
    QSizePolicy keepsItsPlace = m_progress->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsItsPlace);

    auto *keyRow = new QHBoxLayout;
    keyRow->setSpacing(8);
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(m_showKey);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_connect, 1);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(addressLabel);
    layout->addWidget(m_address);
    layout->addSpacing(8);
    layout->addWidget(keyLabel);
    layout->addLayout(keyRow);
    layout->addWidget(note);
    layout->addSpacing(8);
    layout->addWidget(placeLabel);
    layout->addWidget(m_place);
    layout->addSpacing(8);
    layout->addWidget(m_problem);
    layout->addSpacing(4);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);

    connect(m_showKey, &QToolButton::toggled, this, &FirstRunPage::setKeyShown);
    connect(m_connect, &QPushButton::clicked, this, &FirstRunPage::askToConnect);
    connect(m_cancel, &QPushButton::clicked, this, &FirstRunPage::cancelWanted);
    for (QLineEdit *field : {m_address, m_key}) {
        connect(field, &QLineEdit::returnPressed, this, &FirstRunPage::askToConnect);
        connect(field, &QLineEdit::textEdited, this, &FirstRunPage::forgetProblem);
    }
    // Not textEdited(): a screen reader sets the text without it.
    connect(m_key, &QLineEdit::textChanged, this, [this](const QString &key) {
        if (!key.isEmpty() && !std::exchange(m_keyBegun, true))
            Q_EMIT keyBegun();
    });
    setKeyShown(false);
    return form;
}

QWidget *FirstRunPage::makeDemo()
{
    auto *demo = new QWidget;
    m_demo = new QPushButton(tr("Try the demo"), demo);
    m_demo->setObjectName("connect.demo"_L1);
    m_demo->setFixedHeight(fieldHeight(*this));
    auto *note =
        makeNote(tr("Simulated sandboxes on this computer. No account needed, nothing costs money."), demo);
    m_demo->setAccessibleDescription(note->text());
    auto *layout = new QVBoxLayout(demo);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_demo);
    layout->addWidget(note);
    connect(m_demo, &QPushButton::clicked, this, &FirstRunPage::demoWanted);
    return demo;
}

void FirstRunPage::setAddress(const QString &address)
{
    m_address->setText(address);
}

void FirstRunPage::setProfile(const Profile &profile)
{
    m_title->setText(profile.name);
    m_purpose->setText(tr("This profile needs its API key."));
    m_address->setText(profile.baseUrl);
    m_place->setPlace(profile.keyPlace == KeyPlace::Environment ? KeyPlace::Session : profile.keyPlace);
}

KeyPlace FirstRunPage::keyPlace() const
{
    return m_place->place();
}

void FirstRunPage::setStoreProblem(const QString &problem)
{
    m_place->setStoreProblem(problem);
    if (!problem.isEmpty())
        m_place->setPlace(KeyPlace::Session);
}

void FirstRunPage::setWayBack(const QString &name)
{
    if (m_back)
        return;
    m_back = new QPushButton(themedIcon(u"arrow-left"_s), tr("&Back to %1").arg(literalText(name)), this);
    m_back->setObjectName("connect.back"_L1);
    m_back->setFlat(true);
    m_back->setAutoDefault(false);
    auto *note = makeNote(tr("This connection stays until another one works."), this);
    explain(*m_back,
            tr("Back to %1  (%2)").arg(name, QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)),
            note->text());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 16, 0);
    row->setSpacing(8);
    row->addWidget(m_back);
    row->addWidget(note, 1);
    m_top->addLayout(row);
    setTabOrder(this, m_back);
    connect(m_back, &QPushButton::clicked, this, &FirstRunPage::backWanted);
}

void FirstRunPage::askToConnect()
{
    const QString address = m_address->text().trimmed();
    const QString key = m_key->text().trimmed();
    if (address.isEmpty()) {
        showProblem(tr("The server's address is missing."),
                    tr("Enter it above. HopX itself is https://api.hopx.dev."), Culprit::Address);
    } else if (key.isEmpty()) {
        showProblem(tr("The API key is missing."), tr("Paste your HopX API key, or try the demo."),
                    Culprit::Key);
    } else {
        Q_EMIT connectWanted(address, key);
    }
}

void FirstRunPage::showChecking()
{
    forgetProblem();
    setChecking(true);
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void FirstRunPage::showProblem(const QString &headline, const QString &text, Culprit culprit)
{
    setChecking(false);
    m_problemHeadline->setText(headline);
    m_problemText->setText(text);
    m_problemText->setVisible(!text.isEmpty());
    m_problem->setAccessibleName(headline);
    m_problem->setAccessibleDescription(text);
    m_problem->show();
    focusOn(culprit);
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FirstRunPage::focusOn(Culprit culprit)
{
    switch (culprit) {
    case Culprit::Address:
        m_address->setFocus(Qt::OtherFocusReason);
        m_address->selectAll();
        return;
    case Culprit::Key:
        // It is hidden, so nobody mends it: typing replaces it.
        m_key->setFocus(Qt::OtherFocusReason);
        m_key->selectAll();
        return;
    case Culprit::Neither:
        m_connect->setFocus(Qt::OtherFocusReason);
        return;
    }
}

void FirstRunPage::showIdle()
{
    forgetProblem();
    setChecking(false);
}

void FirstRunPage::clearKey()
{
    // Unlike clear(), setText() leaves nothing to undo.
    m_key->setText(QString());
    m_showKey->setChecked(false);
}

void FirstRunPage::forgetProblem()
{
    m_problem->hide();
}

void FirstRunPage::setChecking(bool checking)
{
    for (QWidget *input :
         {static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_showKey),
          static_cast<QWidget *>(m_place), static_cast<QWidget *>(m_demo), static_cast<QWidget *>(m_connect)})
        input->setEnabled(!checking);
    m_connect->setText(checking ? tr("Checking…") : tr("Connect"));
    m_cancel->setVisible(checking);
    m_progress->setVisible(checking);
    // A key shown to check it for typing errors need not stay on the screen.
    if (checking)
        m_showKey->setChecked(false);
}

void FirstRunPage::setKeyShown(bool shown)
{
    m_key->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_showKey->setText(shown ? tr("Hide") : tr("Show"));
    m_showKey->setAccessibleName(shown ? tr("Hide the key") : tr("Show the key"));
}

void FirstRunPage::updateColours()
{
    QPalette tinted = palette();
    tinted.setColor(QPalette::Window, semanticColor(SemanticColor::DangerTint, palette()));
    m_problem->setPalette(tinted);
    QPalette primary = palette();
    primary.setColor(QPalette::Active, QPalette::Button,
                     palette().color(QPalette::Active, QPalette::Highlight));
    primary.setColor(QPalette::Inactive, QPalette::Button,
                     palette().color(QPalette::Active, QPalette::Highlight));
    primary.setColor(QPalette::Active, QPalette::ButtonText,
                     palette().color(QPalette::Active, QPalette::HighlightedText));
    primary.setColor(QPalette::Inactive, QPalette::ButtonText,
                     palette().color(QPalette::Active, QPalette::HighlightedText));
    m_connect->setPalette(primary);
}

void FirstRunPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_connect)
        updateColours();
    QWidget::changeEvent(event);
}

void FirstRunPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_cancel->isVisible()) {
        Q_EMIT cancelWanted();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_back) {
        Q_EMIT backWanted();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace sandglass
