// What both loads have in common: the clock, the times of what was done while it counted, and how the result is told.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { BUCKETS = 1 << 16 };

static long histogram[BUCKETS + 1]; // tenths of a microsecond up to 3 ms in the first half, then tenths of a millisecond
static long done;
static int counting;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) { // in microseconds
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static void count_one(double us) {
    long index = us < 3276.8 ? us * 10 : 32768 + us / 100;
    histogram[index < BUCKETS ? index : BUCKETS]++;
    done++;
}

static double percentile(double p) {
    long seen = 0;
    for (int i = 0; i <= BUCKETS; i++)
        if ((seen += histogram[i]) >= p * done)
            return i < 32768 ? i / 10.0 : (i - 32768) * 100.0;
    return 0;
}

// Until a fifth of the time has gone nothing counts; whoever measures the server's work begins at the word.
static int is_over(double start, double seconds, double *counted_from) {
    double t = now();
    if (!counting && t >= start + seconds * 0.2e6) {
        counting = 1;
        *counted_from = t;
        puts("counting");
        fflush(stdout);
    }
    return t >= start + seconds * 1.2e6;
}

static void report(long counted, double counted_from) {
    printf("{\"per_second\": %.0f, \"p50_us\": %.1f, \"p99_us\": %.1f, \"p999_us\": %.1f}\n",
           counted / ((now() - counted_from) / 1e6), percentile(0.5), percentile(0.99), percentile(0.999));
    fflush(stdout);
    usleep(200 * 1000); // so that the server's work can be read while its clients, and processes that serve them, are still there
}
