// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listdecoder.h"

#include "api/interned.h"
#include "api/plaintext.h"
#include "api/sandboxfields.h"

#include <QHash>
#include <QRandomGenerator>

#include <cmath>
#include <limits>
#include <simdjson.h>
#include <string_view>

namespace sandglass {

using namespace fields;

namespace {

// Deeper than any sandbox; beyond it the plain way decides.
constexpr std::size_t kDeepest = 64;
constexpr std::size_t kUsualRow = 4096;

QLatin1StringView latin1(std::string_view text)
{
    return QLatin1StringView(text.data(), static_cast<qsizetype>(text.size()));
}

/// A value of simdjson's, or none; asked about like a QJsonValue.
class FastValue
{
public:
    FastValue(const simdjson::dom::element *element, Interned &texts) : m_element(element), m_texts(texts) {}

    [[nodiscard]] bool isUndefined() const { return !m_element; }
    [[nodiscard]] bool isNull() const { return is(simdjson::dom::element_type::NULL_VALUE); }
    [[nodiscard]] bool isString() const { return is(simdjson::dom::element_type::STRING); }
    [[nodiscard]] std::string_view view() const { return m_element->get_string().value_unsafe(); }
    [[nodiscard]] const simdjson::dom::element *element() const { return m_element; }
    [[nodiscard]] Interned &texts() const { return m_texts; }

private:
    [[nodiscard]] bool is(simdjson::dom::element_type type) const
    {
        return m_element && m_element->type() == type;
    }

