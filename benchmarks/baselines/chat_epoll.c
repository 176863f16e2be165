// A plain chat server for the fan-out run: one thread, epoll, the frames that ProofChat uses. All texts that one readiness
// batch brings are put into one log, and each member gets what is new in it with one send. What the machine can do.
// With "each" as the second argument it sends once per text instead: what batching is worth.
//   cc -O2 -o chat_epoll chat_epoll.c && ./chat_epoll PORT [each]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 1024, CHUNK = 65536, NAME = 32, MAX_DESCRIPTORS = 65536, MAX_TEXT = 65536, LOG = 1 << 22 };
enum { REGISTER = 0, SAY = 1, USERS = 0, MESSAGE = 1 };

struct member {
    char name[NAME];
    char *unread, *unsent; // a frame that is not complete; what the kernel did not take
    size_t unread_length, unsent_length;
    int place, has_spoken;
};

struct entry {
    int author;
    size_t start, length;
};

static struct member members[MAX_DESCRIPTORS];
static int present[MAX_DESCRIPTORS], count, epoll_descriptor, send_each;
static char text_log[LOG], own[LOG];
static struct entry entries[LOG / 41];
static size_t log_length, entry_count;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void watch(int fd, int operation, unsigned events) {
    struct epoll_event interest = {.events = events, .data.fd = fd};
    if (epoll_ctl(epoll_descriptor, operation, fd, &interest) < 0)
        fail("epoll_ctl");
}

static void leave(int fd) {
    struct member *m = &members[fd];
    if (m->place) {
        present[m->place - 1] = present[--count];
        members[present[m->place - 1]].place = m->place;
    }
    free(m->unread);
    free(m->unsent);
    memset(m, 0, sizeof *m);
    close(fd);
}

static void keep(char **bytes, size_t *length, const char *more, size_t more_length) {
    *bytes = realloc(*bytes, *length + more_length);
    memcpy(*bytes + *length, more, more_length);
    *length += more_length;
}

static void deliver(int fd, const char *bytes, size_t length) {
    struct member *m = &members[fd];
    ssize_t sent = 0;
    if (!m->unsent_length) {
        sent = send(fd, bytes, length, MSG_NOSIGNAL);
        if (sent < 0)
            sent = 0; // a reset is seen by the next read
        if ((size_t)sent < length)
            watch(fd, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    }
    if ((size_t)sent < length)
        keep(&m->unsent, &m->unsent_length, bytes + sent, length - sent);
}

static void flush(int fd) {
    struct member *m = &members[fd];
    ssize_t sent = send(fd, m->unsent, m->unsent_length, MSG_NOSIGNAL);
    if (sent <= 0)
        return;
    m->unsent_length -= sent;
    memmove(m->unsent, m->unsent + sent, m->unsent_length);
    if (!m->unsent_length)
        watch(fd, EPOLL_CTL_MOD, EPOLLIN);
}

// Everybody who said nothing gets the whole log; the others get it without their own texts.
static void deliver_log(void) {
    for (int i = 0; i < count && log_length; i++) {
        int fd = present[i];
        if (!members[fd].has_spoken) {
            deliver(fd, text_log, log_length);
            continue;
        }
        size_t length = 0;
        for (size_t e = 0; e < entry_count; e++) {
            if (entries[e].author == fd)
                continue;
            memcpy(own + length, text_log + entries[e].start, entries[e].length);
            length += entries[e].length;
        }
        if (length)
            deliver(fd, own, length);
        members[fd].has_spoken = 0;
    }
    log_length = entry_count = 0;
}

static void say(int fd, const char *length_and_text, size_t length) {
    if (log_length + 1 + NAME + length > LOG)
        deliver_log();
    entries[entry_count++] = (struct entry){fd, log_length, 1 + NAME + length};
    text_log[log_length++] = MESSAGE;
    memcpy(text_log + log_length, members[fd].name, NAME);
    memcpy(text_log + log_length + NAME, length_and_text, length);
    log_length += NAME + length;
    members[fd].has_spoken = 1;
    if (send_each)
        deliver_log();
}

static void join(int fd, const char *name) {
    char answer[1 + 8 + NAME] = {USERS, 1};
    memcpy(members[fd].name, name, NAME);
    memcpy(answer + 9, name, NAME);
    deliver_log(); // a newcomer does not get what was said before
    present[count++] = fd;
    members[fd].place = count;
    deliver(fd, answer, sizeof answer);
}

// Handles whole frames; how many bytes they take, or -1 where they make no sense.
static ssize_t handle(int fd, const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        if (bytes[at] == REGISTER && !members[fd].place) {
            if (length - at < 1 + NAME)
                break;
            join(fd, bytes + at + 1);
            at += 1 + NAME;
        } else if (bytes[at] == SAY && members[fd].place) {
            uint64_t text;
            if (length - at < 9)
                break;
            memcpy(&text, bytes + at + 1, 8);
            if (text > MAX_TEXT)
                return -1;
            if (length - at < 9 + text)
                break;
            say(fd, bytes + at + 1, 8 + text);
            at += 9 + text;
        } else {
            return -1;
        }
    }
    return at;
}

static void receive(int fd) {
    static char chunk[CHUNK];
    struct member *m = &members[fd];
    ssize_t length = recv(fd, chunk, CHUNK, 0);
    if (length < 0 && errno == EAGAIN)
        return;
    if (length <= 0) {
        leave(fd);
        return;
    }
    char *bytes = chunk;
    if (m->unread_length) {
        keep(&m->unread, &m->unread_length, chunk, length);
        bytes = m->unread;
        length = m->unread_length;
    }
    ssize_t used = handle(fd, bytes, length);
    if (used < 0) {
        leave(fd);
        return;
    }
    char *rest = NULL;
    if (used < length)
        rest = memcpy(malloc(length - used), bytes + used, length - used);
    free(m->unread);
    m->unread = rest;
    m->unread_length = length - used;
}

int main(int argc, char **argv) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 9200)};
    send_each = argc > 2 && strcmp(argv[2], "each") == 0;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0)
        fail("listen");
    epoll_descriptor = epoll_create1(0);
    watch(listener, EPOLL_CTL_ADD, EPOLLIN);

    static struct epoll_event events[EVENTS];
    for (;;) {
        int ready = epoll_wait(epoll_descriptor, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd, client;
            if (fd == listener) {
                while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                    watch(client, EPOLL_CTL_ADD, EPOLLIN);
                }
                continue;
            }
            if (events[i].events & EPOLLOUT)
                flush(fd);
            if (events[i].events & ~EPOLLOUT)
                receive(fd);
        }
        deliver_log();
    }
}
