// The load: one thread, epoll, closed loop. Every byte that comes back is compared with the byte sent.
//   cc -O2 -o load load.c && ./load PORT CONNECTIONS DEPTH SIZE SECONDS [echo|lines|churn]
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
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256, BUCKETS = 1 << 16, MAX_DEPTH = 1024 };

struct connection {
    int fd;
    size_t expected; // the position in the pattern of the next byte to come back
    size_t received; // of the oldest request under way
    unsigned head, under_way;
    double started[MAX_DEPTH];
};

static char request[1 << 20], reply[1 << 20], buffer[1 << 18];
static size_t request_size, reply_size;
static long histogram[BUCKETS + 1]; // tenths of a microsecond up to 1 ms in the first part, then coarser
static long done;
static int depth, epoll_descriptor, churn, counting;
static struct sockaddr_in address = {.sin_family = AF_INET};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static int bucket(double us) {
    long index = us < 3276.8 ? us * 10 : 32768 + us / 100;
    return index < BUCKETS ? index : BUCKETS;
}

static double value(int index) { return index < 32768 ? index / 10.0 : (index - 32768) * 100.0; }

static double percentile(double p, long total) {
    long seen = 0;
    for (int i = 0; i <= BUCKETS; i++)
        if ((seen += histogram[i]) >= p * total)
            return value(i);
    return value(BUCKETS);
}

static void open_connection(struct connection *c) {
    int on = 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof address) < 0)
        fail("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, c->fd, &interest);
}

static void begin(struct connection *c, int count) {
    size_t length = 0;
    double t = now();
    for (int i = 0; i < count; i++) {
        memcpy(buffer + length, request, request_size);
        length += request_size;
        c->started[(c->head + c->under_way++) % MAX_DEPTH] = t;
    }
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(c->fd, buffer + sent, length - sent, MSG_NOSIGNAL);
        if (n < 0)
            fail("send");
        sent += n;
    }
}

static void finish(struct connection *c, double t) {
    if (counting) {
        histogram[bucket(t - c->started[c->head % MAX_DEPTH])]++;
        done++;
    }
    c->head++;
    c->under_way--;
}

static void receive(struct connection *c) {
    static char in[1 << 18];
    ssize_t length = recv(c->fd, in, sizeof in, MSG_DONTWAIT);
    if (length < 0 && errno == EAGAIN)
        return;
    if (length <= 0)
        fail("the server closed");
    int finished = 0;
    double t = now();
    for (ssize_t at = 0; at < length;) {
        size_t part = reply_size - c->received;
        if (part > (size_t)(length - at))
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
    if (!finished)
        return;
    if (churn) {
        close(c->fd);
        open_connection(c);
    }
    begin(c, finished);
}

int main(int argc, char **argv) {
    if (argc < 6) {
        fprintf(stderr, "usage: load PORT CONNECTIONS DEPTH SIZE SECONDS [echo|lines|churn]\n");
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
    if (strcmp(mode, "lines") == 0) {
        request_size = sprintf(request, "ping\n");
        reply_size = sprintf(reply, "pong\r\n");
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

    double start = now(), warm = start + seconds * 0.2e6, end = start + seconds * 1.2e6, t;
    struct epoll_event events[EVENTS];
    while ((t = now()) < end) {
        if (!counting && t >= warm) {
            counting = 1;
            warm = t;
            puts("counting"); // whoever measures the server's work begins now
            fflush(stdout);
        }
        int n = epoll_wait(epoll_descriptor, events, EVENTS, 100);
        for (int i = 0; i < n; i++)
            receive(events[i].data.ptr);
    }
    double took = (t - warm) / 1e6;
    printf("{\"per_second\": %.0f, \"p50_us\": %.1f, \"p99_us\": %.1f, \"p999_us\": %.1f}\n",
           done / took, percentile(0.5, done), percentile(0.99, done), percentile(0.999, done));
    return 0;
}
