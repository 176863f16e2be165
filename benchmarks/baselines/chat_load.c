// The load for chat fan-out: some members speak, all listen. A sender has DEPTH texts under way; a text is done when every
// other member has it. Every member checks that each sender's texts come whole, in order, and none twice.
//   cc -O2 -o chat_load chat_load.c && ./chat_load PORT[,PORT...] MEMBERS SENDERS DEPTH SIZE SECONDS [deliveries|texts] [chat|redis]
// With several ports, which are nodes of one chat, the members take turns. What is counted are texts, or their deliveries.
// redis: one channel of a redis-server that all members subscribe to (RESP3, so that a subscriber may publish).
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

#include "measuring.h"

enum { EVENTS = 256, NAME = 32, BUFFER = 1 << 18, MAX_DEPTH = 1024, MAX_SENDERS = 64, MAX_NODES = 16 };

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
static int member_count, sender_count, depth, epoll_descriptor;
static uint64_t size;
static long deliveries;
static uint16_t this_load; // asked for once: getpid is a system call, and a text is heard a million times a second
static int redis;

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

// A client's frame around a text.
static size_t begin_frame(char *frame) {
    if (redis)
        return sprintf(frame, "*3\r\n$7\r\nPUBLISH\r\n$4\r\nroom\r\n$%d\r\n", (int)size);
    frame[0] = 1;
    memcpy(frame + 1, &size, 8);
    return 9;
}

static size_t end_frame(char *frame) { return redis ? sprintf(frame, "\r\n") : 0; }

// The text's first bytes are its number, its sender's and this load's; the rest follows from them.
static void write_text(char *text, uint32_t number, uint16_t sender) {
    memcpy(text, &number, 4);
    memcpy(text + 4, &sender, 2);
    memcpy(text + 6, &this_load, 2);
    memset(text + 8, 'a' + (number + sender) % 26, size - 8);
}

static void speak(int s, int texts) {
    static char frames[BUFFER];
    size_t length = 0;
    double t = now();
    for (int i = 0; i < texts; i++) {
        int slot = senders[s].sent % MAX_DEPTH;
        length += begin_frame(frames + length);
        write_text(frames + length, senders[s].sent, s);
        length += size;
        length += end_frame(frames + length);
        senders[s].left[slot] = member_count - 1;
        senders[s].started[slot] = t;
        senders[s].sent++;
    }
    send_all(members[s].fd, frames, length);
}

static void heard(struct member *m, const char *text, double t) {
    static char expected[BUFFER];
    uint32_t number;
    uint16_t s, load;
    memcpy(&number, text, 4);
    memcpy(&s, text + 4, 2);
    memcpy(&load, text + 6, 2);
    if (load != this_load)
        return; // said by an earlier load, which has gone before everybody had it
    if (redis && s < sender_count && m == &members[s])
        return; // it sends to all who have subscribed
    if (s >= sender_count || m == &members[s])
        wrong("a text from nobody, or one's own");
    if (number != m->next[s])
        wrong("a text is missing, doubled or out of order");
    write_text(expected, number, s);
    if (memcmp(text, expected, size) != 0)
        wrong("a text has changed on its way");
    m->next[s]++;
    deliveries += counting;
    if (--senders[s].left[number % MAX_DEPTH] > 0)
        return;
    if (counting)
        count_one(t - senders[s].started[number % MAX_DEPTH]);
    senders[s].done++;
}