    const simdjson::dom::element *m_element;
    Interned &m_texts;
};

QString rawText(const FastValue &value)
{
    const std::string_view text = value.view();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ReportedTime timestamp(const FastValue &value)
{
    const std::string_view text = value.view();
    return isPlainAscii(text) ? parseTimestamp(latin1(text)) : parseTimestamp(rawText(value));
}

/// Exactly what QJsonValue::toInteger() takes for an integer.
std::optional<qint64> integer(const FastValue &value)
{
    if (!value.element())
        return std::nullopt;
    switch (value.element()->type()) {
    case simdjson::dom::element_type::INT64:
        return value.element()->get_int64().value_unsafe();
    case simdjson::dom::element_type::DOUBLE: {
        const double number = value.element()->get_double().value_unsafe();
        constexpr double kBeyond = 9223372036854775808.0; // 2^63
        if (number >= -kBeyond && number < kBeyond && number == std::trunc(number))
            return static_cast<qint64>(number);
        return std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

double real(const FastValue &value)
{
    double number = 0;
    if (!value.element() || value.element()->get_double().get(number) != simdjson::SUCCESS)
        return 0;
    return number;
}

std::optional<bool> flag(const FastValue &value)
{
    bool is = false;
    if (!value.element() || value.element()->get_bool().get(is) != simdjson::SUCCESS)
        return std::nullopt;
    return is;
}

QString name(const FastValue &value, qsizetype most = kLongestName)
{
    if (!value.isString())
        return {};
    const std::string_view text = value.view();
    if (static_cast<qsizetype>(text.size()) <= most && isPlainAscii(text))
        return value.texts().text(text);
    return plainLine(rawText(value), most);
}

QString idText(const FastValue &value)
{
    if (value.isString())
        return name(value);
    const std::optional<qint64> number = integer(value);
    return number ? value.texts().number(*number) : QString{};
}

/// Whether some number in @p value is so small that QJsonDocument may refuse it. Recursion ends at kDeepest.
bool holdsTinyNumber(const simdjson::dom::element &value)
{
    constexpr double kSmallest = 1e-290;
    switch (value.type()) {
    case simdjson::dom::element_type::DOUBLE:
        return std::abs(value.get_double().value_unsafe()) < kSmallest;
    case simdjson::dom::element_type::ARRAY: {
        const simdjson::dom::array array = value.get_array().value_unsafe();
        return std::any_of(array.begin(), array.end(), [](auto element) { return holdsTinyNumber(element); });
    }
    case simdjson::dom::element_type::OBJECT: {
        const simdjson::dom::object object = value.get_object().value_unsafe();
        return std::any_of(object.begin(), object.end(),
                           [](const auto &field) { return holdsTinyNumber(field.value); });
    }
    default:
        return false;
    }
}

/// One element of the list, field by field.
class FastRow
{
public:
    explicit FastRow(Interned &texts) : m_texts(texts) {}

    /// False where the plain way has to decide.
    [[nodiscard]] bool read(const simdjson::dom::object &object)
    {
        m_known.fill(false);
        for (const auto [key, value] : object) {
            if (holdsTinyNumber(value))
                return false;
            const std::optional<Field> field = topFields().find(key);
            if (!field)
                continue;
            if (*field == Field::Resources)
                readResources(value);
            else
                set(*field, value);
        }
        return true;
    }

    FastValue operator[](Field field) const
    {
        const auto at = static_cast<std::size_t>(field);
        return {m_known[at] ? &m_values[at] : nullptr, m_texts};
    }

private:
    /// The field of a name; only those of one length are compared.
    class Names
    {
    public:
        Names(Field first, Field last)
        {
            for (auto at = static_cast<std::size_t>(first); at <= static_cast<std::size_t>(last); ++at) {
                const QLatin1StringView text = kFieldNames[at];
                m_byLength.at(static_cast<std::size_t>(text.size()))
                    .push_back({std::string_view(text.data(), static_cast<std::size_t>(text.size())),
                                static_cast<Field>(at)});
            }
        }

        [[nodiscard]] std::optional<Field> find(std::string_view key) const
        {
            if (key.size() >= m_byLength.size())
                return std::nullopt;
            for (const auto &[text, field] : m_byLength[key.size()]) {
                if (text == key)
                    return field;
            }
            return std::nullopt;
        }

    private:
        std::array<std::vector<std::pair<std::string_view, Field>>, 16> m_byLength;
    };

    static const Names &topFields()
    {
        static const Names kNames(Field::Id, Field::Resources);
        return kNames;
    }
    static const Names &resourceFields()
    {
        static const Names kNames(Field::Vcpu, Field::DiskGb);
        return kNames;
    }

    void set(Field field, const simdjson::dom::element &value)
    {
        const auto at = static_cast<std::size_t>(field);
        m_values[at] = value;
        m_known[at] = true; // of two of one name the last one counts
    }

    void readResources(const simdjson::dom::element &resources)
    {
        for (const Field field : {Field::Vcpu, Field::MemoryMb, Field::DiskMb, Field::DiskGb})
            m_known[static_cast<std::size_t>(field)] = false;
        simdjson::dom::object object;
        if (resources.get_object().get(object) != simdjson::SUCCESS)
            return;
        for (const auto [key, value] : object) {
            if (const std::optional<Field> field = resourceFields().find(key))
                set(*field, value);
        }
    }

    Interned &m_texts;
    std::array<simdjson::dom::element, kFieldNames.size()> m_values;
    std::array<bool, kFieldNames.size()> m_known{};
};

/// Whether it has an id; else it is counted as skipped.
template<typename Row>
bool add(const Row &row, ListPage &page)
{
    const QString id = sandboxId(row);
    if (id.isEmpty()) {
        ++page.skipped;
        return false;
    }
    page.sandboxes.append(sandboxFrom(row, id, Source::List));
    return true;
}

bool readRowPlainly(std::string_view text, ListPage &page)
{
    QJsonParseError error;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())), &error);
    if (error.error != QJsonParseError::NoError)
        return false;
    static_cast<void>(add(JsonRow(document.object()), page));
    return true;
}

} // namespace

struct ListDecoder::Private
{
    Private()
    {
        if (rowParser.allocate(kUsualRow, kDeepest) != simdjson::SUCCESS)
            qBadAlloc();
    }

    /// Where the sandboxes of a list stand in its text; nothing where the list is not of the usual form.
    [[nodiscard]] std::vector<std::string_view> split(std::size_t size);
    /// The text without its sandboxes is small; what it says is read the plain way, and nothing else has a
    /// say in it.
    [[nodiscard]] std::optional<Page> readEnvelope(const std::vector<std::string_view> &rows,
                                                   std::size_t size) const;
    [[nodiscard]] bool readRow(std::string_view text, ListPage &page);
    [[nodiscard]] std::optional<ListPage> decode(const QByteArray &body);

