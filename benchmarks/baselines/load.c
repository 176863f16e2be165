// The load: one thread, epoll, closed loop. Every byte that comes back is compared with that which must come, no answer may come
// unasked, and in the end every one that is owed must have come. What is said differs from message to message and from connection
// to connection, so that an answer which is lost, doubled or another connection's is seen.
//   cc -O2 -o load load.c && ./load PORT CONNECTIONS DEPTH SIZE SECONDS [echo|lines|redis|churn]
//   cc -O2 -DTLS -o tls_load load.c -lssl -lcrypto      for the same over TLS
// lines: "ping" and "pong" without any order, answered with the other; redis: "ping" alone to a redis-server, which answers "+PONG"
// and has no other answer of that kind.
// Prints "counting" when it begins to count, and in the end one line of JSON: round trips (or connections) per second, and their times in microseconds.
// What is owed then is awaited after that line; the exit status says whether all was right.
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

#include "measuring.h"
#include "wire.h"

enum { PATIENCE = 30, EVENTS = 256, MAX_DEPTH = 1024, BUFFER = 1 << 18, BYTES = 65521, LINES = 8191, APART = 7919 };

// What is said over and over, and what must come back for it; there is one more batch behind its end.
struct tape {
    char *bytes;
    size_t period, size; // of all, and of one message
};

struct connection {
    struct wire wire;
    size_t said, heard; // where on the tapes
    size_t received;    // of the oldest request under way
    unsigned head, under_way;
    double started[MAX_DEPTH];
};

static struct tape requests, replies;
static int depth, epoll_descriptor, churn, draining;
static struct sockaddr_in address = {.sin_family = AF_INET};

static void wrong(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static unsigned random_bits(void) {
    static unsigned long long state = 1;
    state = state * 6364136223846793005 + 1442695040888963407;
    return state >> 32;
}

static void make_tape(struct tape *tape, size_t period, size_t size) {
    tape->period = period;
    tape->size = size;
    tape->bytes = malloc(period + depth * size);
}

static void close_ring(struct tape *tape) {
    for (size_t i = 0; i < depth * tape->size; i++)
        tape->bytes[tape->period + i] = tape->bytes[i];
}

// A prime number of bytes: each time round, the messages begin elsewhere.
static void record_bytes(size_t size) {
    make_tape(&requests, BYTES, size);
    for (size_t i = 0; i < BYTES; i++)
        requests.bytes[i] = (char)random_bits();
    close_ring(&requests);
    replies = requests;
}

static void record_lines(int is_redis) {
    make_tape(&requests, LINES * strlen("ping\n"), strlen("ping\n"));
    make_tape(&replies, LINES * strlen(is_redis ? "+PONG\r\n" : "pong\r\n"), strlen(is_redis ? "+PONG\r\n" : "pong\r\n"));
    for (size_t i = 0; i < LINES; i++) {
        int is_pong = !is_redis && random_bits() % 2;
        memcpy(requests.bytes + i * requests.size, is_pong ? "pong\n" : "ping\n", requests.size);
        memcpy(replies.bytes + i * replies.size, is_redis ? "+PONG\r\n" : is_pong ? "ping\r\n" : "pong\r\n", replies.size);
    }
    close_ring(&requests);
    close_ring(&replies);
}

static void open_connection(struct connection *c) {
    wire_open(&c->wire, &address);
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, c->wire.fd, &interest);
}

static void begin(struct connection *c, int count) {
    double t = now();
    for (int i = 0; i < count; i++)
        c->started[(c->head + c->under_way++) % MAX_DEPTH] = t;
    wire_write(&c->wire, requests.bytes + c->said, count * requests.size);
    c->said = (c->said + count * requests.size) % requests.period;
}

static void finish(struct connection *c, double t) {
    if (counting)
        count_one(t - c->started[c->head % MAX_DEPTH]);
    c->head++;
    c->under_way--;
}

// Compares what has come; how many requests it has finished.
static int take(struct connection *c, const char *in, size_t length) {
    double t = now();
    if (c->received + length > c->under_way * replies.size)
        wrong("more came back than was asked for");
    if (memcmp(in, replies.bytes + c->heard, length) != 0)
        wrong("the bytes that came back are not those expected");
    c->heard = (c->heard + length) % replies.period;
    c->received += length;
    int finished = 0;
    for (; c->received >= replies.size; c->received -= replies.size, finished++)
        finish(c, t);
    return finished;
}

static void receive(struct connection *c) {
    static char in[BUFFER];
    int finished = 0;
    do {
        size_t length = wire_read(&c->wire, in, sizeof in);
        if (length == 0)
            break;
        finished += take(c, in, length);
    } while (wire_holds(&c->wire));
    if (!finished || draining)
        return;
    if (churn) {
        wire_close(&c->wire);
        open_connection(c);
    }
    begin(c, finished);
}

static void turn(void) {
    struct epoll_event events[EVENTS];
    int n = epoll_wait(epoll_descriptor, events, EVENTS, 100);
    for (int i = 0; i < n; i++)
        receive(events[i].data.ptr);
}

static void drain(const struct connection *connections, int count) {
    double begun = now();
    draining = 1;
    counting = 0;
    for (int i = 0; i < count; i++)
        for (; connections[i].under_way > 0; turn())
            if (now() - begun > PATIENCE * 1e6)
                wrong("an answer has not come for half a minute");
}

int main(int argc, char **argv) {
    if (argc < 6) {
        fprintf(stderr, "usage: load PORT CONNECTIONS DEPTH SIZE SECONDS [echo|lines|redis|churn]\n");
        return 2;
    }
    int count = atoi(argv[2]);
    long size = atol(argv[4]);
    double seconds = atof(argv[5]);
    const char *mode = argc > 6 ? argv[6] : "echo";
    int is_redis = strcmp(mode, "redis") == 0, is_lines = is_redis || strcmp(mode, "lines") == 0;
    depth = atoi(argv[3]);
    churn = strcmp(mode, "churn") == 0;
    address.sin_port = htons(atoi(argv[1]));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (depth < 1 || depth > MAX_DEPTH || (!is_lines && (size < 1 || size > BUFFER / depth))) {
        fprintf(stderr, "depth or size is below 1, or depth times size is too large\n");
        return 2;
    }
    if (is_lines)
        record_lines(is_redis);
    else
        record_bytes(size);

    epoll_descriptor = epoll_create1(0);
    struct connection *connections = calloc(count, sizeof *connections);
    for (int i = 0; i < count; i++) {
        size_t place = (size_t)i * APART % (is_lines ? LINES : BYTES);
        connections[i].said = place * (is_lines ? requests.size : 1);
        connections[i].heard = place * (is_lines ? replies.size : 1);
        open_connection(&connections[i]);
    }
    for (int i = 0; i < count; i++)
        begin(&connections[i], depth);

    double start = now(), counted_from = 0;
    while (!is_over(start, seconds, &counted_from))
        turn();
    report(done, counted_from);
    drain(connections, count);
    return 0;
}
