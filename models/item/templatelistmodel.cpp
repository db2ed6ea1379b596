// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/templatelistmodel.h"

#include "item/formatting.h"
#include "store/createrules.h"
#include "store/templatelibrary.h"

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

bool isUsable(const Template &one)
{
    return useOf(one) == TemplateUse::Ready;
}

QString ownerText(const Template &one)
{
    if (!one.isPublic)
        return {};
    return *one.isPublic ? TemplateListModel::tr("public") : TemplateListModel::tr("own");
}

QString subtitleOf(const Template &one)
{
    if (!isUsable(one))
        return whyNotUsable(one);
    QStringList parts{ownerText(one), sizesText(one)};
    // Names may stand twice; ids never do.
    if (!one.name.isEmpty() && one.name != one.title())
        parts.prepend(one.name);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

QString sizesText(const Template &made)
{
    QStringList parts;
    if (made.vcpu)
        parts += TemplateListModel::tr("%1 vCPU").arg(*made.vcpu);
    if (made.memoryMb)
        parts += TemplateListModel::tr("%1 memory").arg(sizeText(*made.memoryMb));
    if (made.diskMb)
        parts += TemplateListModel::tr("%1 disk").arg(sizeText(*made.diskMb));
    return parts.join(u", "_s);
}

TemplateListModel::TemplateListModel(const TemplateLibrary &library, QObject *parent)
    : QAbstractListModel(parent), m_library(library)
{
    connect(&library, &TemplateLibrary::changed, this, &TemplateListModel::fill);
    fill();
}

int TemplateListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant TemplateListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Template &one = m_shown.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return one.title();
    case Qt::AccessibleTextRole:
        return one.title();
    case Qt::AccessibleDescriptionRole:
    case SubtitleRole:
        return subtitleOf(one);
    case KeyRole:
        return one.key();
    case UsableRole:
        return isUsable(one);
    default:
        return {};
    }
}

Qt::ItemFlags TemplateListModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractListModel::flags(index);
    if (index.isValid() && !isUsable(m_shown.at(index.row())))
        flags &= ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return flags;
}

void TemplateListModel::setSearch(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    fill();
}

void TemplateListModel::setUnusableShown(bool shown)
{
    if (shown == m_unusableShown)
        return;
    m_unusableShown = shown;
    fill();
}

int TemplateListModel::rowOf(const QString &key) const
{
    for (int row = 0; row < m_shown.size(); ++row) {
        if (m_shown.at(row).key() == key)
            return row;
    }
    return -1;
}

int TemplateListModel::usableCount() const
{
    const auto &all = m_library.templates();
    return static_cast<int>(std::count_if(all.begin(), all.end(), isUsable));
}

int TemplateListModel::unusableCount() const
{
    return static_cast<int>(m_library.templates().size()) - usableCount();
}

bool TemplateListModel::matches(const Template &one) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&one](const QString &word) {
        const std::array fields{&one.displayName, &one.name, &one.id, &one.category, &one.language};
        return std::any_of(fields.begin(), fields.end(), [&word](const QString *field) {
            return field->contains(word, Qt::CaseInsensitive);
        });
    });
}

void TemplateListModel::fill()
{
    QVector<Template> shown;
    for (const Template &one : m_library.templates()) {
        if ((isUsable(one) || m_unusableShown) && matches(one))
            shown.append(one);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const Template &a, const Template &b) {
        if (isUsable(a) != isUsable(b))
            return isUsable(a);
        const int order = QString::localeAwareCompare(a.title(), b.title());
        return order != 0 ? order < 0 : a.key() < b.key();
    });
    if (shown == m_shown)
        return;
    const bool sameRows = std::equal(shown.begin(), shown.end(), m_shown.begin(), m_shown.end(),
                                     [](const Template &a, const Template &b) { return a.key() == b.key(); });
    if (sameRows && !shown.isEmpty()) {
        m_shown = std::move(shown);
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_shown.size()) - 1));
        return;
    }
    beginResetModel();
    m_shown = std::move(shown);
    endResetModel();
}

} // namespace sandglass
