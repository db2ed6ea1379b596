// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listdecoder.h"

#include "api/fastrow.h"
#include "api/interned.h"
#include "api/listmemory.h"
#include "api/sandboxfields.h"

#include <QRandomGenerator>

#include <simdjson.h>
#include <string_view>

namespace sandglass {

using namespace fields;

struct ListDecoder::Private
{
    /// An element of the list that is an object: the way into it, and where it stands.
    struct Row
    {
        simdjson::ondemand::object object;
        std::string_view text; ///< to where the next one begins
    };

    /// @p body, where simdjson may read beyond its end.
    [[nodiscard]] std::string_view withRoom(const QByteArray &body);
    /// Finds the sandboxes of the list in the text, each of which @p visit looks at to its end. False where
    /// the list is not of the usual form or @p visit returned false.
    template<typename Visit>
    [[nodiscard]] bool findRows(Visit visit);
    /// The same, without a look into them.
    [[nodiscard]] bool split();
    /// The same, reading them all into @p page.
    [[nodiscard]] bool readAll(ListPage &page);
    /// Reads what no list before held, and takes the rest from there; false where the plain way has to
    /// decide.
    [[nodiscard]] bool readNews(const std::vector<quint64> &prints, ListPage &page);
    /// Where the row ends; nullptr where the plain way has to decide.
    [[nodiscard]] const char *readRow(simdjson::ondemand::object &object, ListPage &page);
    /// The text without its sandboxes is small; what it says is read the plain way, and nothing else has a
    /// say in it.
    [[nodiscard]] std::optional<Page> readEnvelope() const;
    [[nodiscard]] std::vector<quint64> prints() const;
    /// Nothing where the plain way has to decide.
    [[nodiscard]] std::optional<ListPage> decode(const QByteArray &body);

    std::string_view text;  ///< of the answer, with room behind it, which simdjson wants
    std::vector<char> copy; ///< of an answer without that room
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document list; ///< the text
    std::vector<Row> rows;             ///< in it
    Interned texts;
    FastRow fields{texts};
    const quint64 seed = QRandomGenerator::global()->generate64();
    ListMemory memory;
};

std::string_view ListDecoder::Private::withRoom(const QByteArray &body)
{
    const auto size = static_cast<std::size_t>(body.size());
    if (static_cast<std::size_t>(body.capacity()) >= size + simdjson::SIMDJSON_PADDING)
        return {body.constData(), size};
    if (copy.size() < size + simdjson::SIMDJSON_PADDING)
        copy.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(body.begin(), body.end(), copy.begin());
    return {copy.data(), size};
}

template<typename Visit>
bool ListDecoder::Private::findRows(Visit visit)
{
    rows.clear();
    simdjson::ondemand::object object;
    if (parser.iterate(text, text.size() + simdjson::SIMDJSON_PADDING).get(list) ||
        list.get_object().get(object))
        return false;
    for (auto field : object) {
        std::string_view key;
        if (field.unescaped_key().get(key))
            return false;
        if (key != "data")
            continue;
        simdjson::ondemand::array data;
        if (field.value().get_array().get(data))
            return false;
        for (auto element : data) {
            if (element.error())
                return false;
            simdjson::ondemand::value value = element.value_unsafe();
            Row row{{}, value.raw_json_token()};
            if (value.get_object().get(row.object) || !visit(row))
                return false;
            rows.push_back(row);
        }
        return !rows.empty();
    }
    return false;
}

bool ListDecoder::Private::split()
{
    return findRows([](Row &row) { return !row.object.raw_json().get(row.text); });
}

bool ListDecoder::Private::readAll(ListPage &page)
{
    return findRows([this, &page](Row &row) {
        const char *end = readRow(row.object, page);
        if (!end)
            return false;
        row.text = {row.text.data(), static_cast<std::size_t>(end - row.text.data())};
        return true;
    });
}

bool ListDecoder::Private::readNews(const std::vector<quint64> &prints, ListPage &page)
{
    if (const QVector<SandboxRef> *same = memory.page(prints)) {
        page.sandboxes = *same;
        return true;
    }
    page.sandboxes.reserve(static_cast<qsizetype>(rows.size()));
    for (std::size_t at = 0; at < rows.size(); ++at) {
        auto &[object, rowText] = rows[at];
        if (const SandboxRef *known = memory.find(prints[at]))
            page.sandboxes.append(*known);
        // Splitting counts brackets of both kinds together; only where reading ends tells whether it was
        // right.
        else if (object.reset().error() || readRow(object, page) != rowText.data() + rowText.size())
            return false;
    }
    return true;
}

const char *ListDecoder::Private::readRow(simdjson::ondemand::object &object, ListPage &page)
{
    const char *end = nullptr;
    if (!fields.read(object) || !list.is_alive() || list.current_location().get(end))
        return nullptr;
    addTo(page, fields);
    return end;
}

std::optional<Page> ListDecoder::Private::readEnvelope() const
{
    // A mark in their place: a second "data" would win, and the mark would not be found.
    const QByteArray mark = QByteArray::number(seed, 16);
    const char *begin = text.data();
    const char *end = begin + text.size();
    const char *rest = rows.back().text.data() + rows.back().text.size();
    const QByteArray envelope =
        QByteArray(begin, rows.front().text.data() - begin) + '"' + mark + '"' + QByteArray(rest, end - rest);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(envelope, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject() || saysFailure(document.object()))
        return std::nullopt;
    const QJsonArray data = document.object()[QLatin1StringView("data")].toArray();
    if (data.size() != 1 || data.first().toString().toLatin1() != mark)
        return std::nullopt;
    return pageOf(document.object());
}

std::vector<quint64> ListDecoder::Private::prints() const
{
    std::vector<quint64> all;
    all.reserve(rows.size());
    for (const Row &row : rows)
        all.push_back(qHashBits(row.text.data(), row.text.size(), seed));
    return all;
}

std::optional<ListPage> ListDecoder::Private::decode(const QByteArray &body)
{
    text = withRoom(body);
    ListPage page;
    const bool isFirst = memory.isEmpty();
    if (!(isFirst ? readAll(page) : split()))
        return std::nullopt;
    const std::optional<Page> rest = readEnvelope();
    if (!rest)
        return std::nullopt;
    std::vector<quint64> now = prints();
    if (!isFirst && !readNews(now, page))
        return std::nullopt;
    if (page.skipped == 0)
        memory.remember(std::move(now), page.sandboxes);
    page.hasMore = rest->hasMore;
    page.nextCursor = rest->nextCursor;
    return page;
}

ListDecoder::ListDecoder() : d(std::make_unique<Private>()) {}

ListDecoder::~ListDecoder() = default;

void ListDecoder::beginList()
{
    d->memory.beginList();
}

Decoded<ListPage> ListDecoder::decode(const QByteArray &body)
{
    if (std::optional<ListPage> page = d->decode(body))
        return *std::move(page);
    return codec::decodeListPlainly(body);
}

} // namespace sandglass
