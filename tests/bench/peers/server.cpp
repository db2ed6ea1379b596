// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server that costs next to nothing, so that what is measured is the client: pages put together from
// prepared text, one thread, keep-alive HTTP/1.1 on loopback. bench-server SANDBOXES PER_MILLE_CHANGED
// LATENCY_MS; prints its port.
#include "population.h"

#include <QHash>

#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace sandglass;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kPage = 100;

struct Account
{
    Account(int count, int perMille) : all(bench::population(count)), changedPerMille(perMille)
    {
        for (const SandboxRef &one : std::as_const(all)) {
            rowOf.insert(one->id, static_cast<int>(texts.size()));
            texts.push_back(bench::jsonOf(one).toStdString());
        }
    }

    QVector<SandboxRef> all;
    QHash<QString, int> rowOf;
    std::vector<std::string> texts;
    std::mt19937 engine{3};
    int changedPerMille;
    int requests = 0;

    void set(int row, SandboxStatus status)
    {
        Sandbox one = *all.at(row);
        one.status = status;
        one.statusWord = wordOfStatus(status);
        all[row] = std::move(one);
        texts.at(static_cast<std::size_t>(row)) = bench::jsonOf(all.at(row)).toStdString();
    }

    std::string page(std::size_t first)
    {
        if (first == 0 && changedPerMille > 0 && requests > 0) {
            const QVector<SandboxRef> before = all;
            bench::change(all, changedPerMille, engine);
            for (qsizetype row = 0; row < all.size(); ++row) {
                if (!all.at(row).isSame(before.at(row)))
                    texts.at(static_cast<std::size_t>(row)) = bench::jsonOf(all.at(row)).toStdString();
            }
        }
        const std::size_t last = std::min(texts.size(), first + kPage);
        std::string body = R"({"object":"list","data":[)";
        for (std::size_t i = first; i < last; ++i) {
            if (i > first)
                body += ',';
            body += texts[i];
        }
        const bool more = last < texts.size();
        body += R"(],"has_more":)" + std::string(more ? "true" : "false") + R"(,"next_cursor":)" +
                (more ? '"' + std::to_string(last) + '"' : "null") + R"(,"request_id":"req_)" +
                std::to_string(1'000'000'000 + requests) + R"("})";
        return body;
    }

    std::string act(std::string_view path)
    {
        const std::size_t slash = path.rfind('/');
        const auto id = QString::fromLatin1(path.data(), static_cast<qsizetype>(slash));
        const std::string_view verb = path.substr(slash + 1);
        const int row = rowOf.value(id, -1);
        if (row < 0)
            return {};
        set(row, verb == "stop"    ? SandboxStatus::Stopped
                 : verb == "pause" ? SandboxStatus::Paused
                                   : SandboxStatus::Running);
        return texts.at(static_cast<std::size_t>(row));
    }
};

