// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "item/searchcompletion.h"
#include "item/searchquery.h"
#include "item/searchwords.h"

#include <QLineEdit>

#include <optional>

namespace sandglass {

class CompletionPopup;
class SandboxFilterModel;

/// Where searches are typed. Writes them into the filter model after a pause and follows it; suggests how a
/// token goes on, and underlines what cannot be understood. GUI thread; the references outlive it.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    /// After the last key: shorter than between two keys, so that nobody waits for it.
    static constexpr std::chrono::milliseconds kPause{60};

    SearchField(SandboxFilterModel &model, Clock &clock, QWidget *parent = nullptr);
    ~SearchField() override;

    /// As if a person typed this where the cursor is.
    void type(const QString &text);
    /// Without waiting for the pause.
    void applyNow();
    /// What is wrong with the search, as far as it is not just being typed.
    [[nodiscard]] const std::optional<SearchProblem> &shownProblem() const { return m_shown; }
    /// Where the character at @p position of the text begins, in the field.
    [[nodiscard]] int xOf(int position) const;

Q_SIGNALS:
    /// Escape in an empty field, Down or Enter: the table should have the focus.
    void tableFocusWanted();
    void shownProblemChanged();
    /// Whether what is typed may be on the way to something else.
    void suggestingChanged(bool isSuggesting);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void onTextChanged();
    void followModel();
    void suggest(bool asked);
    void closeSuggestions();
    void complete(int row);
    bool handleOpenPopup(int key);
    void showProblem();

    SandboxFilterModel &m_model;
    Clock &m_clock;
    Timer m_pause;
    CompletionPopup *m_popup = nullptr; ///< a child of the window
    SearchCompletion m_completion;
    std::optional<SearchProblem> m_shown;
    SearchWords m_words;
    bool m_suggests = false; ///< what is suggested follows the words that are found
    bool m_completing = false;
};

} // namespace sandglass
