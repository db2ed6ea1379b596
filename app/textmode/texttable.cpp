// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/texttable.h"

#include <cwchar>
#include <numeric>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGap = 2;

int widthOf(char32_t character)
{
    // Unknown to the locale: one column is the best guess.
    const int width = ::wcwidth(static_cast<wchar_t>(character));
    return width < 0 ? 1 : width;
}

int totalWidth(const QVector<int> &shown, const QVector<int> &widths)
{
    return std::accumulate(shown.begin(), shown.end(), kGap * (static_cast<int>(shown.size()) - 1),
                           [&widths](int sum, int column) { return sum + widths.at(column); });
}

/// The columns, by number, that fit into @p width.
QVector<int> fitting(const QVector<TextColumn> &columns, const QVector<int> &widths, int width)
{
    QVector<int> shown(columns.size());
    std::iota(shown.begin(), shown.end(), 0);
    while (width > 0 && totalWidth(shown, widths) > width) {
        const auto least = std::max_element(shown.cbegin(), shown.cend(), [&columns](int one, int other) {
            return columns.at(one).dispensable < columns.at(other).dispensable;
        });
        if (columns.at(*least).dispensable == 0)
            break;
        shown.erase(least);
    }
    return shown;
}

QString padded(const QString &text, int width, bool alignRight)
{
    const QString blanks(std::max(0, width - displayWidth(text)), u' ');
    return alignRight ? QString(blanks % text) : QString(text % blanks);
}

} // namespace

int displayWidth(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    return std::accumulate(characters.begin(), characters.end(), 0,
                           [](int sum, uint character) { return sum + widthOf(character); });
}

QString cutToWidth(const QString &text, int width)
{
    if (displayWidth(text) <= width)
        return text;
    QString cut;
    int left = width - 1;
    const QList<uint> characters = text.toUcs4();
    for (const uint character : characters) {
        left -= widthOf(character);
        if (left < 0)
            break;
        const char32_t one = character;
        cut += QString::fromUcs4(&one, 1);
    }
    return cut + u'…';
}

QStringList layOutTable(const QVector<TextColumn> &columns, const QVector<QStringList> &rows, int width,
                        const std::function<QString(int, int, const QString &)> &paint)
{
    QVector<int> widths;
    widths.reserve(columns.size());
    for (int column = 0; column < columns.size(); ++column) {
        int widest = displayWidth(columns.at(column).header);
        for (const QStringList &row : rows)
            widest = std::max(widest, displayWidth(row.at(column)));
        widths.append(widest);
    }
    const QVector<int> shown = fitting(columns, widths, width);

    const auto line = [&](auto cellOf) {
        QStringList cells;
        for (const int column : shown) {
            // Nothing behind the last one: blanks there would only wrap.
            const bool pads = column != shown.constLast() || columns.at(column).alignRight;
            cells += cellOf(column, pads ? widths.at(column) : 0);
        }
        return cells.join(QString(kGap, u' '));
    };
    QStringList lines{line([&columns](int column, int cellWidth) {
        return padded(columns.at(column).header, cellWidth, columns.at(column).alignRight);
    })};
    for (int row = 0; row < rows.size(); ++row) {
        lines += line([&](int column, int cellWidth) {
            const QString cell = padded(rows.at(row).at(column), cellWidth, columns.at(column).alignRight);
            return paint ? paint(row, column, cell) : cell;
        });
    }
    return lines;
}

} // namespace sandglass
