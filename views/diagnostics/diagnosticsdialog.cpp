// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/diagnosticsdialog.h"

#include "settings/wholefile.h"
#include "takeout/saveflow.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kUsual{820, 620};
constexpr int kRoomAround = 60; // for the window's frame and the desktop's panels

} // namespace

DiagnosticsDialog::DiagnosticsDialog(Source source, QWidget *parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_preview(new QPlainTextEdit(this))
    , m_withIds(new QCheckBox(tr("Include the &ids of sandboxes, templates and requests"), this))
    , m_update(new QPushButton(tr("&Update"), this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_save(new QPushButton(tr("&Save…"), this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_saving(new SaveFlow(this, u"diagnostics"_s, tr("Save Diagnostics")))
{
    setObjectName("diagnosticsDialog"_L1);
    setWindowTitle(tr("Diagnostics"));
    layOut();
    connect(m_withIds, &QCheckBox::toggled, this, &DiagnosticsDialog::refresh);
    connect(m_update, &QPushButton::clicked, this, &DiagnosticsDialog::refresh);
    connect(m_copy, &QPushButton::clicked, this, &DiagnosticsDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &DiagnosticsDialog::save);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_saving, &SaveFlow::saved, m_save, [this] { m_save->setText(tr("&Saved")); });
    refresh();
    m_preview->setFocus();
}

DiagnosticsDialog::~DiagnosticsDialog() = default;

void DiagnosticsDialog::layOut()
{
    auto *note = new QLabel(
        tr("Exactly this is saved or copied. It holds no key and no token. Read it before you give it "
           "to anybody; Sandglass sends it nowhere."),
        this);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    m_preview->setObjectName("diagnostics.preview"_L1);
    m_preview->setAccessibleName(tr("What will be saved"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_preview->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_withIds->setToolTip(
        tr("Otherwise they are replaced by words such as sandbox-1, the same id by the same word."));
    m_update->setToolTip(tr("Refresh it with what is known now"));
    for (QPushButton *button : {m_update, m_copy, m_close})
        button->setAutoDefault(false);
    m_save->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_update);
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addWidget(m_close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(16);
    all->addWidget(note);
    all->addWidget(m_preview, 1);
    all->addWidget(m_withIds);
    all->addLayout(buttons);
    resize(kUsual.boundedTo(screen()->availableSize() - QSize(kRoomAround, kRoomAround)));
}

void DiagnosticsDialog::refresh()
{
    DiagnosticsRequest request = m_source();
    request.withIds = m_withIds->isChecked();
    m_written = request.now;
    m_text = diagnosticsText(request);
    const int place = m_preview->verticalScrollBar()->value();
    m_preview->setPlainText(m_text);
    m_preview->verticalScrollBar()->setValue(place);
    m_copy->setText(tr("&Copy"));
    m_save->setText(tr("&Save…"));
}

void DiagnosticsDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_text);
    m_copy->setText(tr("Copied"));
}

void DiagnosticsDialog::save()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    SaveFlow::Wish wish;
    wish.suggestion = (folder.exists() ? folder : QDir::home()).filePath(diagnosticsFileName(m_written));
    wish.filters = {tr("Text (*.md)")};
    wish.readers = FileReaders::OwnerAlone;
    // As it was shown, even if it was written anew meanwhile.
    wish.content = [text = m_text.toUtf8()](const QString & /*fileName*/) { return text; };
    m_saving->start(wish);
}

} // namespace sandglass