std::string answer(std::string_view status, const std::string &body,
                   const std::string &type = "application/json")
{
    return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: " + type +
           "\r\nX-RateLimit-Limit: 1000000\r\nX-RateLimit-Remaining: "
           "999999\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct Server
{
    Account account;
    std::chrono::milliseconds latency;
    int epoll = epoll_create1(0);
    std::string web;
    Steady::time_point actionAt;
    int actions = 0;
    std::map<int, std::string> received;
    std::deque<std::pair<Steady::time_point, std::pair<int, std::string>>> late;

    static void write(int socket, const std::string &text)
    {
        std::size_t sent = 0;
        while (sent < text.size()) {
            const ssize_t now = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (now <= 0)
                return;
            sent += static_cast<std::size_t>(now);
        }
    }

    void serve(int socket, std::string_view head)
    {
        ++account.requests;
        constexpr std::string_view kRoute = "/v1/sandboxes";
        const std::size_t begin = head.find(' ') + 1;
        const std::string_view target = head.substr(begin, head.find(' ', begin) - begin);
        const bool isPost = head.starts_with("POST");
        if (target == "/page")
            return write(socket, answer("200 OK", web, "text/html"));
        if (target == "/shown") {
            std::puts("shown");
            std::fflush(stdout);
            return write(socket, answer("200 OK", "{}"));
        }
        if (target ==
            "/arrived") // how many actions came, and when the last did, by the clock all processes share
            return write(socket, answer("200 OK", std::to_string(actions) + ' ' +
                                                      std::to_string(actionAt.time_since_epoch().count())));
        if (!target.starts_with(kRoute))
            return write(socket, answer("200 OK", R"({"object":"list","data":[],"has_more":false})"));
        const std::string_view rest = target.substr(kRoute.size());
        if (isPost) {
            actionAt = Steady::now();
            ++actions;
            late.push_back(
                {Steady::now() + latency, {socket, answer("200 OK", account.act(rest.substr(1)))}});
            return;
        }
        if (rest.starts_with('/')) {
            const int row = account.rowOf.value(
                QString::fromLatin1(rest.data() + 1, static_cast<qsizetype>(rest.size() - 1)), -1);
            return write(socket, row < 0 ? answer("404 Not Found", "{}")
                                         : answer("200 OK", account.texts.at(static_cast<std::size_t>(row))));
        }
        const std::size_t cursor = rest.find("cursor=");
        const std::size_t first =
            cursor == std::string_view::npos ? 0 : std::strtoul(rest.data() + cursor + 7, nullptr, 10);
        write(socket, answer("200 OK", account.page(first)));
    }

    void read(int socket)
    {
        std::array<char, 65536> buffer{};
        const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size <= 0) {
            received.erase(socket);
            ::close(socket);
            return;
        }
        std::string &pending = received[socket];
        pending.append(buffer.data(), static_cast<std::size_t>(size));
        // Bodies are not looked at: what clients of this service send has none, or one that ends with it.
        for (std::size_t end = pending.find("\r\n\r\n"); end != std::string::npos;
             end = pending.find("\r\n\r\n")) {
            const std::string head = pending.substr(0, end);
            pending.erase(0, end + 4);
            if (pending.starts_with("{}"))
                pending.erase(0, 2);
            serve(socket, head);
        }
    }

    int untilNext() const
    {
        if (late.empty())
            return -1;
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(late.front().first - Steady::now()).count();
        return std::max(0, static_cast<int>(left));
    }

    [[noreturn]] void run(int listener)
    {
        const auto watch = [this](int socket) {
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.fd = socket;
            epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
        };
        watch(listener);
        for (;;) {
            std::array<epoll_event, 64> events{};
            const int count = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), untilNext());
            for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(0, count)); ++i) {
                const int socket = events.at(i).data.fd;
                if (socket != listener) {
                    read(socket);
                    continue;
                }
                const int fresh = accept(listener, nullptr, nullptr);
                const int yes = 1;
                setsockopt(fresh, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
                watch(fresh);
            }
            while (!late.empty() && late.front().first <= Steady::now()) {
                write(late.front().second.first, late.front().second.second);
                late.pop_front();
            }
        }
    }
};

} // namespace

int main(int argc, char *argv[])
{
    const auto number = [&](int at) { return argc > at ? std::atoi(argv[at]) : 0; };
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how sockets are addressed
    auto *general = reinterpret_cast<sockaddr *>(&address);
    if (bind(listener, general, size) != 0 || listen(listener, 1024) != 0 ||
        getsockname(listener, general, &size) != 0)
        return 1;
    Server server{
        {number(1), number(2)}, std::chrono::milliseconds(number(3)), epoll_create1(0), {}, {}, 0, {}, {}};
    if (argc > 4) {
        std::ifstream page(argv[4]);
        server.web.assign(std::istreambuf_iterator<char>(page), {});
    }
    std::printf("%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    server.run(listener);
}
