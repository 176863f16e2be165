// The load for chat fan-out: some members speak, all listen. A sender has DEPTH texts under way; a text is done when every
// other member has it. Every member checks that each sender's texts come whole, in order, and none twice.
//   cc -O2 -o chat_load chat_load.c && ./chat_load PORT MEMBERS SENDERS DEPTH SIZE SECONDS
// Prints "counting" when it begins to count, and in the end one line of JSON: deliveries per second, and the times until a text was everywhere in microseconds.
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
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256, NAME = 32, BUFFER = 1 << 18, MAX_DEPTH = 1024, MAX_SENDERS = 64, BUCKETS = 1 << 16 };

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
static int member_count, sender_count, depth, epoll_descriptor, joined;
static uint64_t size;
static long deliveries, histogram[BUCKETS + 1], finished;
static int counting;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void wrong(const char *what) {
    fprintf(stderr, "%s\n", what);
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

static double percentile(double p) {
    long seen = 0;
    for (int i = 0; i <= BUCKETS; i++)
        if ((seen += histogram[i]) >= p * finished)
            return i < 32768 ? i / 10.0 : (i - 32768) * 100.0;
    return 0;
}

static void send_all(int fd, const char *bytes, size_t length) {
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(fd, bytes + sent, length - sent, MSG_NOSIGNAL);
        if (n < 0)
            fail("send");
        sent += n;
    }
}

// The text's first bytes are its number and its sender's; the rest follows from them.
static void write_text(char *text, uint32_t number, uint16_t sender) {
    memcpy(text, &number, 4);
    memcpy(text + 4, &sender, 2);
    memset(text + 6, 'a' + (number + sender) % 26, size - 6);
}

static void speak(int s, int texts) {
    static char frames[BUFFER];
    size_t length = 0;
    double t = now();
    for (int i = 0; i < texts; i++) {
        int slot = senders[s].sent % MAX_DEPTH;
        frames[length] = 1;
        memcpy(frames + length + 1, &size, 8);
        write_text(frames + length + 9, senders[s].sent, s);
        length += 9 + size;
        senders[s].left[slot] = member_count - 1;
        senders[s].started[slot] = t;
        senders[s].sent++;
    }
    send_all(members[s].fd, frames, length);
}

static void heard(struct member *m, const char *text, double t) {
    static char expected[BUFFER];
    uint32_t number;
    uint16_t s;
    memcpy(&number, text, 4);
    memcpy(&s, text + 4, 2);
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
    if (counting) {
        histogram[bucket(t - senders[s].started[number % MAX_DEPTH])]++;
        finished++;
    }
    senders[s].done++;
}

// One frame; its length, or 0 where it is not complete.
static size_t take(struct member *m, const char *bytes, size_t length, double t) {
    uint64_t n;
    if (bytes[0] == 0) {
        if (length < 9)
            return 0;
        memcpy(&n, bytes + 1, 8);
        if (length < 9 + n * NAME)
            return 0;
        m->joined = 1;
        joined++;
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
    char request[1 + NAME] = {0};
    int on = 1;
    m->buffer = malloc(BUFFER);
    m->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (m->fd < 0 || connect(m->fd, (const struct sockaddr *)address, sizeof *address) < 0)
        fail("connect");
    setsockopt(m->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = m};
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, m->fd, &interest);
    snprintf(request + 1, NAME, "member%d", i);
    send_all(m->fd, request, sizeof request);
    while (!m->joined)
        turn();
}

int main(int argc, char **argv) {
    if (argc < 7) {
        fprintf(stderr, "usage: chat_load PORT MEMBERS SENDERS DEPTH SIZE SECONDS\n");
        return 2;
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    member_count = atoi(argv[2]);
    sender_count = atoi(argv[3]);
    depth = atoi(argv[4]);
    size = atoi(argv[5]);
    double seconds = atof(argv[6]);
    if (sender_count > MAX_SENDERS || sender_count > member_count || depth > MAX_DEPTH || size < 8 || depth * (9 + size) > BUFFER)
        wrong("too many senders, too deep, or a size below 8");
    members = calloc(member_count, sizeof *members);
    epoll_descriptor = epoll_create1(0);
    for (int i = 0; i < member_count; i++)
        join(i, &address);
    for (int s = 0; s < sender_count; s++)
        speak(s, depth);

    double start = now(), warm = start + seconds * 0.2e6, end = start + seconds * 1.2e6, t;
    while ((t = now()) < end) {
        if (!counting && t >= warm) {
            counting = 1;
            warm = t;
            puts("counting"); // whoever measures the server's work begins now
            fflush(stdout);
        }
        turn();
        for (int s = 0; s < sender_count; s++) {
            int under_way = senders[s].sent - senders[s].done;
            if (under_way < depth)
                speak(s, depth - under_way);
        }
    }
    printf("{\"per_second\": %.0f, \"p50_us\": %.1f, \"p99_us\": %.1f, \"p999_us\": %.1f}\n",
           deliveries / ((t - warm) / 1e6), percentile(0.5), percentile(0.99), percentile(0.999));
    return 0;
}
