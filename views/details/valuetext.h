// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextEdit>

namespace sandglass {

/// A value to read, select and copy, as high as its text at the present width; text without spaces, as of an
/// address, breaks anywhere. New text never takes away what a person has just selected.
class ValueText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit ValueText(QWidget *parent = nullptr);

    /// No effect where it reads so already; while something is selected it waits for the next call.
    void setValue(const QString &text);
    /// What is selected must not hold back the next value: it is another thing's.
    void deselect();
    void setCode(bool isCode);
    /// Weaker, for what is only an explanation.
    void setFaint(bool faint);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void applyFont();

    bool m_isCode = false;
    bool m_isFaint = false;
};

} // namespace sandglass
