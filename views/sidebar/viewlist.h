// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/searchquery.h"
#include "viewsettings.h"

#include <QAbstractListModel>
#include <QVector>

#include <optional>

namespace sandglass {

/// A search that has a name.
struct View
{
    QString word; ///< tells it apart in the settings; never shown
    QString name;
    QString query;

    bool operator==(const View &) const = default;
};

/// The views of one profile as a list: the built-in ones, then, below a heading, those a person saved. Every
/// change is written to the settings at once. What cannot be read there is left out.
class ViewList final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind : quint8
    {
        BuiltIn,
        Heading,
        Saved
    };
    enum Role
    {
        KindRole = Qt::UserRole, ///< Kind as int
        CountRole,               ///< how many it finds; QueryCounter::kNotCounted while not known
        CountTextRole,           ///< the same for people; what may be more says so
    };

    static constexpr int kMostSaved = 100;
    static constexpr int kLongestName = 60;
    static constexpr int kLongestQuery = 1'000;

    explicit ViewList(ViewSettings settings, QObject *parent = nullptr);
    ~ViewList() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    /// For dragging: one saved view to before @p target.
    bool moveRows(const QModelIndex &from, int row, int count, const QModelIndex &to, int target) override;

    [[nodiscard]] Kind kindAt(int row) const;
    /// Not for the heading.
    [[nodiscard]] View viewAt(int row) const;
    [[nodiscard]] int rowOfWord(const QString &word) const;
    /// The view that searches for just this, spaces and case aside; the one with @p preferred word if there
    /// are several; -1 if there is none.
    [[nodiscard]] int rowOfQuery(const QString &query, const QString &preferred = {}) const;
    /// Rows of the views in their order, without the heading.
    [[nodiscard]] QVector<int> viewRows() const;

    /// Why this cannot be a name; empty when it can. The view at @p row may have it already.
    [[nodiscard]] QString refusalOfName(const QString &name, int row = -1) const;
    /// What can be taken back keeps its place.
    [[nodiscard]] bool isFull() const { return m_saved.size() + (m_removed ? 1 : 0) >= kMostSaved; }
    /// The name has to be one that is not refused. Returns the row.
    int add(const QString &name, const QString &query);
    void rename(int row, const QString &name);
    void setQuery(int row, const QString &query);
    /// Up or down among the saved views; false where there is no place.
    bool move(int row, int by);

    void remove(int row);
    /// What remove() removed last, as long as it can be taken back.
    [[nodiscard]] const std::optional<View> &removed() const { return m_removed; }
    /// Returns its row, or -1.
    int undoRemove();
    void forgetRemoved();

    /// One for each of viewRows().
    void setCounts(const QVector<int> &counts);
    /// What was counted: all there is, all there is at different times, or a part of it.
    enum class Extent : quint8
    {
        Whole,
        InTurns,
        Part
    };
    void setExtent(Extent extent);

Q_SIGNALS:
    /// Names, searches or order changed.
    void viewsChanged();
    void removedChanged();
    /// It is gone for good, and what is remembered for it may go.
    void forgotten(const QString &word);

private:
    [[nodiscard]] bool isSaved(int row) const;
    [[nodiscard]] int savedAt(int row) const;
    [[nodiscard]] int countAt(int row) const;
    /// What was deleted here is known, whatever the list says.
    [[nodiscard]] Extent extentOf(int row) const;
    [[nodiscard]] QString shownCount(int row) const;
    [[nodiscard]] QString spokenCount(int row) const;
    void insert(int saved, const View &view);
    void load();
    void save();

    ViewSettings m_settings;
    QVector<View> m_saved;
    QVector<int> m_counts; ///< of the views in their order
    Extent m_extent = Extent::Whole;
    std::optional<View> m_removed;
    int m_removedFrom = 0;
    int m_lastNumber = 0;
};

} // namespace sandglass
