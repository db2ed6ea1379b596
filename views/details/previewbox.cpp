// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/previewbox.h"

#include "details/copytool.h"
#include "details/valuetext.h"
#include "theme/icons.h"
#include "widgets/plainquestion.h"
#include "widgets/plaintooltip.h"
#include "widgets/wheelguard.h"

#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Letter by letter as it is sent: what reads like another host or another direction would pose as something
/// else.
QString shown(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

} // namespace

PreviewBox::PreviewBox(Clock &clock, Settings &settings, QUrl server, bool isDemo, QWidget *parent)
    : QWidget(parent)
    , m_port(settings, u"details/port"_s, kFirstPort)
    , m_server(std::move(server))
    , m_isDemo(isDemo)
    , m_portField(new QSpinBox(this))
    , m_address(new ValueText(this))
    , m_note(new QLabel(this))
    , m_copy(new CopyTool(
          clock, [this] { return shown(m_detail.preview.url); }, this))
    , m_openButton(new QPushButton(tr("Open"), this))
{
    setObjectName("preview"_L1);
    auto *label = new QLabel(tr("&Port"), this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setBuddy(m_portField);
    m_portField->setObjectName("preview.port"_L1);
    m_portField->setAccessibleName(tr("Port"));
    m_portField->setRange(1, kHighestPort);
    m_portField->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_portField->setValue(m_port.get());
    guardFromWheel(*this);
    m_address->setObjectName("preview.address"_L1);
    m_address->setAccessibleName(tr("Preview address"));
    m_note->setObjectName("preview.note"_L1);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_copy->setWhat(tr("Copy preview address"));
    m_openButton->setObjectName("preview.open"_L1);
    m_openButton->setAccessibleName(tr("Open in browser"));
    m_openButton->setIcon(themedIcon(u"external-link"_s));
    m_openButton->setAutoDefault(false);

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(label);
    line->addWidget(m_portField);
    line->addStretch(1);
    line->addWidget(m_openButton);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    grid->addLayout(line, 0, 0, 1, 2);
    grid->addWidget(m_address, 1, 0);
    grid->addWidget(m_copy, 1, 1, Qt::AlignTop);
    grid->addWidget(m_note, 2, 0, 1, 2);

    setTabOrder(m_portField, m_openButton);
    setTabOrder(m_openButton, m_address);
    setTabOrder(m_address, m_copy);

    connect(m_portField, &QSpinBox::valueChanged, this, [this](int port) {
        m_port.set(port);
        refresh();
    });
    connect(m_copy, &CopyTool::copied, this, &PreviewBox::copied);
    connect(m_openButton, &QPushButton::clicked, this, &PreviewBox::open);
}

PreviewBox::~PreviewBox() = default;

void PreviewBox::setSandbox(const SandboxRow &row)
{
    if (m_question && row.sandbox->id != m_row.sandbox->id)
        m_question->reject();
    m_row = row;
    refresh();
}

void PreviewBox::deselect()
{
    m_address->deselect();
}

void PreviewBox::refresh()
{
    m_detail = previewOf(m_row, m_portField->value(), m_isDemo);
    const bool hasAddress = !m_detail.preview.url.isEmpty();
    m_address->setFaint(!hasAddress);
    m_address->setValue(hasAddress ? shown(m_detail.preview.url) : tr("– %1").arg(m_detail.note));
    m_copy->setVisible(hasAddress);

    QStringList notes;
    if (!m_detail.refusal.isEmpty())
        notes += m_detail.refusal;
    if (hasAddress && !m_detail.note.isEmpty())
        notes += m_detail.note;
    if (hasAddress)
        notes += tr("Every port is public: whoever knows the address can use it, without a key.");
    const QString note = notes.join(u'\n');
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());

    m_openButton->setEnabled(m_detail.mayOpen());
    const QString why = hasAddress ? m_detail.refusal : m_detail.note;
    const QString hint =
        m_detail.mayOpen() ? tr("Open %1 in the browser").arg(shown(m_detail.preview.url)) : why;
    explain(*m_openButton, hint);
}

void PreviewBox::open()
{
    if (!m_detail.mayOpen())
        return;
    const QUrl url = m_detail.preview.url;
    if (isOfService(url, m_server))
        openNow(url);
    else
        ask(url);
}

void PreviewBox::ask(const QUrl &url)
{
    if (m_question)
        return;
    m_question = makePlainQuestion(
        "preview.question"_L1, tr("Open Preview"),
        tr("Open %1 in the browser?").arg(url.host(QUrl::FullyEncoded)),
        tr("The server gave this address for %1, but it belongs neither to HopX nor to the server:\n%2")
            .arg(m_row.sandbox->id, shown(url)),
        this);
    const QPushButton *agree = m_question->addButton(tr("&Open"), QMessageBox::AcceptRole);
    connect(agree, &QPushButton::clicked, this, [this, url] { openNow(url); });
    m_question->open();
}

void PreviewBox::openNow(const QUrl &url)
{
    if (!m_open(url))
        Q_EMIT announced(tr("No browser could be opened: copy the address instead"));
}

} // namespace sandglass
