/* SPDX-License-Identifier: MIT */
/* pool.c - all exchanges in flight, over libcurl's multi interface */
#include "fetch/pool.h"

#include <arpa/inet.h>
#include <assert.h>
#include <curl/curl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fetch/clock.h"
#include "fetch/media.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/timestamp.h"

/* libcurl's own limit is only a net below ours. */
#define NEVER_SECONDS 86400L

/* How often the limits are looked at. */
#define SWEEP_SECONDS 0.05

/* A body this many times larger than what was sent is a bomb, once it is past the first bytes.
 * Text packs to a tenth; deflate cannot do better than 1,032. */
#define BOMB_RATIO 100u
#define BOMB_AFTER (1u << 20)

/* Bytes of bodies in memory at a time; above, all but the largest wait. */
#define ALL_BODIES_BYTES (128u << 20)

/* An answer is known by address for this long. */
#define DNS_SECONDS 600L

#define RECEIVE_BYTES 65536L

struct pool {
	struct pool_settings settings;
	CURLM *multi;
	struct transfer *all;   /* by next */
	struct transfer *idle;  /* by next_free */
	struct transfer *ended; /* by next_free: those that a limit or pool_stop ended */
	unsigned n_active;
	double next_sweep;
	bool is_paused;  /* by pool_pause */
	bool is_crowded; /* bodies take too much memory */
};

/* Where libcurl's codes say more than "no answer". The ends by limits of ours come first. */
static const struct {
	CURLcode code;
	enum transfer_end end;
} code_ends[] = {
    {CURLE_OK, TRANSFER_ANSWERED},
    {CURLE_COULDNT_RESOLVE_HOST, TRANSFER_DNS},
    {CURLE_COULDNT_RESOLVE_PROXY, TRANSFER_DNS},
    {CURLE_COULDNT_CONNECT, TRANSFER_REFUSED},
    {CURLE_OPERATION_TIMEDOUT, TRANSFER_CONNECT_TIMEOUT},
    {CURLE_SSL_CONNECT_ERROR, TRANSFER_TLS},
    {CURLE_PEER_FAILED_VERIFICATION, TRANSFER_TLS},
    {CURLE_SSL_CIPHER, TRANSFER_TLS},
    {CURLE_SSL_ISSUER_ERROR, TRANSFER_TLS},
    {CURLE_SSL_INVALIDCERTSTATUS, TRANSFER_TLS},
    {CURLE_SSL_CACERT_BADFILE, TRANSFER_TLS},
    {CURLE_SSL_CLIENTCERT, TRANSFER_TLS},
    {CURLE_PARTIAL_FILE, TRANSFER_CUT},
    {CURLE_RECV_ERROR, TRANSFER_CUT},
    {CURLE_BAD_CONTENT_ENCODING, TRANSFER_GARBLED},
    {CURLE_WRITE_ERROR, TRANSFER_GARBLED},
    {CURLE_WEIRD_SERVER_REPLY, TRANSFER_NOT_HTTP},
    {CURLE_UNSUPPORTED_PROTOCOL, TRANSFER_NOT_HTTP},
};

static enum transfer_end
end_of(const struct transfer *transfer, CURLcode code)
{
	enum transfer_end end = TRANSFER_NO_ANSWER;
	for (size_t i = 0; i < sizeof code_ends / sizeof *code_ends; i++)
		if (code_ends[i].code == code)
			end = code_ends[i].end;
	bool answered = transfer->header.is_whole && transfer->header.status >= 100;
	if (end == TRANSFER_ANSWERED && !answered)
		return TRANSFER_NOT_HTTP;
	if (end == TRANSFER_CUT && !answered)
		return TRANSFER_NO_ANSWER;
	return end;
}

/* libcurl's callbacks. To refuse, they set the end and return what makes libcurl give up. */

/* After a pause libcurl may give several lines at once. */
static bool
add_lines(struct transfer *transfer, struct str lines)
{
	while (lines.len > 0) {
		size_t end = str_find_char(lines, '\n');
		struct str line = str_slice(lines, 0, end == STR_NOT_FOUND ? end : end + 1);
		if (!header_add(&transfer->header, line))
			return false;
		lines = str_slice(lines, line.len, lines.len);
	}
	return true;
}

