// The load for chat fan-out: some members speak, all listen. A sender has DEPTH texts under way; a text is done when every
// other member has it. Every member checks that each sender's texts come whole, in order, and none twice.
//   cc -O2 -o chat_load chat_load.c && ./chat_load PORT[,PORT...] MEMBERS SENDERS DEPTH SIZE SECONDS [deliveries|texts] [chat|redis|nats|irc]
// With several ports, which are nodes of one chat, the members take turns. What is counted are texts, or their deliveries.
// What it can speak beside our own frames: see dialects.h.
// Prints "counting" when it begins to count, and in the end one line of JSON: how many per second, and the times until a text was everywhere in microseconds.
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

#include "dialects.h"
#include "measuring.h"

// PACE, in microseconds, lies between two members' coming. A server that accepts more slowly than they come loses what its
// backlog has no room for, and who was lost comes again a second later: ngircd's is ten.
enum { PATIENCE = 30, PACE = 500, EVENTS = 256, BUFFER = 1 << 18, MAX_DEPTH = 1024, MAX_SENDERS = 64, MAX_NODES = 16 };

struct member {
    int fd, joined;
    size_t length;
    uint32_t next[MAX_SENDERS]; // the number of each sender's next text
    char *buffer;
};

struct sender {
    uint32_t done, sent;
    int left[MAX_DEPTH]; // how many members have not got the text yet
    double started[MAX_DEPTH];
};

static struct member *members;
static struct sender senders[MAX_SENDERS];
static int member_count, joined, sender_count, depth, epoll_descriptor;
static long deliveries;
static uint16_t this_load; // two bytes that no other load has
static const struct dialect *dialect;

static void wrong(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void send_all(int fd, const char *bytes, size_t length) {
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(fd, bytes + sent, length - sent, MSG_NOSIGNAL);
        if (n < 0)
            fail("send");
        sent += n;
    }
}

// A number as bytes of seven bits, none of which ends a line.
static uint32_t sevens(uint32_t n) {
    return (n & 0x7f) | (n & 0x3f80) << 1 | (n & 0x1fc000) << 2 | (n & 0xfe00000) << 3 | 0x80808080;
}

// The text's first bytes are its number, its sender's and this load's; the rest follows from them.
static void write_text(char *text, uint32_t number, uint16_t sender) {
    uint32_t digits = sevens(number);
    memcpy(text, &digits, 4);
    text[4] = '@';
    text[5] = '@' + sender;
    memcpy(text + 6, &this_load, 2);
    memset(text + 8, 'a' + (number + sender) % 26, size - 8);
}

static void speak(int s, int texts) {
    static char frames[BUFFER];
    size_t length = 0;
    double t = now();
    for (int i = 0; i < texts; i++) {
        int slot = senders[s].sent % MAX_DEPTH;
        length += dialect->head(frames + length);
        write_text(frames + length, senders[s].sent, s);
        length += size;
        length += sprintf(frames + length, "%s", dialect->tail);
        senders[s].left[slot] = member_count - 1;
        senders[s].started[slot] = t;
        senders[s].sent++;
    }
    send_all(members[s].fd, frames, length);
}

static void heard(struct member *m, const char *text, uint64_t length, double t) {
    static char expected[BUFFER];
    if (length != size)
        wrong("a text of another length");
    if (memcmp(text + 6, &this_load, 2) != 0)
        return; // said by an earlier load, which has gone before everybody had it
    int s = text[5] - '@';
    if (s < 0 || s >= sender_count)
        wrong("a text from nobody");
    if (m == &members[s]) {
        if (!dialect->is_echoing)
            wrong("one's own text");
        return;
    }
    uint32_t number = m->next[s]++;
    write_text(expected, number, s);
    if (memcmp(text, expected, size) != 0)
        wrong("a text is missing, doubled, out of order or has changed on its way");
    deliveries += counting;
    if (--senders[s].left[number % MAX_DEPTH] > 0)
        return;
    if (counting)
        count_one(t - senders[s].started[number % MAX_DEPTH]);
    senders[s].done++;
}

