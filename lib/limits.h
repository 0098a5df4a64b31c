/* SPDX-License-Identifier: MIT */
/* limits.h - every bound on foreign input, each with its reason */
#ifndef LIB_LIMITS_H
#define LIB_LIMITS_H

/*
 * One page: decoded bytes of a body.  The 99.9th percentile of article pages is under 5 MB; gumbo
 * spends 15 to 40 times a page's size in memory.
 */
#define LIMIT_PAGE_BYTES (32u << 20)

/* One HTTP header block, as received.  Servers themselves refuse more than 8 to 64 KiB. */
#define LIMIT_HEADER_BYTES (256u << 10)

/* One WARC header block: named fields, a handful of lines; a target URI may be long. */
#define LIMIT_WARC_HEADER_BYTES (128u << 10)

/* One WARC block that is a page: its HTTP header and its body. */
#define LIMIT_WARC_BLOCK_BYTES (LIMIT_PAGE_BYTES + LIMIT_HEADER_BYTES)

/* One line of JSON Lines: a page's text, escaped, with its teasers. */
#define LIMIT_LINE_BYTES (64u << 20)

/* One URL.  Browsers and servers cut at 8 KiB or earlier; sitemaps allow 2,048 characters. */
#define LIMIT_URL_BYTES (8u << 10)

/* One request line on the standard input of fetch: a URL with its validators. */
#define LIMIT_REQUEST_BYTES (32u << 10)

/* The memory one record and all it points to may take. */
#define LIMIT_RECORD_BYTES (512u << 20)

/* The memory one page may take while it is parsed: gumbo's tree, the flat DOM, the record. */
#define LIMIT_PARSE_BYTES (1024u << 20)

/* Seconds one page may take in a parse worker; gumbo is quadratic in nesting. */
#define LIMIT_PARSE_SECONDS 20

/* Nested arrays and objects in JSON: our own records nest five deep. */
#define LIMIT_JSON_DEPTH 64

/* Texts that normalize --learn counts at a time: 50 MB, and as much again when the table is
 * rebuilt. Half a million articles have so many different short lines. */
#define LIMIT_LEARNED_TEXTS 1500000u

/* A configuration file (site profile, rule file). */
#define LIMIT_CONFIG_BYTES (1u << 20)

/* A robots.txt: RFC 9309 section 2.5 asks for at least 500 KiB. */
#define LIMIT_ROBOTS_BYTES (500u << 10)

#endif