static size_t
take_header(char *bytes, size_t size, size_t n, void *data)
{
	struct transfer *transfer = data;
	const struct header *header = &transfer->header;
	size_t len = size * n;
	if (transfer->phase != TRANSFER_RECEIVING) {
		transfer_enter(transfer, TRANSFER_RECEIVING, clock_now());
		transfer->answered_at = timestamp_now();
	}
	if (!add_lines(transfer, (struct str){bytes, len})) {
		transfer->end = TRANSFER_BIG_HEADER;
		return 0;
	}
	if (header->is_whole && header->status / 100 == 2 && !transfer->request->robots_of &&
	    !media_is_wanted(
		transfer->pool->settings.types, header_field(header, "Content-Type"))) {
		transfer->end = TRANSFER_SKIPPED;
		return 0;
	}
	return len;
}

static bool
is_bomb(struct transfer *transfer, size_t len)
{
	curl_off_t sent = 0;
	size_t unpacked = transfer->body.len + len;
	if (unpacked < BOMB_AFTER || !header_field(&transfer->header, "Content-Encoding").ptr)
		return false;
	curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &sent);
	return sent > 0 && unpacked / BOMB_RATIO > (size_t)sent;
}

static size_t
take_body(char *bytes, size_t size, size_t n, void *data)
{
	struct transfer *transfer = data;
	size_t len = size * n;
	if (is_bomb(transfer, len)) {
		transfer->end = TRANSFER_BOMB;
		return 0;
	}
	if (buf_add(&transfer->body, bytes, len))
		return len;
	transfer->end = TRANSFER_BIG_BODY;
	struct str most = {bytes, transfer->body.limit - transfer->body.len};
	transfer->body.full = false;
	buf_add_str(&transfer->body, most);
	/* A robots.txt is read up to its limit, and that is enough (RFC 9309 section 2.5). */
	if (transfer->request->robots_of) {
		transfer->end = TRANSFER_ANSWERED;
		transfer->body.full = true;
	}
	return 0;
}

static curl_socket_t
open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct transfer *transfer = data;
	const struct pool_settings *settings = &transfer->pool->settings;
	struct address address;
	if (purpose != CURLSOCKTYPE_IPCXN)
		return CURL_SOCKET_BAD;
	if (transfer->phase == TRANSFER_RESOLVING)
		transfer_enter(transfer, TRANSFER_CONNECTING, clock_now());
	if (!settings->proxy) {
		enum pool_gate gate = POOL_PRIVATE;
		if (address_from(&to->addr, &address))
			gate = settings->gate(settings->state, transfer, &address);
		if (gate != POOL_MAY_CONNECT) {
			if (transfer->end != TRANSFER_BUSY)
				transfer->end =
				    gate == POOL_NOT_NOW ? TRANSFER_BUSY : TRANSFER_PRIVATE;
			return CURL_SOCKET_BAD;
		}
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* The last moment before the request goes out, also over a connection that was open before. */
static int
about_to_send(void *data, char *server_ip, char *local_ip, int server_port, int local_port)
{
	struct transfer *transfer = data;
	(void)local_ip, (void)server_port, (void)local_port;
	transfer->sent = clock_now();
	transfer->end = TRANSFER_ANSWERED; /* if one address was refused, this is another */
	transfer_enter(transfer, TRANSFER_WAITING, transfer->sent);
	size_t len = strlen(server_ip);
	if (len < sizeof transfer->ip)
		memcpy(transfer->ip, server_ip, len + 1);
	return CURL_PREREQFUNC_OK;
}

static int
keep_request(CURL *easy, curl_infotype type, char *bytes, size_t len, void *data)
{
	struct transfer *transfer = data;
	(void)easy;
	if (type == CURLINFO_HEADER_OUT)
		buf_add(&transfer->sent_header, bytes, len);
	return 0;
}

static void
set_up(struct transfer *transfer, const struct pool_settings *settings)
{
	CURL *easy = transfer->easy;
	curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->why);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* a silent resolver must not hold us */
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->agent);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, NEVER_SECONDS);
	curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, DNS_SECONDS);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, RECEIVE_BYTES);
	curl_easy_setopt(easy, CURLOPT_PROXY, settings->proxy ? settings->proxy : "");
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	if (settings->ca_file) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, settings->ca_file);
		curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, settings->ca_file);
	}
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, about_to_send);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
	if (settings->keep_requests) {
		curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
		curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, keep_request);
		curl_easy_setopt(easy, CURLOPT_DEBUGDATA, transfer);
	}
}

struct pool *
pool_new(const struct pool_settings *settings)
{
	if (curl_global_init(CURL_GLOBAL_ALL) != CURLE_OK)
		return NULL;
	struct pool *pool = mem_alloc(sizeof *pool);
	pool->settings = *settings;
	pool->multi = curl_multi_init();
	if (!pool->multi) {
		mem_free(pool);
		return NULL;
	}
	curl_multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS, (long)settings->total + 32);
	curl_multi_setopt(pool->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
	return pool;
}

