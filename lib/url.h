/* SPDX-License-Identifier: MIT */
/* url.h - parse, resolve and print web addresses (WHATWG URL Standard) for http and https */
#ifndef LIB_URL_H
#define LIB_URL_H

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

/*
 * An absolute URL as the standard serialises it: pure ASCII, dot segments resolved, host lower
 * case and in Punycode, default port dropped.  The other members are views into href, which is
 * NUL-terminated; what the URL does not have is absent.  The path always begins with '/'; query
 * and fragment come without their '?' and '#' and may be empty; the host of an IPv6 address keeps
 * its brackets.
 */
struct url {
	struct str href;
	struct str scheme, username, password, host, port, path, query, fragment;
};

enum url_result {
	URL_OK,
	URL_INVALID,
	URL_TOO_LONG,    /* input or href longer than LIMIT_URL_BYTES */
	URL_OTHER_SCHEME /* mailto:, javascript:, data:, ftp:, ...: not fetched by us */
};

/*
 * Resolves `input`, text as it stands in an attribute or a header, against the absolute URL `base`
 * (absent: input must be absolute), into *out, which lives in `arena` and is written only on
 * URL_OK.  The base is looked at only if the input needs one, and its own result is ours when it is
 * bad.  Text is UTF-8; a byte that is not is kept, percent-encoded, in all parts but the host.
 * Linear in the lengths.  Resolving an href again gives the same href.
 */
NODISCARD enum url_result
url_resolve(struct arena *arena, struct str base, struct str input, struct url *out);

/* The same against a base that was resolved before, NULL for none: for many references of a page.
 */
NODISCARD enum url_result
url_join(struct arena *arena, const struct url *base, struct str input, struct url *out);

/* The reason in words, for the detail of an outcome: "not a valid URL". */
const char *url_result_name(enum url_result result);

/* "https://host" or "http://host:8080": what robots.txt and the queue of a host belong to. */
struct str url_origin(struct arena *arena, const struct url *url);

/* A view of href without its fragment: what is requested and stored. */
struct str url_without_fragment(const struct url *url);

/* The href without user name and password: the only form that may be logged. */
struct str url_without_credentials(struct arena *arena, const struct url *url);

/* The port as a number, the scheme's own when the URL names none. */
unsigned url_port(const struct url *url);

#endif
