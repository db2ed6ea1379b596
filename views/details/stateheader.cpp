// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/stateheader.h"

#include "theme/icons.h"
#include "widgets/plainlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace sandglass {

using namespace Qt::StringLiterals;

/// The glyph at rest: motion beside text one reads would only disturb, and the row moves already.
class StateHeader::Glyph final : public QWidget
{
public:
    explicit Glyph(QWidget *parent) : QWidget(parent) { setFixedSize(kStatusGlyphSize, kStatusGlyphSize); }

    void show(const StatusGlyph &glyph)
    {
        if (m_glyph == glyph)
            return;
        m_glyph = glyph;
        update();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintStatusGlyph(painter, rect(), m_glyph, palette());
    }

private:
    StatusGlyph m_glyph;
};

StateHeader::StateHeader(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new Glyph(this))
    , m_word(makePlainLabel(this, u"state"_s))
    , m_meaning(makeNote({}, this))
    , m_read(makeNote({}, this))
    , m_problem(makePlainLabel(this, u"readProblem"_s))
    , m_again(new QToolButton(this))
{
    setObjectName("stateHeader"_L1);
    m_read->setObjectName("readAge"_L1);
    setStrong(m_word, kHeadlineScale);
    m_again->setIcon(themedIcon(u"refresh-cw"_s));
    m_again->setIconSize({14, 14});
    m_again->setFixedSize(24, 22);
    m_again->setAutoRaise(true);
    m_again->setFocusPolicy(Qt::StrongFocus);
    m_again->setToolTip(tr("Read this sandbox now"));
    m_again->setAccessibleName(tr("Read now"));
    m_again->setAccessibleDescription(tr("Read this sandbox now; reading never wakes it"));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_glyph, 0, 0, Qt::AlignVCenter);
    grid->addWidget(m_word, 0, 1);
    grid->addWidget(m_again, 0, 2);
    grid->addWidget(m_meaning, 1, 0, 1, 3);
    grid->addWidget(m_read, 2, 0, 1, 3);
    grid->addWidget(m_problem, 3, 0, 1, 3);
    connect(m_again, &QToolButton::clicked, this, &StateHeader::readWanted);
}

void StateHeader::setState(const StatusGlyph &glyph, const QString &word, const QString &meaning)
{
    m_glyph->show(glyph);
    setShownText(m_word, word);
    setShownText(m_meaning, meaning);
}

void StateHeader::setReading(const QString &text, const QString &problem, bool mayReadNow)
{
    setShownText(m_read, text);
    setShownText(m_problem, problem);
    m_again->setEnabled(mayReadNow);
}

} // namespace sandglass
