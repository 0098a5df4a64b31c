/* SPDX-License-Identifier: MIT */
/* request.h - one URL to fetch, and how the crawl came to it */
#ifndef FETCH_REQUEST_H
#define FETCH_REQUEST_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/record.h"
#include "lib/url.h"

/*
 * A request owns its memory.  `visit` holds what came with it: its validators (etag,
 * last_modified), the digest of the payload seen last, via, depth, and the redirects that led here.
 * `url` is parsed from visit.url, which has no fragment.
 */
struct request {
	struct request *next; /* in a list of its host's */
	struct arena arena;
	struct url url;
	struct visit visit;
	struct host *robots_of; /* asks for the robots.txt of this host; NULL: a page */
	unsigned tries;         /* answers that told us to come back */
};

enum request_result {
	REQUEST_OK,
	REQUEST_BAD_URL,   /* no URL of http or https */
	REQUEST_BAD_RECORD /* a line of JSON that is no request */
};

/*
 * Reads a line of the input: a bare URL, or an object with "url" and optional members.  On
 * REQUEST_OK *out is a new request.  Otherwise *why says what is wrong, in words (from `arena`),
 * and `visit` holds what could be read: at least the text of the URL for REQUEST_BAD_URL.
 */
NODISCARD enum request_result request_read(struct arena *arena, struct str line,
    struct request **out, struct visit *visit, struct str *why);

/* A request for the URL (resolved, any fragment is dropped) with no history. */
struct request *request_new(const struct url *url);
/* The same, found on the page `via`. */
struct request *request_found(const struct url *url, struct str via);
void request_free(struct request *request); /* NULL is fine */

/* Asks whether what is known by these is still so. Absent texts are left out. */
void request_set_validators(struct request *request, struct str etag, struct str last_modified);

/* The request that follows a redirect of `from` to `to`. */
struct request *request_redirected(const struct request *from, const struct url *to);

/* A request as bytes and back, for queues. The host of a robots request is not kept. */
struct str request_pack(struct arena *arena, const struct request *request);
struct request *request_unpack(struct str bytes);

/* "/path?query": what robots.txt judges. */
struct str request_path(const struct request *request);

#endif
