/* SPDX-License-Identifier: MIT */
/* settle.c - what becomes of a request and its host when an exchange has ended */
#include "fetch/settle.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "fetch/admit.h"
#include "fetch/clock.h"
#include "fetch/robots_gate.h"
#include "lib/ascii.h"
#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/uuid.h"

/* How often a request may be told to come back later. */
#define MOST_TRIES 3

#define BROKEN_RETRY_SECONDS 3600.0

static bool
asks_for_time(const struct transfer *transfer)
{
	int status = transfer->header.status;
	return transfer->end == TRANSFER_ANSWERED && (status == 429 || status == 503);
}

/* Seconds of Retry-After (RFC 9110 section 10.2.3), a number or a date; negative: none. */
static double
retry_after(const struct transfer *transfer)
{
	char text[64];
	unsigned long long seconds;
	struct str value = header_field(&transfer->header, "Retry-After");
	if (str_to_uint(value, &seconds))
		return (double)seconds;
	if (!value.ptr || value.len >= sizeof text)
		return -1;
	memcpy(text, value.ptr, value.len);
	text[value.len] = '\0';
	time_t at = curl_getdate(text, NULL);
	time_t now = time(NULL);
	return at < 0 ? -1 : at > now ? (double)(at - now) : 0;
}

/* Between 0 and 1, for jitter: no randomness of ours needs more than a UUID's. */
static double
chance(void)
{
	char text[UUID_LEN + 1];
	uuid_new(text);
	return ascii_hex(text[0]) / 15.0;
}

/* Moves the host's clock on; closes a host that is dead. */
static void
tell_host(struct crawl *crawl, const struct transfer *transfer)
{
	struct host *host = transfer->host;
	const struct transfer_meaning *meaning = &transfer_meanings[transfer->end];
	double now = clock_now();
	if (asks_for_time(transfer))
		pace_back_off(&host->pace, now, retry_after(transfer), chance());
	if (meaning->host_may_be_dead)
		pace_failed(&host->pace, &host->rules, now);
	else if (transfer->sent > 0)
		pace_answered(&host->pace, &host->rules, now, transfer->took);
	if (transfer->sent > 0) {
		host->n_answers++;
		host->seconds += transfer->took;
	}
	if (pace_is_broken(&host->pace))
		hosts_close(
		    &crawl->hosts, host, "host-broken", meaning->detail, BROKEN_RETRY_SECONDS);
}

/* A Crawl-delay above what we wait for: one page was fetched, the rest is for later. */
static void
spare_slow_host(struct crawl *crawl, struct host *host)
{
	if (!pace_is_too_slow(&host->pace, &host->rules) || host->n_pages == 0 ||
	    host->closed.outcome)
		return;
	if (host->pages.n > 0)
		diag_warn(
		    "%s: Crawl-delay of %g s is above the limit: its other pages are deferred",
		    host->origin, host->pace.crawl_delay);
	hosts_close(&crawl->hosts, host, "retry-after", "Crawl-delay is above the limit",
	    host->pace.crawl_delay);
}

static void
emit_failure(struct crawl *crawl, const struct transfer *transfer)
{
	char detail[512];
	const struct transfer_meaning *meaning = &transfer_meanings[transfer->end];
	struct emit_outcome told = {.outcome = meaning->outcome, .detail = detail};
	snprintf(detail, sizeof detail, "%s%s%s", meaning->detail, transfer->why[0] ? ": " : "",
	    transfer->why);
	told.http_status = transfer->header.status;
	told.retry_in = transfer->end == TRANSFER_STOPPED ? 0 : -1;
	emit_outcome(crawl->emit, &transfer->request->visit, &told);
}

/* The host asked for time: the request waits for it, unless it has waited often enough. */
static void
come_back(struct crawl *crawl, struct transfer *transfer)
{
	struct host *host = transfer->host;
	struct request *request = transfer->request;
	double wait = host->pace.backed_off - clock_now();
	if (++request->tries < MOST_TRIES && !crawl->stopped && !crawl->replay) {
		transfer->request = NULL;
		hosts_push_ahead(&crawl->hosts, host, request);
		return;
	}
	struct emit_outcome told = {.outcome = "retry-after", .retry_in = wait > 0 ? wait : 0};
	told.detail = "the server asks to come back later";
	told.http_status = transfer->header.status;
	emit_outcome(crawl->emit, &request->visit, &told);
}

static bool
is_redirect(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Whether the body is the one that the request knows by its digest; *digest is this one's. */
static bool
is_known_payload(struct crawl *crawl, const struct transfer *transfer, struct str *digest)
{
	struct str known = transfer->request->visit.payload_digest;
	if (!crawl->settings->dedupe || !known.ptr || transfer->header.status != 200)
		return false;
	*digest = digest_of(&crawl->scratch, buf_str(&transfer->body));
	return str_eq(known, *digest);
}

static void
settle_answer(struct crawl *crawl, struct transfer *transfer)
{
	const struct visit *visit = &transfer->request->visit;
	int status = transfer->header.status;
	struct str location = header_field(&transfer->header, "Location");
	struct str digest;
	if (asks_for_time(transfer)) {
		come_back(crawl, transfer);
	} else if (status == 304 && (visit->etag.len > 0 || visit->last_modified.len > 0)) {
		emit_revisit(crawl->emit, transfer, (struct str){NULL, 0}, false);
	} else if (is_known_payload(crawl, transfer, &digest)) {
		emit_revisit(crawl->emit, transfer, digest, true);
	} else {
		emit_response(crawl->emit, transfer);
		if (is_redirect(status) && location.ptr)
			admit_hop(crawl, transfer->request, location);
	}
	arena_reset(&crawl->scratch);
}

/* The address had no turn free: the request keeps its place at the head of its host. */
static void
put_back(struct crawl *crawl, struct transfer *transfer)
{
	struct request *request = transfer->request;
	transfer->request = NULL;
	hosts_push_ahead(&crawl->hosts, transfer->host, request);
}

void
settle_page(struct crawl *crawl, struct transfer *transfer)
{
	if (transfer->end == TRANSFER_ANSWERED || transfer_meanings[transfer->end].truncated)
		settle_answer(crawl, transfer);
	else
		emit_failure(crawl, transfer);
}

void
settle(struct crawl *crawl, struct transfer *transfer)
{
	struct host *host = transfer->host;
	if (transfer->end == TRANSFER_BUSY) {
		put_back(crawl, transfer);
	} else {
		tell_host(crawl, transfer);
		if (transfer->request->robots_of)
			robots_gate_settle(crawl, transfer);
		else
			settle_page(crawl, transfer);
	}
	spare_slow_host(crawl, host);
	pool_release(crawl->pool, transfer);
	hosts_reschedule(&crawl->hosts, host);
}
