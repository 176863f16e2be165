// A plain echo server: one thread, epoll, one read and one write per readiness. What the machine can do.
// With "lines" as the second argument it answers ping-pong lines instead (ping -> pong, pong -> ping, else the line).
//   cc -O2 -o echo_epoll echo_epoll.c && ./echo_epoll PORT [lines]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 256, CHUNK = 65536, MAX_DESCRIPTORS = 65536 };

struct buffer {
    char *bytes;
    size_t length;
};

struct connection {
    struct buffer unsent; // what the kernel did not take
    struct buffer line;   // one that is not complete
};

static struct connection connections[MAX_DESCRIPTORS];
static int epoll_descriptor;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void forget(int fd) {
    free(connections[fd].unsent.bytes);
    free(connections[fd].line.bytes);
    memset(&connections[fd], 0, sizeof connections[fd]);
    close(fd);
}

static void keep(struct buffer *kept, const char *bytes, size_t length) {
    kept->bytes = realloc(kept->bytes, kept->length + length);
    memcpy(kept->bytes + kept->length, bytes, length);
    kept->length += length;
}

static void watch(int fd, int operation, unsigned events) {
    struct epoll_event interest = {.events = events, .data.fd = fd};
    if (epoll_ctl(epoll_descriptor, operation, fd, &interest) < 0)
        fail("epoll_ctl");
}

// While the kernel takes no more, nothing is read either: a client that does not read waits for itself.
static int answer(int fd, const char *bytes, size_t length) {
    ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
        return -1;
    if (sent < 0)
        sent = 0;
    if ((size_t)sent < length) {
        keep(&connections[fd].unsent, bytes + sent, length - sent);
        watch(fd, EPOLL_CTL_MOD, EPOLLOUT);
    }
    return 0;
}

static int flush(int fd) {
    struct buffer unsent = connections[fd].unsent;
    connections[fd].unsent = (struct buffer){0};
    int result = answer(fd, unsent.bytes, unsent.length);
    free(unsent.bytes);
    if (result == 0 && connections[fd].unsent.length == 0)
        watch(fd, EPOLL_CTL_MOD, EPOLLIN);
    return result;
}

static int answer_lines(int fd, char *bytes, size_t length) {
    static char out[4 * CHUNK];
    struct buffer before = connections[fd].line;
    size_t used = 0;
    if (before.length > 0) {
        keep(&before, bytes, length);
        bytes = before.bytes;
        length = before.length;
    }
    char *start = bytes, *end = bytes + length, *newline;
    while ((newline = memchr(start, '\n', end - start)) != NULL) {
        size_t line = newline - start;
        if (line > 0 && start[line - 1] == '\r')
            line--;
        const char *reply = start;
        if (line == 4 && memcmp(start, "ping", 4) == 0)
            reply = "pong";
        else if (line == 4 && memcmp(start, "pong", 4) == 0)
            reply = "ping";
        memcpy(out + used, reply, line);
        memcpy(out + used + line, "\r\n", 2);
        used += line + 2;
        start = newline + 1;
    }
    connections[fd].line = (struct buffer){0};
    if (start < end)
        keep(&connections[fd].line, start, end - start);
    free(before.bytes);
    if (end - start > CHUNK)
        return -1; // a line that is too long for us
    return used > 0 ? answer(fd, out, used) : 0;
}

int main(int argc, char **argv) {
    int lines = argc > 2 && strcmp(argv[2], "lines") == 0, on = 1;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 9100)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0)
        fail("listen");
    epoll_descriptor = epoll_create1(0);
    watch(listener, EPOLL_CTL_ADD, EPOLLIN);

    struct epoll_event events[EVENTS];
    static char buffer[CHUNK];
    for (;;) {
        int count = epoll_wait(epoll_descriptor, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                int client;
                while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                    watch(client, EPOLL_CTL_ADD, EPOLLIN);
                }
                continue;
            }
            if (connections[fd].unsent.length > 0) {
                if (flush(fd) < 0)
                    forget(fd);
                continue;
            }
            ssize_t length = recv(fd, buffer, CHUNK, 0);
            if (length == 0 || (length < 0 && errno != EAGAIN)
                || (length > 0 && (lines ? answer_lines(fd, buffer, length) : answer(fd, buffer, length)) < 0))
                forget(fd);
        }
    }
}