    simdjson::ondemand::parser splitter;
    simdjson::dom::parser rowParser;
    std::vector<char> text; ///< of the answer, with room behind it, which simdjson wants
    Interned texts;
    FastRow row{texts};
    const quint64 seed = QRandomGenerator::global()->generate64();
    // By a hash of their text. What a poll saw is in the first; what only the one before saw in the second.
    QHash<quint64, Sandbox> seen;
    QHash<quint64, Sandbox> seenBefore;
};

std::vector<std::string_view> ListDecoder::Private::split(std::size_t size)
{
    std::vector<std::string_view> rows;
    simdjson::ondemand::document document;
    simdjson::ondemand::object list;
    if (splitter.iterate(text.data(), size, text.size()).get(document) || document.get_object().get(list))
        return {};
    for (auto field : list) {
        std::string_view key;
        if (field.unescaped_key().get(key))
            return {};
        if (key != "data")
            continue;
        simdjson::ondemand::array data;
        if (field.value().get_array().get(data))
            return {};
        for (auto element : data) {
            simdjson::ondemand::object object;
            std::string_view raw;
            if (element.get_object().get(object) || object.raw_json().get(raw))
                return {};
            rows.push_back(raw);
        }
        return rows;
    }
    return {};
}

std::optional<Page> ListDecoder::Private::readEnvelope(const std::vector<std::string_view> &rows,
                                                       std::size_t size) const
{
    // A mark in their place: a second "data" would win, and the mark would not be found.
    const QByteArray mark = QByteArray::number(seed, 16);
    const char *begin = text.data();
    const char *end = begin + size;
    const char *rest = rows.back().data() + rows.back().size();
    const QByteArray envelope =
        QByteArray(begin, rows.front().data() - begin) + '"' + mark + '"' + QByteArray(rest, end - rest);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(envelope, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    const QJsonArray data = document.object()[QLatin1StringView("data")].toArray();
    if (data.size() != 1 || data.first().toString().toLatin1() != mark)
        return std::nullopt;
    return pageOf(document.object());
}

bool ListDecoder::Private::readRow(std::string_view rowText, ListPage &page)
{
    const quint64 print = qHashBits(rowText.data(), rowText.size(), seed);
    if (const auto known = seen.constFind(print); known != seen.constEnd()) {
        page.sandboxes.append(*known);
        return true;
    }
    if (const auto known = seenBefore.find(print); known != seenBefore.end()) {
        page.sandboxes.append(*known);
        seen.insert(print, std::move(*known));
        seenBefore.erase(known);
        return true;
    }
    simdjson::dom::element element;
    simdjson::dom::object object;
    // Not a copy: there is room behind each row, the next one.
    if (rowParser.parse(rowText.data(), rowText.size(), false).get(element) ||
        element.get_object().get(object))
        return false;
    if (!row.read(object))
        return readRowPlainly(rowText, page);
    if (add(row, page))
        seen.insert(print, page.sandboxes.constLast());
    return true;
}

std::optional<ListPage> ListDecoder::Private::decode(const QByteArray &body)
{
    const auto size = static_cast<std::size_t>(body.size());
    if (text.size() < size + simdjson::SIMDJSON_PADDING)
        text.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(body.begin(), body.end(), text.begin());
    const std::vector<std::string_view> rows = split(size);
    if (rows.empty())
        return std::nullopt;
    const std::optional<Page> rest = readEnvelope(rows, size);
    if (!rest)
        return std::nullopt;
    ListPage page;
    page.sandboxes.reserve(static_cast<qsizetype>(rows.size()));
    for (const std::string_view rowText : rows) {
        if (!readRow(rowText, page))
            return std::nullopt;
    }
    page.hasMore = rest->hasMore;
    page.nextCursor = rest->nextCursor;
    return page;
}

ListDecoder::ListDecoder() : d(std::make_unique<Private>()) {}

ListDecoder::~ListDecoder() = default;

void ListDecoder::beginList()
{
    d->seenBefore = std::exchange(d->seen, {});
}

Decoded<ListPage> ListDecoder::decode(const QByteArray &body)
{
    if (std::optional<ListPage> page = d->decode(body))
        return *std::move(page);
    return codec::decodeListPlainly(body);
}

} // namespace sandglass
