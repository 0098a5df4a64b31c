/* SPDX-License-Identifier: MIT */
/* admit.c - the door of a run: what asks to be fetched gets into a queue, or its outcome at once */
#include "fetch/admit.h"

#include <stdint.h>
#include <unistr.h>

/* Hops from the URL that was asked for; browsers stop at 20, RFC 9110 asks for a limit. */
#define MOST_HOPS 10

/* Sitemaps of one host: a site with more has an index of them. */
#define MOST_SITEMAPS 100

#define ROBOTS_FILE "/robots.txt"

static void
tell(struct crawl *crawl, const struct visit *visit, const char *outcome, const char *detail)
{
	struct emit_outcome told = {.outcome = outcome, .detail = detail, .retry_in = 0};
	emit_outcome(crawl->emit, visit, &told);
}

/* Text that stands in a record: what is not UTF-8 is shown as '?'. */
static struct str
shown(struct arena *arena, struct str text)
{
	if (!text.ptr || !u8_check((const uint8_t *)text.ptr, text.len))
		return text;
	struct str copy = arena_copy(arena, text);
	char *bytes = (char *)(void *)(size_t)copy.ptr;
	for (size_t i = 0; i < copy.len; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			bytes[i] = '?';
	return copy;
}

/* Sitemaps, and what they redirect to, come by way of a robots.txt. */
static bool
is_of_sitemap(const struct visit *visit)
{
	return str_ends(visit->via, STR(ROBOTS_FILE));
}

/* A request that is counted already: into its host's queue. Takes it over. */
static void
enter(struct crawl *crawl, struct request *request)
{
	if (!seen_add(&crawl->seen, request->visit.url)) {
		tell(crawl, &request->visit, "duplicate", "asked for before in this run");
		request_free(request);
		return;
	}
	if (crawl->stopped) {
		tell(crawl, &request->visit, "deadline", crawl->stopped);
		request_free(request);
		return;
	}
	struct host *host = crawl_host(crawl, &request->url);
	bool is_first = !host->is_asked_for && !is_of_sitemap(&request->visit);
	host->is_asked_for |= is_first;
	hosts_push(&crawl->hosts, host, request);
	if (is_first)
		admit_sitemaps(crawl, host); /* it may be open already, for a sitemap */
}

static void
refuse_line(struct crawl *crawl, struct str line, const char *why)
{
	struct visit visit = {0};
	struct emit_outcome told = {.outcome = "bad-record", .detail = why};
	told.input = shown(&crawl->scratch, str_slice(line, 0, RECORD_INPUT_MAX));
	emit_outcome(crawl->emit, &visit, &told);
}

void
admit_line(struct crawl *crawl, struct str line, bool too_long)
{
	struct request *request = NULL;
	struct visit visit;
	struct str why;
	if (str_is_blank(line))
		return;
	stage_count_in(crawl->stage);
	if (too_long) {
		refuse_line(crawl, line, "a request line is over the limit");
		return;
	}
	switch (request_read(&crawl->scratch, line, &request, &visit, &why)) {
	case REQUEST_OK:
		enter(crawl, request);
		break;
	case REQUEST_BAD_URL:
		visit.url = shown(&crawl->scratch, visit.url);
		tell(crawl, &visit, "bad-url", arena_text(&crawl->scratch, why));
		break;
	case REQUEST_BAD_RECORD:
		refuse_line(crawl, line, arena_text(&crawl->scratch, why));
		break;
	}
	arena_reset(&crawl->scratch);
}

/* How the crawl came to where `from` redirects. */
static struct visit
history_after(struct crawl *crawl, const struct request *from)
{
	struct visit visit = from->visit;
	struct str_list redirects = {NULL, 0};
	for (size_t i = 0; i < from->visit.redirects.n; i++)
		*ARENA_PUSH(&crawl->scratch, &redirects) = from->visit.redirects.items[i];
	*ARENA_PUSH(&crawl->scratch, &redirects) = from->visit.url;
	visit.redirects = redirects;
	if (!visit.requested_url.ptr)
		visit.requested_url = from->visit.url;
	return visit;
}

void
admit_hop(struct crawl *crawl, const struct request *from, struct str location)
{
	struct url to;
	stage_count_in(crawl->stage);
	enum url_result result = url_resolve(&crawl->scratch, from->visit.url, location, &to);
	struct visit visit = history_after(crawl, from);
	if (result != URL_OK) {
		visit.url = shown(&crawl->scratch, location);
		tell(crawl, &visit, "bad-url", url_result_name(result));
	} else if (from->visit.redirects.n >= MOST_HOPS) {
		visit.url = url_without_fragment(&to);
		tell(crawl, &visit, "http-error", "too many redirects lead here");
	} else if (!scope_lets_in(crawl->scopes, to.href, visit.depth, INT64_MAX)) {
		visit.url = url_without_fragment(&to);
		tell(crawl, &visit, "scope",
		    "a redirection to where the site profile does not let in");
	} else {
		enter(crawl, request_redirected(from, &to));
	}
	arena_reset(&crawl->scratch);
}

void
admit_sitemaps(struct crawl *crawl, const struct host *host)
{
	struct url to;
	if (!host->robots || !host->is_asked_for || !crawl->settings->sitemaps)
		return;
	const struct str_list *sitemaps = robots_sitemaps(host->robots);
	struct str base = arena_printf(&crawl->scratch, "%s" ROBOTS_FILE, host->origin);
	struct visit visit = {.via = base};
	for (size_t i = 0; i < sitemaps->n && i < MOST_SITEMAPS; i++) {
		stage_count_in(crawl->stage);
		enum url_result result =
		    url_resolve(&crawl->scratch, base, sitemaps->items[i], &to);
		if (result == URL_OK) {
			enter(crawl, request_found(&to, base));
		} else {
			visit.url = shown(&crawl->scratch, sitemaps->items[i]);
			tell(crawl, &visit, "bad-url", url_result_name(result));
		}
	}
}
