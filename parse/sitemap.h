/* SPDX-License-Identifier: MIT */
/* sitemap.h - lists of URLs: sitemaps, sitemap indexes, RSS, Atom, text files (sitemaps.org) */
#ifndef PARSE_SITEMAP_H
#define PARSE_SITEMAP_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/record.h"

/* The protocol's own bounds on one file: bytes after gunzip, and entries. */
#define SITEMAP_MAX_BYTES (50u << 20)
#define SITEMAP_MAX_LINKS 50000u
/* Ours: formats nest six deep; a feed may declare a few entities of HTML. */
#define SITEMAP_MAX_DEPTH    64
#define SITEMAP_MAX_ENTITIES 64u

struct sitemap {
	struct record_links list; /* format and absolute http(s) URLs, in order */
	size_t n_refused;         /* entries that are no http(s) URL */
	bool truncated; /* damaged, cut off or over a limit: the list is what came before */
	struct str why; /* then one sentence for people */
};

/*
 * Reads `body` (plain or gzip, in any encoding) as a sitemap or feed: sitemap, sitemap-index, rss,
 * atom by the root element; text when every line is a URL.  Of a feed, each entry gives its page
 * (link, or else a guid that is a URL).  Entries are resolved against `base`.  External entities
 * are never read.  All memory is the arena's.  False when it is none of these, or breaks off before
 * one can tell; *out is then untouched.
 */
NODISCARD bool
sitemap_read(struct arena *arena, struct str base, struct str body, struct sitemap *out);

#endif
