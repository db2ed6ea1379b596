// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/jsonview.h"

#include "theme/icons.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextCursor>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Makes the document read @p text by replacing the part that differs.
void replaceDifference(QTextDocument &document, const QString &text)
{
    const QString old = document.toPlainText();
    if (old == text)
        return;
    const auto [oldFrom, newFrom] = std::mismatch(old.begin(), old.end(), text.begin(), text.end());
    const auto first = std::distance(old.begin(), oldFrom);
    const qsizetype mostBehind = std::min(old.size(), text.size()) - first;
    qsizetype behind = 0;
    while (behind < mostBehind && old.at(old.size() - 1 - behind) == text.at(text.size() - 1 - behind))
        ++behind;
    QTextCursor cursor(&document);
    cursor.setPosition(static_cast<int>(first));
    cursor.setPosition(static_cast<int>(old.size() - behind), QTextCursor::KeepAnchor);
    cursor.insertText(text.sliced(first, text.size() - behind - first));
}

} // namespace

JsonView::JsonView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_hint(new QLabel(this))
    , m_copy(new QPushButton(tr("Copy JSON"), this))
{
    setObjectName("json"_L1);
    m_text->setObjectName("json.text"_L1);
    m_text->setAccessibleName(tr("Answer of the server"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setUndoRedoEnabled(false);
    m_hint->setText(
        tr("The last answer, fields in alphabetical order. Tokens, keys and values of environment "
           "variables are removed."));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_copy->setObjectName("json.copy"_L1);
    m_copy->setIcon(themedIcon(u"copy"_s));
    m_copy->setAutoDefault(false);
    m_copy->setEnabled(false);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 8);
    top->setSpacing(8);
    top->addWidget(m_hint, 1);
    top->addWidget(m_copy, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);

    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_json);
        Q_EMIT copied();
    });
}

void JsonView::setJson(const QString &json)
{
    m_json = json;
    m_copy->setEnabled(!json.isEmpty());
    replaceDifference(*m_text->document(), json);
}

} // namespace sandglass
