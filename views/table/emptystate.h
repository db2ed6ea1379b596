// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <memory>

namespace sandglass {

class Clock;

/// What is to be seen in the table's place.
enum class TableFace : quint8
{
    Rows,           ///< the table itself
    Loading,        ///< the first read is under way
    NoSandboxes,    ///< read, and there are none
    NothingMatches, ///< there are some, the filter shows none
    CannotRead,     ///< nothing was ever read and the last try failed
};

struct TableFacts
{
    int total = 0;           ///< rows known
    int shown = 0;           ///< rows the filter lets through
    bool hasData = false;    ///< a read has worked
    bool hasError = false;   ///< the last read failed
    bool wantsEnded = false; ///< the filter looks among what went, of which an empty account says nothing
};

/// Old rows stay whatever fails: only a table that never had data gives way to an error.
constexpr TableFace faceFor(const TableFacts &facts)
{
    if (facts.shown > 0)
        return TableFace::Rows;
    if (facts.total > 0 || (facts.wantsEnded && facts.hasData))
        return TableFace::NothingMatches;
    if (facts.hasData)
        return TableFace::NoSandboxes;
    return facts.hasError ? TableFace::CannotRead : TableFace::Loading;
}

/// The faces other than Rows: a calm sentence, what to do about it, at most one button. Lay it in a stack
/// with the table. It takes the table's focus too, so that the keys of the window go on working and nobody's
/// next key lands in a text field. Of the buttons only the one of an empty account has the focus in its
/// place: the others would undo what somebody just typed.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kProgressAfterMs = 300;

    explicit EmptyState(Clock &clock, QWidget *parent = nullptr);
    ~EmptyState() override;

    void setFace(TableFace face);
    [[nodiscard]] TableFace face() const;

    /// What CannotRead says; plain text. The strip above says when it is tried again, and lets one do it now.
    void setFailure(const QString &headline, const QString &cause);
    /// What NothingMatches says in place of its own words; without a headline those.
    void setNothingText(const QString &headline, const QString &text);
    /// What NoSandboxes says about where: "api.hopx.dev".
    void setServerName(const QString &name);

Q_SIGNALS:
    void clearFilterWanted();
    void createWanted();
    /// A person types here, as they would in the table: it belongs into the search field.
    void textTyped(const QString &text);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sandglass
