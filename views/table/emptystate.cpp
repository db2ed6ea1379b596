// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/emptystate.h"

#include "domain/clock.h"
#include "theme/icons.h"
#include "theme/statuscolors.h"
#include "widgets/describe.h"
#include "widgets/focus.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPictureSize = 40;
constexpr int kTextWidth = 420;

} // namespace

struct EmptyState::Private
{
    Private(EmptyState &state, Clock &stateClock) : q(state), clock(stateClock) {}

    void build();
    void showFace();
    void showLoading();
    void focusWhatCanBeDone();
    void show(const QIcon &icon, const QString &title, const QString &words, const QString &buttonText);

    EmptyState &q;
    Clock &clock;
    TableFace face = TableFace::Rows;
    QString failureHeadline;
    QString failureCause;
    QString serverName;
    QString nothingHeadline;
    QString nothingText;
    Timer loadingSoon;
    Picture *picture = nullptr;
    QLabel *headline = nullptr;
    QLabel *text = nullptr;
    QPushButton *button = nullptr;
    QProgressBar *progress = nullptr;
};

EmptyState::EmptyState(Clock &clock, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(*this, clock))
{
    d->build();
}

EmptyState::~EmptyState() = default;

void EmptyState::Private::build()
{
    q.setObjectName(u"emptyState"_s);
    q.setBackgroundRole(QPalette::Base);
    q.setForegroundRole(QPalette::Text);
    q.setAutoFillBackground(true);
    q.setFocusPolicy(Qt::StrongFocus);

    picture = new Picture(kPictureSize, &q);
    headline = new QLabel(&q);
    headline->setObjectName(u"emptyState.headline"_s);
    setStrong(headline, 1.25);
    text = new QLabel(&q);
    text->setObjectName(u"emptyState.text"_s);
    text->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {headline, text}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
        label->setFixedWidth(kTextWidth);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    button = new QPushButton(&q);
    button->setObjectName(u"emptyState.button"_s);
    progress = new QProgressBar(&q);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setFixedSize(160, 6);
    progress->setAccessibleName(tr("Reading sandboxes"));

    auto *layout = new QVBoxLayout(&q);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(0);
    layout->addStretch(2);
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    layout->addWidget(headline, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(text, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    layout->addWidget(button, 0, Qt::AlignHCenter);
    layout->addWidget(progress, 0, Qt::AlignHCenter);
    // A little above the middle looks like the middle.
    layout->addStretch(3);

    QObject::connect(button, &QPushButton::clicked, &q, [this] {
        if (face == TableFace::NothingMatches)
            Q_EMIT q.clearFilterWanted();
        else
            Q_EMIT q.createWanted();
    });
    show({}, {}, {}, {});
}

void EmptyState::setFace(TableFace face)
{
    if (d->face == face)
        return;
    d->face = face;
    d->showFace();
}

TableFace EmptyState::face() const
{
    return d->face;
}

void EmptyState::setFailure(const QString &headline, const QString &cause)
{
    d->failureHeadline = headline;
    d->failureCause = cause;
    d->showFace();
}

void EmptyState::setNothingText(const QString &headline, const QString &text)
{
    if (d->nothingHeadline == headline && d->nothingText == text)
        return;
    d->nothingHeadline = headline;
    d->nothingText = text;
    d->showFace();
}

void EmptyState::setServerName(const QString &name)
{
    d->serverName = name;
    d->showFace();
}

void EmptyState::Private::showFace()
{
    if (face == TableFace::Loading) {
        // A quick answer comes without a flash of words; a slow one is not restarted by the next state.
        if (!loadingSoon && progress->isHidden()) {
            show({}, {}, {}, {});
            loadingSoon = clock.after(std::chrono::milliseconds(kProgressAfterMs), [this] { showLoading(); });
        }
        return;
    }
    loadingSoon.reset();
    switch (face) {
    case TableFace::Rows:
    case TableFace::Loading:
        show({}, {}, {}, {});
        return;
    case TableFace::NoSandboxes:
        show(themedIcon(u"hourglass"_s, SemanticColor::Faint), tr("No sandboxes yet"),
             serverName.isEmpty()
                 ? tr("Create one here, or with the HopX SDK or command line: it appears within seconds.")
                 : tr("Create one on %1 here, or with the HopX SDK or command line: it appears within "
                      "seconds.")
                       .arg(serverName),
             tr("New sandbox…"));
        return;
    case TableFace::NothingMatches:
        if (!nothingHeadline.isEmpty()) {
            show(themedIcon(u"list-filter"_s, SemanticColor::Faint), nothingHeadline, nothingText,
                 tr("Show all sandboxes"));
            return;
        }
        show(themedIcon(u"list-filter"_s, SemanticColor::Faint), tr("Nothing matches this filter"),
             tr("There are sandboxes, but none with these words or states."), tr("Clear filter"));
        return;
    case TableFace::CannotRead:
        show(themedIcon(u"wifi-off"_s, SemanticColor::Faint),
             failureHeadline.isEmpty() ? tr("Sandboxes cannot be read") : failureHeadline, failureCause, {});
        return;
    }
}

void EmptyState::Private::showLoading()
{
    loadingSoon.reset();
    show({}, tr("Reading sandboxes…"), {}, {});
    progress->show();
}

void EmptyState::Private::show(const QIcon &icon, const QString &title, const QString &words,
                               const QString &buttonText)
{
    picture->setIcon(icon);
    picture->setVisible(!icon.isNull());
    headline->setText(title);
    headline->setVisible(!title.isEmpty());
    text->setText(words);
    for (QLabel *label : {headline, text}) // layouts do not ask aligned labels for their height
        label->setMinimumHeight(std::max(0, label->heightForWidth(kTextWidth)));
    text->setVisible(!words.isEmpty());
    // A button that goes would hand the focus to whatever comes next.
    if (holdsFocus(*button) && face != TableFace::NoSandboxes)
        q.setFocus();
    q.setFocusPolicy(face == TableFace::NoSandboxes ? Qt::NoFocus : Qt::StrongFocus);
    button->setText(buttonText);
    describe(*button, words);
    button->setVisible(!buttonText.isEmpty());
    focusWhatCanBeDone();
    progress->hide();
    const QString name = title.isEmpty() ? tr("Sandboxes") : title;
    nameForReaders(q, name);
    describe(q, words);
}

void EmptyState::Private::focusWhatCanBeDone()
{
    if (q.hasFocus() && face == TableFace::NoSandboxes)
        button->setFocus();
}

void EmptyState::keyPressEvent(QKeyEvent *event)
{
    // Not where a filter was typed: the next Enter would throw it away.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        d->face != TableFace::NothingMatches && d->button->isVisible()) {
        d->button->click();
        return;
    }
    const QString text = event->text();
    const bool isTyping = !text.isEmpty() && text.at(0).isPrint() &&
                          !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isTyping)
        Q_EMIT textTyped(text);
    else
        QWidget::keyPressEvent(event);
}

void EmptyState::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d->focusWhatCanBeDone();
    update();
}

void EmptyState::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void EmptyState::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!hasFocus() || !window()->isActiveWindow())
        return;
    QPainter painter(this);
    painter.setPen(QPen(semanticColor(SemanticColor::Link, palette()), 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace sandglass
