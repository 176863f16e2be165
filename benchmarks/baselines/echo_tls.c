// A plain echo server over TLS: one thread, epoll, OpenSSL, a certificate of its own making. What the machine can do over TLS.
//   cc -O2 -o echo_tls echo_tls.c -lssl -lcrypto && ./echo_tls PORT
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 256, CHUNK = 16384, READ_AHEAD = 1 << 17, MAX_DESCRIPTORS = 65536 };

struct connection {
    SSL *ssl;
    char *pending; // what the kernel did not take
    int length;
};

static struct connection connections[MAX_DESCRIPTORS];
static int epoll_descriptor;

static void fail(const char *what) {
    perror(what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static void watch(int fd, int operation, unsigned events) {
    struct epoll_event interest = {.events = events, .data.fd = fd};
    if (epoll_ctl(epoll_descriptor, operation, fd, &interest) < 0)
        fail("epoll_ctl");
}

static void forget(int fd) {
    SSL_free(connections[fd].ssl);
    free(connections[fd].pending);
    memset(&connections[fd], 0, sizeof connections[fd]);
    close(fd);
}

static SSL_CTX *make_context(void) {
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    X509_gmtime_adj(X509_getm_notBefore(certificate), -24 * 3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 365 * 24 * 3600);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC, (const unsigned char *)"echo_tls", -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    X509_set_pubkey(certificate, key);
    if (X509_sign(certificate, key, EVP_sha256()) == 0 || SSL_CTX_use_certificate(context, certificate) != 1 || SSL_CTX_use_PrivateKey(context, key) != 1)
        fail("certificate");
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1); // several records with one call of the kernel
    SSL_CTX_set_default_read_buffer_len(context, READ_AHEAD);
    return context;
}

static int waits(SSL *ssl, int result) {
    int error = SSL_get_error(ssl, result);
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

// Sends; what is not taken is kept until the kernel has room, and nothing is read before that.
static int answer(int fd, const char *bytes, int length) {
    struct connection *c = &connections[fd];
    while (length > 0) {
        int sent = SSL_write(c->ssl, bytes, length);
        if (sent <= 0 && !waits(c->ssl, sent))
            return -1;
        if (sent <= 0) {
            char *kept = memcpy(malloc(length), bytes, length);
            free(c->pending);
            c->pending = kept;
            c->length = length;
            watch(fd, EPOLL_CTL_MOD, EPOLLOUT);
            return 0;
        }
        bytes += sent;
        length -= sent;
    }
    if (c->pending != NULL) {
        free(c->pending);
        c->pending = NULL;
        watch(fd, EPOLL_CTL_MOD, EPOLLIN);
    }
    return 0;
}

static int ready(int fd) {
    static char buffer[CHUNK];
    struct connection *c = &connections[fd];
    if (c->pending != NULL && answer(fd, c->pending, c->length) < 0)
        return -1;
    while (c->pending == NULL) {
        int length = SSL_read(c->ssl, buffer, CHUNK); // the handshake first
        if (length <= 0)
            return waits(c->ssl, length) ? 0 : -1;
        if (answer(fd, buffer, length) < 0)
            return -1;
        if (!SSL_has_pending(c->ssl))
            return 0;
    }
    return 0;
}

int main(int argc, char **argv) {
    int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 9100)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    signal(SIGPIPE, SIG_IGN); // OpenSSL writes to clients that have gone
    SSL_CTX *context = make_context();
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0)
        fail("listen");
    epoll_descriptor = epoll_create1(0);
    watch(listener, EPOLL_CTL_ADD, EPOLLIN);

    struct epoll_event events[EVENTS];
    for (;;) {
        int count = epoll_wait(epoll_descriptor, events, EVENTS, -1), client;
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            ERR_clear_error();
            if (fd != listener) {
                if (ready(fd) < 0)
                    forget(fd);
                continue;
            }
            while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                connections[client].ssl = SSL_new(context);
                SSL_set_fd(connections[client].ssl, client);
                SSL_set_accept_state(connections[client].ssl);
                watch(client, EPOLL_CTL_ADD, EPOLLIN);
            }
        }
    }
}
