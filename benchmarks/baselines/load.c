// The load: one thread, epoll, closed loop. Every byte that comes back is compared with the byte sent.
//   cc -O2 -o load load.c && ./load PORT CONNECTIONS DEPTH SIZE SECONDS [echo|lines|redis|churn]
//   cc -O2 -DTLS -o tls_load load.c -lssl -lcrypto      for the same over TLS
// lines: "ping", answered with "pong"; redis: the same to a redis-server, which answers "+PONG".
// Prints "counting" when it begins to count, and in the end one line of JSON: round trips (or connections) per second, and their times in microseconds.
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

enum { EVENTS = 256, MAX_DEPTH = 1024 };

struct connection {
    struct wire wire;
    size_t received; // of the oldest request under way
    unsigned head, under_way;
    double started[MAX_DEPTH];
};

static char request[1 << 20], reply[1 << 20], buffer[1 << 18];
static size_t request_size, reply_size;
static int depth, epoll_descriptor, churn;
static struct sockaddr_in address = {.sin_family = AF_INET};

static void open_connection(struct connection *c) {
    wire_open(&c->wire, &address);
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, c->wire.fd, &interest);
}

static void begin(struct connection *c, int count) {
    size_t length = 0;
    double t = now();
    for (int i = 0; i < count; i++) {
        memcpy(buffer + length, request, request_size);
        length += request_size;
        c->started[(c->head + c->under_way++) % MAX_DEPTH] = t;
    }
    wire_write(&c->wire, buffer, length);
}

static void finish(struct connection *c, double t) {
    if (counting)
        count_one(t - c->started[c->head % MAX_DEPTH]);
    c->head++;
    c->under_way--;
}

// Compares what has come; how many requests it has finished.
static int take(struct connection *c, const char *in, size_t length) {
    int finished = 0;
    double t = now();
    for (size_t at = 0; at < length;) {
        size_t part = reply_size - c->received;
        if (part > length - at)
            part = length - at;
        if (memcmp(in + at, reply + c->received, part) != 0) {
            fprintf(stderr, "the bytes that came back are not those expected\n");
            exit(1);
        }
        at += part;
        c->received += part;
        if (c->received == reply_size) {
            c->received = 0;
            finish(c, t);
            finished++;
        }
    }
    return finished;
}

static void receive(struct connection *c) {
    static char in[1 << 18];
    int finished = 0;
    do {
        size_t length = wire_read(&c->wire, in, sizeof in);
        if (length == 0)
            break;
        finished += take(c, in, length);
    } while (wire_holds(&c->wire));
    if (!finished)
        return;
    if (churn) {
        wire_close(&c->wire);
        open_connection(c);
    }
    begin(c, finished);
}

int main(int argc, char **argv) {
    if (argc < 6) {
        fprintf(stderr, "usage: load PORT CONNECTIONS DEPTH SIZE SECONDS [echo|lines|redis|churn]\n");
        return 2;
    }
    int count = atoi(argv[2]);
    size_t size = atoi(argv[4]);
    double seconds = atof(argv[5]);
    const char *mode = argc > 6 ? argv[6] : "echo";
    depth = atoi(argv[3]);
    churn = strcmp(mode, "churn") == 0;
    address.sin_port = htons(atoi(argv[1]));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (strcmp(mode, "lines") == 0 || strcmp(mode, "redis") == 0) {
        request_size = sprintf(request, "ping\n");
        reply_size = sprintf(reply, strcmp(mode, "lines") == 0 ? "pong\r\n" : "+PONG\r\n");
    } else {
        request_size = reply_size = size;
        for (size_t i = 0; i < size; i++)
            request[i] = reply[i] = (char)(i * 131 + 7);
    }
    if (depth > MAX_DEPTH || depth * request_size > sizeof buffer || request_size > sizeof request) {
        fprintf(stderr, "depth times size is too large\n");
        return 2;
    }

    epoll_descriptor = epoll_create1(0);
    struct connection *connections = calloc(count, sizeof *connections);
    for (int i = 0; i < count; i++)
        open_connection(&connections[i]);
    for (int i = 0; i < count; i++)
        begin(&connections[i], depth);

    double start = now(), counted_from = 0;
    struct epoll_event events[EVENTS];
    while (!is_over(start, seconds, &counted_from)) {
        int n = epoll_wait(epoll_descriptor, events, EVENTS, 100);
        for (int i = 0; i < n; i++)
            receive(events[i].data.ptr);
    }
    report(done, counted_from);
    return 0;
}
