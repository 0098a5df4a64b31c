/* SPDX-License-Identifier: MIT */
/* robots_gate.c - no page of a host before its robots.txt has said so (RFC 9309 section 2.3) */
#include "fetch/robots_gate.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "fetch/admit.h"
#include "fetch/robots_cache.h"
#include "lib/diag.h"
#include "lib/timestamp.h"

/* The RFC asks for five at least. */
#define MOST_HOPS 10

/* A robots.txt that gives no answer is worth another try after this long. */
#define RETRY_SECONDS 3600.0

/* What an exchange for a robots.txt says of its host. */
enum word { RULES, SAME, NO_RULES, ELSEWHERE, UNREACHABLE };

static const struct {
	int first, last; /* statuses */
	enum word word;
} words[] = {
    {200, 299, RULES},
    {304, 304, SAME},
    {301, 303, ELSEWHERE},
    {307, 308, ELSEWHERE},
    {429, 429, UNREACHABLE},
    {300, 499, NO_RULES},
};

static enum word
word_of(const struct transfer *transfer)
{
	int status = transfer->header.status;
	if (transfer->end != TRANSFER_ANSWERED)
		return UNREACHABLE;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (status >= words[i].first && status <= words[i].last)
			return words[i].word;
	return UNREACHABLE;
}

static void
ask(struct crawl *crawl, struct request *request)
{
	hosts_push_ahead(&crawl->hosts, crawl_host(crawl, &request->url), request);
}

static void
open_host(struct crawl *crawl, struct host *host, const struct robots_copy *copy)
{
	if (copy->has_rules)
		host->robots = robots_new(copy->text, STR(ROBOTS_GATE_AGENT));
	host->robots_state = HOST_ROBOTS_KNOWN;
	host->pace.crawl_delay = host->robots ? robots_crawl_delay(host->robots) : -1;
	hosts_reschedule(&crawl->hosts, host);
	admit_sitemaps(crawl, host);
}

/* The copy on disk, however old. */
static bool
load(struct crawl *crawl, const struct host *host, struct robots_copy *copy)
{
	const char *dir = crawl->settings->cache;
	return dir && robots_cache_load(dir, str_from(host->origin), &crawl->scratch, copy);
}

static void
open_and_keep(struct crawl *crawl, struct host *host, struct robots_copy *copy)
{
	copy->checked_at = timestamp_now();
	if (crawl->settings->cache)
		robots_cache_save(crawl->settings->cache, str_from(host->origin), copy);
	open_host(crawl, host, copy);
}

void
robots_gate_ask(struct crawl *crawl, struct host *host)
{
	struct url url;
	struct robots_copy copy = {0};
	bool is_kept = load(crawl, host, &copy);
	int64_t age = timestamp_now() - copy.checked_at;
	if (is_kept && age >= 0 && age < ROBOTS_CACHE_SECONDS) {
		open_host(crawl, host, &copy);
		return;
	}
	enum url_result result =
	    url_resolve(&crawl->scratch, str_from(host->origin), STR("/robots.txt"), &url);
	assert(result == URL_OK);
	struct request *request = request_new(&url);
	request->robots_of = host;
	if (is_kept)
		request_set_validators(request, copy.etag, copy.last_modified);
	host->robots_state = HOST_ROBOTS_ASKED;
	ask(crawl, request);
}

/* Failures that are the host's own and not its robots.txt's keep their names. */
static const char *
outcome_of(const struct host *host, const struct transfer *transfer)
{
	switch (transfer->end) {
	case TRANSFER_DNS:
	case TRANSFER_DNS_TIMEOUT:
	case TRANSFER_TLS:
	case TRANSFER_PRIVATE:
	case TRANSFER_STOPPED:
		return transfer->host == host ? transfer_meanings[transfer->end].outcome
					      : "robots-unreachable";
	default:
		return "robots-unreachable";
	}
}

static void
close_host(struct crawl *crawl, struct host *host, const struct transfer *transfer)
{
	char detail[160];
	const char *why = transfer_meanings[transfer->end].detail;
	double retry_in = RETRY_SECONDS;
	if (transfer->end == TRANSFER_ANSWERED)
		snprintf(detail, sizeof detail, "robots.txt: status %d", transfer->header.status);
	else
		snprintf(detail, sizeof detail, "robots.txt: %s%s%.100s", why,
		    transfer->why[0] ? ": " : "", transfer->why);
	hosts_close(&crawl->hosts, host, outcome_of(host, transfer), detail, retry_in);
}

/* False when the redirect leads nowhere: a robots.txt that is not there. */
static bool
follow(struct crawl *crawl, const struct transfer *transfer)
{
	struct url to;
	const struct request *from = transfer->request;
	struct str location = header_field(&transfer->header, "Location");
	if (!location.ptr || from->visit.redirects.n >= MOST_HOPS ||
	    url_resolve(&crawl->scratch, from->visit.url, location, &to) != URL_OK)
		return false;
	ask(crawl, request_redirected(from, &to));
	return true;
}

/* The host gives no answer: what it said last still holds, if we know that. */
static void
make_do(struct crawl *crawl, struct host *host, const struct transfer *transfer)
{
	struct robots_copy copy;
	if (transfer->end == TRANSFER_PRIVATE || !load(crawl, host, &copy)) {
		close_host(crawl, host, transfer);
		return;
	}
	diag_detail("%s: robots.txt gives no answer, the copy in the cache is used", host->origin);
	open_host(crawl, host, &copy);
}

void
robots_gate_settle(struct crawl *crawl, const struct transfer *transfer)
{
	struct host *host = transfer->request->robots_of;
	struct robots_copy copy = {0};
	switch (word_of(transfer)) {
	case RULES:
		copy.has_rules = true;
		copy.text = buf_str(&transfer->body);
		copy.etag = header_field(&transfer->header, "ETag");
		copy.last_modified = header_field(&transfer->header, "Last-Modified");
		open_and_keep(crawl, host, &copy);
		break;
	case SAME:
		if (load(crawl, host, &copy))
			open_and_keep(crawl, host, &copy);
		else
			close_host(crawl, host, transfer); /* the same as what? */
		break;
	case ELSEWHERE:
		if (!follow(crawl, transfer))
			open_and_keep(crawl, host, &copy);
		break;
	case NO_RULES:
		open_and_keep(crawl, host, &copy);
		break;
	case UNREACHABLE:
		make_do(crawl, host, transfer);
		break;
	}
	arena_reset(&crawl->scratch);
}

void
robots_gate_give_up(struct crawl *crawl, const struct request *request)
{
	hosts_close(&crawl->hosts, request->robots_of, "robots-unreachable",
	    "robots.txt: the host it is on gives no answer", RETRY_SECONDS);
}

bool
robots_gate_allows(const struct host *host, const struct request *request)
{
	return !host->robots || str_eq(request->url.path, STR("/robots.txt")) ||
	       robots_allow(host->robots, request_path(request));
}