void
pool_free(struct pool *pool)
{
	if (!pool)
		return;
	while (pool->all) {
		struct transfer *transfer = pool->all;
		pool->all = transfer->next;
		curl_multi_remove_handle(pool->multi, transfer->easy);
		curl_easy_cleanup(transfer->easy);
		curl_slist_free_all(transfer->fields);
		transfer_clear(transfer);
		mem_free(transfer);
	}
	curl_multi_cleanup(pool->multi);
	curl_global_cleanup();
	mem_free(pool);
}

static struct transfer *
take_idle(struct pool *pool)
{
	struct transfer *transfer = pool->idle;
	if (transfer) {
		pool->idle = transfer->next_free;
		return transfer;
	}
	transfer = mem_alloc(sizeof *transfer);
	transfer_init(transfer, pool->settings.body_bytes);
	transfer->pool = pool;
	transfer->easy = curl_easy_init();
	if (!transfer->easy)
		mem_refused();
	set_up(transfer, &pool->settings);
	transfer->next = pool->all;
	pool->all = transfer;
	return transfer;
}

/* One field as a line, "Name: value" in two parts. */
static void
add_field(struct transfer *transfer, const char *name, struct str value)
{
	struct buf line;
	buf_init(&line, LIMIT_HEADER_BYTES);
	buf_addf(&line, "%s%.*s", name, STR_ARGS(value));
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.ptr[i] < ' ')
			line.ptr[i] = ' '; /* a line break here would begin another field */
	struct curl_slist *fields = curl_slist_append(transfer->fields, line.ptr);
	buf_clear(&line);
	if (!fields)
		mem_refused();
	transfer->fields = fields;
}

static void
set_fields(struct transfer *transfer)
{
	const struct visit *visit = &transfer->request->visit;
	curl_slist_free_all(transfer->fields);
	transfer->fields = NULL;
	add_field(transfer,
	    "Accept: ", STR("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.1"));
	if (visit->etag.len > 0)
		add_field(transfer, "If-None-Match: ", visit->etag);
	if (visit->last_modified.len > 0)
		add_field(transfer, "If-Modified-Since: ", visit->last_modified);
	for (size_t i = 0; i < transfer->host->fields.n; i++)
		add_field(transfer, "", transfer->host->fields.items[i]);
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->fields);
}

/* A robots.txt is read up to its own limit. */
static void
set_body_limit(struct transfer *transfer)
{
	size_t most = transfer->pool->settings.body_bytes;
	bool is_robots = transfer->request->robots_of != NULL;
	transfer->body.limit = is_robots && most > LIMIT_ROBOTS_BYTES ? LIMIT_ROBOTS_BYTES : most;
}

void
pool_start(struct pool *pool, struct host *host, struct request *request)
{
	struct transfer *transfer = take_idle(pool);
	double now = clock_now();
	assert(pool->n_active < pool->settings.total);
	transfer->request = request;
	transfer->host = host;
	transfer->began = now;
	transfer_enter(transfer, TRANSFER_RESOLVING, now);
	set_fields(transfer);
	set_body_limit(transfer);
	curl_easy_setopt(transfer->easy, CURLOPT_URL, request->url.href.ptr);
	host->n_active++;
	pool->n_active++;
	if (host->place) {
		transfer->place = host->place;
		place_enter(host->place);
	}
	curl_multi_add_handle(pool->multi, transfer->easy);
}

static void
end_now(struct pool *pool, struct transfer *transfer, enum transfer_end end)
{
	curl_multi_remove_handle(pool->multi, transfer->easy);
	transfer->end = end;
	transfer->phase = TRANSFER_IDLE;
	transfer->next_free = pool->ended;
	pool->ended = transfer;
}

static void
sweep(struct pool *pool, double now)
{
	for (struct transfer *transfer = pool->all; transfer; transfer = transfer->next) {
		if (transfer->phase == TRANSFER_IDLE)
			continue;
		enum transfer_end end = transfer_overdue(transfer, &pool->settings.limits, now);
		if (end != TRANSFER_ANSWERED)
			end_now(pool, transfer, end);
	}
}

static void
set_paused(struct transfer *transfer, bool paused, double now)
{
	if (transfer->phase == TRANSFER_IDLE || paused == (transfer->paused_since > 0))
		return;
	if (paused)
		transfer_stop_clocks(transfer, now);
	else
		transfer_start_clocks(transfer, now);
	if (transfer->phase == TRANSFER_RECEIVING || transfer->phase == TRANSFER_WAITING)
		curl_easy_pause(transfer->easy, paused ? CURLPAUSE_RECV : CURLPAUSE_CONT);
}

