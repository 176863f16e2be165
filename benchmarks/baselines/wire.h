// The way of the load's bytes: a TCP connection, or with -DTLS one with OpenSSL on it, which asks nobody who the server is.
// Writing waits until everything is with the kernel; reading takes what is there and never waits.
#include <fcntl.h>
#include <poll.h>

struct wire {
    int fd;
#ifdef TLS
    struct ssl_st *ssl;
#endif
};

static void wire_connect(struct wire *w, const struct sockaddr_in *address) {
    int on = 1;
    w->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (w->fd < 0 || connect(w->fd, (const struct sockaddr *)address, sizeof *address) < 0)
        fail("connect");
    setsockopt(w->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

#ifdef TLS
#include <openssl/err.h>
#include <openssl/ssl.h>

enum { READ_AHEAD = 1 << 17 }; // several records with one call of the kernel

static void wire_fail(const char *what) {
    fprintf(stderr, "%s: ", what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static void wire_open(struct wire *w, const struct sockaddr_in *address) {
    static SSL_CTX *context;
    if (context == NULL) {
        context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_read_ahead(context, 1);
        SSL_CTX_set_default_read_buffer_len(context, READ_AHEAD);
    }
    wire_connect(w, address);
    w->ssl = SSL_new(context);
    SSL_set_fd(w->ssl, w->fd);
    if (SSL_connect(w->ssl) != 1)
        wire_fail("TLS handshake");
    fcntl(w->fd, F_SETFL, fcntl(w->fd, F_GETFL) | O_NONBLOCK);
}

static void wire_write(struct wire *w, const char *bytes, size_t length) {
    while (length > 0) {
        int n = SSL_write(w->ssl, bytes, length);
        if (n > 0) {
            bytes += n;
            length -= n;
        } else if (SSL_get_error(w->ssl, n) == SSL_ERROR_WANT_WRITE) {
            struct pollfd room = {.fd = w->fd, .events = POLLOUT};
            poll(&room, 1, -1);
        } else {
            wire_fail("TLS write");
        }
    }
}

// How much there was; 0 for nothing yet.
static size_t wire_read(struct wire *w, char *bytes, size_t size) {
    int n = SSL_read(w->ssl, bytes, size);
    if (n <= 0 && SSL_get_error(w->ssl, n) != SSL_ERROR_WANT_READ)
        wire_fail("the server closed");
    return n > 0 ? n : 0;
}

// Whether there may be more that epoll knows nothing of.
static int wire_holds(struct wire *w) { return SSL_has_pending(w->ssl); }

static void wire_close(struct wire *w) {
    SSL_free(w->ssl);
    close(w->fd);
}
#else
static void wire_open(struct wire *w, const struct sockaddr_in *address) { wire_connect(w, address); }

static void wire_write(struct wire *w, const char *bytes, size_t length) {
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(w->fd, bytes + sent, length - sent, MSG_NOSIGNAL);
        if (n < 0)
            fail("send");
        sent += n;
    }
}

static size_t wire_read(struct wire *w, char *bytes, size_t size) {
    ssize_t n = recv(w->fd, bytes, size, MSG_DONTWAIT);
    if (n == 0 || (n < 0 && errno != EAGAIN))
        fail("the server closed");
    return n > 0 ? n : 0;
}

static int wire_holds(struct wire *w) {
    (void)w;
    return 0;
}

static void wire_close(struct wire *w) { close(w->fd); }
#endif
