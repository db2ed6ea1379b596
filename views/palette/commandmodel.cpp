// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/commandmodel.h"

#include "palette/commandmatch.h"
#include "theme/statusglyph.h"

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

void CommandModel::setSources(QVector<Command> actions, const SandboxStore *store, QStringList lastUsed)
{
    m_actions = std::move(actions);
    m_store = store;
    m_lastUsed = std::move(lastUsed);
    setQuery({});
}

void CommandModel::setQuery(const QString &query)
{
    const QStringList words = query.simplified().split(u' ', Qt::SkipEmptyParts);
    beginResetModel();
    m_shown = words.isEmpty() ? suggestions() : answersTo(words);
    endResetModel();
}

QVector<Command> CommandModel::suggestions() const
{
    QVector<Command> first;
    for (const QString &name : m_lastUsed) {
        const auto used = std::find_if(m_actions.begin(), m_actions.end(), [&name](const Command &command) {
            return command.action && command.action->objectName() == name;
        });
        if (used != m_actions.end())
            first.append(*used);
    }
    for (const Command &command : m_actions) {
        if (command.action && !m_lastUsed.contains(command.action->objectName()))
            first.append(command);
    }
    return first;
}

QVector<Command> CommandModel::answersTo(const QStringList &words) const
{
    struct Ranked
    {
        int rank;
        Command command;
    };
    QVector<Ranked> ranked;
    for (const Command &command : m_actions) {
        if (!command.action)
            continue;
        if (const auto rank = matchRank(command.text, command.detail, words))
            ranked.append({*rank, command});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked &left, const Ranked &right) {
        const bool leftPossible = left.command.isPossible();
        const bool rightPossible = right.command.isPossible();
        return leftPossible != rightPossible ? leftPossible : left.rank < right.rank;
    });
    QVector<Command> answers;
    for (const Ranked &one : std::as_const(ranked))
        answers.append(one.command);
    if (m_store) {
        // Before what is not possible, which is only there to say why.
        const auto refused = std::find_if(answers.begin(), answers.end(),
                                          [](const Command &command) { return !command.isPossible(); });
        qsizetype at = refused - answers.begin();
        const QVector<Command> sandboxes = sandboxCommands(*m_store, words, kMostSandboxes);
        for (const Command &sandbox : sandboxes)
            answers.insert(at++, sandbox);
    }
    return answers;
}

int CommandModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Command &command = m_shown.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return command.text;
    case Qt::DecorationRole:
        return command.action ? command.action->icon() : statusIcon(command.status);
    case Qt::AccessibleTextRole:
        return command.isPossible() ? QString(command.text % ", "_L1 % command.detail)
                                    : tr("%1, not possible now").arg(command.text);
    case Qt::AccessibleDescriptionRole:
        return command.help();
    default:
        return {};
    }
}

} // namespace sandglass
