// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace sandglass {

class Clock;
class SandboxFilterModel;
class SandboxStore;

/// Search field, one toggle per state with its count, and while filtering "12 of 24 shown"; below, what is
/// wrong with the search. The toggles write and read the `state:` part of the search. GUI thread; the
/// references must outlive it.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    FilterBar(SandboxFilterModel &model, const SandboxStore &store, Clock &clock, QWidget *parent = nullptr);
    ~FilterBar() override;

    /// Puts the cursor into the search field; for the Ctrl+F action, which belongs to the window.
    void focusSearch();
    /// Puts @p text at the end of the search field and the cursor behind it: somebody typed in the table.
    void typeText(const QString &text);
    /// Hides the toggles where something else shows the states and their counts.
    void setChipsShown(bool shown);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Escape in an empty field, Down or Enter: the table should have the focus.
    void tableFocusWanted();
    /// Whether the search field suggests how a search that is being typed goes on.
    void suggestingChanged(bool isSuggesting);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sandglass
