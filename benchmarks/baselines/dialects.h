// What the chat load speaks to the servers it is run against: our own frames, or one channel of another server that all
// members are in. A dialect says what goes before and after a text, and takes one answer apart; the load does the rest.
struct member;
static void wrong(const char *what);
static void answer(struct member *m, const char *bytes);
static void join_complete(struct member *m);
static void heard(struct member *m, const char *text, uint64_t length, double t);

enum { NAME = 32, REQUEST = 128 };

static uint64_t size; // of a text, in bytes

struct dialect {
    const char *name;
    int is_echoing;                                // whether who speaks hears it too
    size_t (*join)(char *request, const char *as); // what a member says first
    size_t (*head)(char *before);                  // what goes before a text
    const char *tail;                              // what goes after it
    // Takes one answer and returns its length, or 0 where it is not complete.
    size_t (*take)(struct member *m, const char *bytes, size_t length, double t);
};

// The line's length with its end, or 0 where it is not complete.
static size_t line_length(const char *bytes, size_t length) {
    const char *end = memchr(bytes, '\n', length);
    return end == NULL ? 0 : end + 1 - bytes;
}

static int begins(const char *bytes, size_t length, const char *with, size_t with_length) {
    return length >= with_length && memcmp(bytes, with, with_length) == 0;
}

static int is_line(const char *bytes, size_t line, const char *text) { return line == strlen(text) && memcmp(bytes, text, line) == 0; }

// A text that the server says with the same words before it each time, and with a line's end after it.
static size_t take_text(struct member *m, const char *before, const char *bytes, size_t length, double t) {
    size_t head = strlen(before);
    if (length < head + size + 2)
        return 0;
    if (!begins(bytes, length, before, head))
        wrong("the server has said something else than a text");
    heard(m, bytes + head, size, t);
    return head + size + 2;
}

// ProofChat's frames.

static size_t join_chat(char *request, const char *as) {
    memset(request, 0, 1 + NAME);
    strcpy(request + 1, as);
    return 1 + NAME;
}

static size_t head_chat(char *before) {
    before[0] = 1;
    memcpy(before + 1, &size, 8);
    return 9;
}

static size_t take_chat(struct member *m, const char *bytes, size_t length, double t) {
    uint64_t n;
    if (bytes[0] == 0) {
        if (length < 9)
            return 0;
        memcpy(&n, bytes + 1, 8);
        if (length < 9 + n * NAME)
            return 0;
        join_complete(m);
        return 9 + n * NAME;
    }
    if (bytes[0] != 1)
        wrong("the server has answered with an error");
    if (length < 1 + NAME + 8)
        return 0;
    memcpy(&n, bytes + 1 + NAME, 8);
    if (length < 1 + NAME + 8 + n)
        return 0;
    if (memcmp(bytes + 1, "SERVER", 7) != 0)
        heard(m, bytes + 1 + NAME + 8, n, t);
    return 1 + NAME + 8 + n;
}

// redis-server's publish and subscribe, in RESP3, so that a subscriber may publish.

static size_t join_redis(char *request, const char *as) {
    (void)as;
    return sprintf(request, "HELLO 3\r\nSUBSCRIBE room\r\n");
}

static size_t head_redis(char *before) {
    return sprintf(before, "*3\r\n$7\r\nPUBLISH\r\n$4\r\nroom\r\n$%d\r\n", (int)size);
}

static size_t take_redis(struct member *m, const char *bytes, size_t length, double t) {
    static char before[REQUEST];
    static const char subscribed[] = ">3\r\n$9\r\nsubscribe\r\n$4\r\nroom\r\n:1\r\n";
    if (bytes[0] == '-')
        wrong("the server has answered with an error");
    if (bytes[0] != '>')
        return line_length(bytes, length); // its greeting, or the number of those who heard
    if (begins(bytes, length, subscribed, sizeof subscribed - 1)) {
        join_complete(m);
        return sizeof subscribed - 1;
    }
    if (before[0] == 0) // once: it is said a million times a second
        sprintf(before, ">3\r\n$7\r\nmessage\r\n$4\r\nroom\r\n$%d\r\n", (int)size);
    return take_text(m, before, bytes, length, t);
}

// A subject of nats-server.

static size_t join_nats(char *request, const char *as) {
    (void)as;
    return sprintf(request, "CONNECT {\"verbose\":false,\"echo\":false}\r\nSUB room 1\r\nPING\r\n");
}

static size_t head_nats(char *before) { return sprintf(before, "PUB room %d\r\n", (int)size); }

static size_t take_nats(struct member *m, const char *bytes, size_t length, double t) {
    static char before[REQUEST];
    if (before[0] == 0)
        sprintf(before, "MSG room 1 %d\r\n", (int)size);
    if (bytes[0] == 'M')
        return take_text(m, before, bytes, length, t);
    if (bytes[0] == '-')
        wrong("the server has answered with an error");
    size_t line = line_length(bytes, length);
    if (is_line(bytes, line, "PONG\r\n"))
        join_complete(m);
    else if (is_line(bytes, line, "PING\r\n"))
        answer(m, "PONG\r\n");
    return line;
}

// A channel of an IRC server: RFC 2812.

static size_t join_irc(char *request, const char *as) {
    return sprintf(request, "NICK %s\r\nUSER load 0 * :load\r\n", as);
}

static size_t head_irc(char *before) { return sprintf(before, "PRIVMSG #room :"); }

static size_t take_irc(struct member *m, const char *bytes, size_t length, double t) {
    static const char said[] = " PRIVMSG #room :", welcome[] = " 001 ", named[] = " 366 ";
    size_t line = line_length(bytes, length);
    if (line == 0)
        return 0;
    if (begins(bytes, line, "ERROR", 5))
        wrong("the server has answered with an error");
    const char *verb = bytes[0] == ':' ? memchr(bytes, ' ', line) : NULL;
    if (verb == NULL)
        return line;
    size_t rest = bytes + line - verb;
    if (begins(verb, rest, said, sizeof said - 1))
        heard(m, verb + sizeof said - 1, rest - (sizeof said - 1) - 2, t);
    else if (begins(verb, rest, welcome, sizeof welcome - 1))
        answer(m, "JOIN #room\r\n");
    else if (begins(verb, rest, named, sizeof named - 1)) // the end of the names of those who are there
        join_complete(m);
    else if (begins(verb, rest, " 4", 2) && !begins(verb, rest, " 422 ", 5)) // but that there is no message of the day
        wrong("the server has answered with an error");
    return line;
}

static const struct dialect dialects[] = {
    {"chat", 0, join_chat, head_chat, "", take_chat},
    {"redis", 1, join_redis, head_redis, "\r\n", take_redis},
    {"nats", 0, join_nats, head_nats, "\r\n", take_nats},
    {"irc", 0, join_irc, head_irc, "\r\n", take_irc},
};

static const struct dialect *dialect_named(const char *name) {
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        if (strcmp(dialects[i].name, name) == 0)
            return &dialects[i];
    wrong("there is no such dialect: chat, redis, nats or irc");
    return NULL;
}