// One answer of a redis-server: a text, the subscription, or a line of others (its greeting, the number of those who heard).
static size_t take_redis(struct member *m, const char *bytes, size_t length, double t) {
    static const char subscribed[] = ">3\r\n$9\r\nsubscribe\r\n$4\r\nroom\r\n:1\r\n";
    static char pushed[64];
    size_t head = sprintf(pushed, ">3\r\n$7\r\nmessage\r\n$4\r\nroom\r\n$%d\r\n", (int)size);
    if (bytes[0] != '>') {
        const char *end = memchr(bytes, '\n', length);
        if (bytes[0] == '-')
            wrong("the server has answered with an error");
        return end == NULL ? 0 : end + 1 - bytes;
    }
    if (length >= sizeof subscribed - 1 && memcmp(bytes, subscribed, sizeof subscribed - 1) == 0) {
        m->joined = 1;
        return sizeof subscribed - 1;
    }
    if (length < head + size + 2)
        return 0;
    if (memcmp(bytes, pushed, head) != 0)
        wrong("the server has pushed something else than a text");
    heard(m, bytes + head, t);
    return head + size + 2;
}

// One frame; its length, or 0 where it is not complete.
static size_t take(struct member *m, const char *bytes, size_t length, double t) {
    uint64_t n;
    if (redis)
        return take_redis(m, bytes, length, t);
    if (bytes[0] == 0) {
        if (length < 9)
            return 0;
        memcpy(&n, bytes + 1, 8);
        if (length < 9 + n * NAME)
            return 0;
        m->joined = 1;
        return 9 + n * NAME;
    }
    if (bytes[0] != 1)
        wrong("the server has answered with an error");
    if (length < 1 + NAME + 8)
        return 0;
    memcpy(&n, bytes + 1 + NAME, 8);
    if (length < 1 + NAME + 8 + n)
        return 0;
    if (memcmp(bytes + 1, "SERVER", 7) != 0) {
        if (n != size)
            wrong("a text of another length");
        heard(m, bytes + 1 + NAME + 8, t);
    }
    return 1 + NAME + 8 + n;
}

static void receive(struct member *m) {
    ssize_t n = recv(m->fd, m->buffer + m->length, BUFFER - m->length, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0)
        wrong("the server has closed a connection");
    m->length += n;
    size_t at = 0, frame;
    double t = now();
    while (at < m->length && (frame = take(m, m->buffer + at, m->length - at, t)) > 0)
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

static void join(int i, const struct sockaddr_in *address) {
    struct member *m = &members[i];
    char request[128] = {0};
    int on = 1, length = 1 + NAME;
    m->buffer = malloc(BUFFER);
    m->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (m->fd < 0 || connect(m->fd, (const struct sockaddr *)address, sizeof *address) < 0)
        fail("connect");
    setsockopt(m->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = m};
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, m->fd, &interest);
    if (redis)
        length = sprintf(request, "HELLO 3\r\nSUBSCRIBE room\r\n");
    else
        snprintf(request + 1, NAME, "member%d-%d", this_load, i); // an earlier load's names may not be free yet
    send_all(m->fd, request, length);
    while (!m->joined)
        turn();
}

int main(int argc, char **argv) {
    if (argc < 7) {
        fprintf(stderr, "usage: chat_load PORT[,PORT...] MEMBERS SENDERS DEPTH SIZE SECONDS [deliveries|texts] [chat|redis]\n");
        return 2;
    }
    struct sockaddr_in nodes[MAX_NODES];
    int node_count = 0, texts = argc > 7 && strcmp(argv[7], "texts") == 0;
    for (char *port = strtok(argv[1], ","); port != NULL && node_count < MAX_NODES; port = strtok(NULL, ",")) {
        nodes[node_count] = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(port))};
        nodes[node_count++].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    this_load = getpid();
    redis = argc > 8 && strcmp(argv[8], "redis") == 0;
    member_count = atoi(argv[2]);
    sender_count = atoi(argv[3]);
    depth = atoi(argv[4]);
    size = atoi(argv[5]);
    double seconds = atof(argv[6]);
    if (sender_count > MAX_SENDERS || sender_count > member_count || depth > MAX_DEPTH || size < 8 || depth * (64 + size) > BUFFER)
        wrong("too many senders, too deep, or a size below 8");
    members = calloc(member_count, sizeof *members);
    epoll_descriptor = epoll_create1(0);
    for (int i = 0; i < member_count; i++)
        join(i, &nodes[i % node_count]);
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
    return 0;
}
