/* SPDX-License-Identifier: MIT */
/* record.h - one line of JSON Lines between the stages, and its codec (RFC 8259) */
#ifndef LIB_RECORD_H
#define LIB_RECORD_H

#include "lib/arena.h"
#include "lib/article.h"
#include "lib/buf.h"
#include "lib/compiler.h"

enum record_kind {
	RECORD_RUN,     /* opens a crawl's stream */
	RECORD_ARTICLE, /* any 2xx page */
	RECORD_LINKS,   /* a sitemap or feed */
	RECORD_OUTCOME, /* what else became of a URL */
	RECORD_END,     /* closes the stream its run record opened */
	RECORD_N_KINDS
};

/* How the crawl came to a URL and what HTTP said: the same members for every record of a URL. */
struct visit {
	struct str url, fetched_at;
	int http_status;
	struct str requested_url, via;
	struct str_list redirects;
	int depth; /* links followed from a start page; absent means 0 */
	struct str etag, last_modified, payload_digest;
};

struct record_run {
	struct str run, program, version, started;
};
struct record_links {
	struct str format; /* sitemap, sitemap-index, rss, atom, text, robots, seeds */
	struct str_list links;
};
struct record_outcome {
	struct str stage, class, outcome, detail, retry_at, location;
	struct str input; /* bad-record: what could not be read, cut at RECORD_INPUT_MAX bytes */
};
struct record_end {
	struct str run, stage;
	int in, out, rejected;
};

#define RECORD_SCHEMA      1
#define RECORD_SCHEMA_TEXT "1"
#define RECORD_INPUT_MAX   65536u

struct record {
	enum record_kind kind;
	struct visit visit; /* not for run and end */
	union {
		struct record_run run;
		struct article article;
		struct record_links links;
		struct record_outcome outcome;
		struct record_end end;
	};
	struct str
	    unknown; /* members of others, as JSON text without braces: passed on untouched */
};

/* Reads one line (without its line feed) into *out, all memory from `arena`.  False when it is not
 * one JSON object of a known kind with members of the right types; *why then says so. */
NODISCARD bool
record_read(struct arena *arena, struct str line, struct record *out, struct str *why);

/* Appends the record and a line feed.  False when it does not fit into the buffer's limit (the
 * buffer is then as before, and full). */
NODISCARD bool record_write(const struct record *record, struct buf *out);

/* An outcome record: `name` is one of lib/outcome.h and gives the class. */
void record_set_outcome(
    struct record *record, struct str url, const char *stage, const char *name, struct str detail);

#endif