/* Bodies that take too much memory together: the largest goes on, so that one always ends. */
static void
watch_memory(struct pool *pool, double now)
{
	size_t bytes = 0;
	struct transfer *largest = NULL;
	for (struct transfer *transfer = pool->all; transfer; transfer = transfer->next) {
		bytes += transfer->body.cap;
		if (transfer->phase != TRANSFER_IDLE &&
		    (!largest || transfer->body.len > largest->body.len))
			largest = transfer;
	}
	bool crowded = bytes > ALL_BODIES_BYTES;
	if (crowded || pool->is_crowded)
		for (struct transfer *transfer = pool->all; transfer; transfer = transfer->next)
			set_paused(transfer, crowded && transfer != largest, now);
	pool->is_crowded = crowded;
}

void
pool_move(struct pool *pool)
{
	int n_running;
	curl_multi_perform(pool->multi, &n_running);
	double now = clock_now();
	if (now < pool->next_sweep || pool->is_paused)
		return;
	pool->next_sweep = now + SWEEP_SECONDS;
	sweep(pool, now);
	watch_memory(pool, now);
}

static void
close_account(struct transfer *transfer)
{
	if (transfer->sent > 0)
		transfer->took = clock_now() - transfer->sent;
}

struct transfer *
pool_ended(struct pool *pool)
{
	int n_left;
	struct transfer *transfer = pool->ended;
	if (transfer) {
		pool->ended = transfer->next_free;
		close_account(transfer);
		return transfer;
	}
	CURLMsg *message = curl_multi_info_read(pool->multi, &n_left);
	if (!message || message->msg != CURLMSG_DONE)
		return NULL;
	CURLcode code = message->data.result;
	curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
	curl_multi_remove_handle(pool->multi, transfer->easy);
	transfer->phase = TRANSFER_IDLE;
	bool is_enough = transfer->request->robots_of && transfer->body.full;
	if (transfer->end != TRANSFER_ANSWERED || is_enough)
		transfer->why[0] = '\0'; /* libcurl tells of our callback's refusal only */
	else
		transfer->end = end_of(transfer, code);
	close_account(transfer);
	return transfer;
}

void
pool_release(struct pool *pool, struct transfer *transfer)
{
	transfer->host->n_active--;
	pool->n_active--;
	if (transfer->place)
		place_leave(transfer->place);
	transfer_reset(transfer);
	transfer->next_free = pool->idle;
	pool->idle = transfer;
}

void
pool_wait(struct pool *pool, struct pollfd *others, unsigned n_others, double seconds)
{
	struct curl_waitfd extra[4];
	assert(n_others <= sizeof extra / sizeof *extra);
	for (unsigned i = 0; i < n_others; i++) {
		extra[i] = (struct curl_waitfd){.fd = others[i].fd};
		extra[i].events = (short)((others[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
					  (others[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0));
	}
	int milliseconds = seconds < 0 ? 0 : (int)(seconds * 1000) + 1;
	curl_multi_poll(pool->multi, extra, n_others, milliseconds, NULL);
	for (unsigned i = 0; i < n_others; i++)
		others[i].revents = (short)((extra[i].revents & CURL_WAIT_POLLIN ? POLLIN : 0) |
					    (extra[i].revents & CURL_WAIT_POLLOUT ? POLLOUT : 0));
}

static void
pause_all(struct pool *pool, bool paused)
{
	double now = clock_now();
	pool->is_paused = paused;
	for (struct transfer *transfer = pool->all; transfer; transfer = transfer->next)
		set_paused(transfer, paused, now);
}

void
pool_pause(struct pool *pool)
{
	if (!pool->is_paused)
		pause_all(pool, true);
}

void
pool_resume(struct pool *pool)
{
	if (pool->is_paused)
		pause_all(pool, false);
}

void
pool_stop(struct pool *pool)
{
	for (struct transfer *transfer = pool->all; transfer; transfer = transfer->next)
		if (transfer->phase != TRANSFER_IDLE)
			end_now(pool, transfer, TRANSFER_STOPPED);
}

unsigned
pool_n_active(const struct pool *pool)
{
	return pool->n_active;
}

unsigned
pool_n_resolving(const struct pool *pool)
{
	unsigned n = 0;
	for (const struct transfer *transfer = pool->all; transfer; transfer = transfer->next)
		n += transfer->phase == TRANSFER_RESOLVING;
	return n;
}
