// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>

class QAbstractItemView;
class QAccessibleInterface;
class QAction;
class QLabel;
class QMenu;
class QTextDocument;
class QTextEdit;
class QWidget;

namespace sandglass::test {

/// Looks at everything a window shows, says and offers, and notes where a server's text (hostileserver.h) is
/// taken for anything but text: for markup, a link, a mnemonic, a line end, a turn of the direction, or for a
/// place that another value fills. Notes combo boxes without a name as well, for every dialog comes by here.
class TextAudit
{
public:
    /// All windows, dialogs, popups and menus that can be seen; @p moment is named beside what is found.
    void lookAround(const QString &moment);
    void look(const QWidget &window, const QString &moment);

    /// @name One text, in the way in which its place shows it
    /// @{
    void literal(const QString &place, const QString &text);  ///< letter by letter
    void guessed(const QString &place, const QString &text);  ///< as markup where Qt guesses that it is some
    void mnemonic(const QString &place, const QString &text); ///< with "&" before a letter to press
    /// @}

    [[nodiscard]] const QStringList &offences() const { return m_offences; }
    /// How often a text of the server was there to be looked at, in all or in places of one kind.
    [[nodiscard]] int seen() const { return m_seen; }
    [[nodiscard]] int seenIn(const QString &kind) const { return m_seenIn.value(kind); }

private:
    void lookAt(const QWidget &widget);
    void lookAtLabel(const QLabel &label);
    void lookAtDocument(const QString &place, const QTextDocument &document);
    void lookAtAction(const QAction &action, bool withToolTip);
    void lookAtItems(const QAbstractItemView &view);
    void hover(QAbstractItemView &view);
    void listen(QAccessibleInterface &element, int depth);
    void note(const QString &place, const QString &what, const QString &text);

    QString m_moment;
    QStringList m_offences;
    QSet<QString> m_noted;
    QSet<const QAbstractItemView *> m_hovered;
    QHash<QString, int> m_seenIn;
    int m_seen = 0;
};

} // namespace sandglass::test