static void join_complete(struct member *m) {
    joined += !m->joined;
    m->joined = 1;
}

static void answer(struct member *m, const char *bytes) { send_all(m->fd, bytes, strlen(bytes)); }

static void receive(struct member *m) {
    ssize_t n = recv(m->fd, m->buffer + m->length, BUFFER - m->length, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0)
        wrong("the server has closed a connection");
    m->length += n;
    size_t at = 0, frame;
    double t = now();
    while (at < m->length && (frame = dialect->take(m, m->buffer + at, m->length - at, t)) > 0)
        at += frame;
    m->length -= at;
    memmove(m->buffer, m->buffer + at, m->length);
}

static void turn(void) {
    struct epoll_event events[EVENTS];
    int n = epoll_wait(epoll_descriptor, events, EVENTS, 1000);
    for (int i = 0; i < n; i++)
        receive(events[i].data.ptr);
}

static void drain(void) {
    double begun = now();
    counting = 0;
    for (int s = 0; s < sender_count; s++)
        for (; senders[s].done < senders[s].sent; turn())
            if (now() - begun > PATIENCE * 1e6)
                wrong("somebody has not heard a text for half a minute");
}

static void join(int i, const struct sockaddr_in *address) {
    struct member *m = &members[i];
    char name[NAME], request[REQUEST];
    int on = 1;
    m->buffer = malloc(BUFFER);
    m->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (m->fd < 0 || connect(m->fd, (const struct sockaddr *)address, sizeof *address) < 0)
        fail("connect");
    setsockopt(m->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = m};
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, m->fd, &interest);
    snprintf(name, NAME, "member%d-%d", getpid(), i); // an earlier load's names may not be free yet
    send_all(m->fd, request, dialect->join(request, name));
}

int main(int argc, char **argv) {
    if (argc < 7) {
        fprintf(stderr, "usage: chat_load PORT[,PORT...] MEMBERS SENDERS DEPTH SIZE SECONDS [deliveries|texts] [chat|redis|nats|irc]\n");
        return 2;
    }
    struct sockaddr_in nodes[MAX_NODES];
    int node_count = 0, texts = argc > 7 && strcmp(argv[7], "texts") == 0;
    for (char *port = strtok(argv[1], ","); port != NULL && node_count < MAX_NODES; port = strtok(NULL, ",")) {
        nodes[node_count] = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(port))};
        nodes[node_count++].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    this_load = sevens(getpid());
    dialect = dialect_named(argc > 8 ? argv[8] : "chat");
    member_count = atoi(argv[2]);
    sender_count = atoi(argv[3]);
    depth = atoi(argv[4]);
    size = atoi(argv[5]);
    double seconds = atof(argv[6]);
    if (sender_count > MAX_SENDERS || sender_count > member_count || depth > MAX_DEPTH || size < 8 || depth * (64 + size) > BUFFER)
        wrong("too many senders, too deep, or a size below 8");
    members = calloc(member_count, sizeof *members);
    epoll_descriptor = epoll_create1(0);
    for (int i = 0; i < member_count; i++) {
        join(i, &nodes[i % node_count]);
        usleep(PACE);
    }
    // All together: a server may let members in only once a second.
    for (double begun = now(); joined < member_count; turn())
        if (now() - begun > PATIENCE * 1e6)
            wrong("the server has not let everybody in for half a minute");
    for (int s = 0; s < sender_count; s++)
        speak(s, depth);

    double start = now(), counted_from = 0;
    while (!is_over(start, seconds, &counted_from)) {
        turn();
        for (int s = 0; s < sender_count; s++) {
            int under_way = senders[s].sent - senders[s].done;
            if (under_way < depth)
                speak(s, depth - under_way);
        }
    }
    report(texts ? done : deliveries, counted_from);
    drain();
    return 0;
}
