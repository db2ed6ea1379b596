// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The floor of every desktop program with a table: a bare window of Qt's. bench-bare ROWS; ends by SIGTERM.
#include <QApplication>
#include <QHeaderView>
#include <QMainWindow>
#include <QStandardItemModel>
#include <QTableView>

namespace {

class Model final : public QAbstractTableModel
{
public:
    explicit Model(int rows)
    {
        for (int row = 0; row < rows; ++row)
            m_rows.append(QString::number(1'700'000'000 + row) + QString::number(row, 36));
    }
    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex &) const override { return 9; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(m_rows.at(index.row())) : QVariant();
    }

private:
    QStringList m_rows;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Model model(argc > 1 ? QByteArray(argv[1]).toInt() : 0);
    QMainWindow window;
    auto *table = new QTableView;
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->setModel(&model);
    window.setCentralWidget(table);
    window.resize(1400, 900);
    window.show();
    return QApplication::exec();
}
