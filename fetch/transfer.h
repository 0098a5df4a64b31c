/* SPDX-License-Identifier: MIT */
/* transfer.h - one HTTP exchange: a request on its way, and what came of it */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fetch/header.h"
#include "fetch/host.h"
#include "fetch/request.h"
#include "lib/buf.h"

/* How an exchange ended. */
enum transfer_end {
	TRANSFER_ANSWERED,        /* with a whole response */
	TRANSFER_DNS,             /* no address */
	TRANSFER_DNS_TIMEOUT,     /* the resolver is silent */
	TRANSFER_REFUSED,         /* no connection */
	TRANSFER_CONNECT_TIMEOUT, /* none in time */
	TRANSFER_TLS,             /* no trusted connection */
	TRANSFER_PRIVATE,         /* the guard let no address through */
	TRANSFER_BUSY,            /* the address has no turn free: to be started again */
	TRANSFER_SILENT,          /* no first byte in time */
	TRANSFER_NO_ANSWER,       /* closed before an answer */
	TRANSFER_NOT_HTTP,        /* what came is no HTTP response */
	TRANSFER_STALLED,         /* too slow for too long */
	TRANSFER_TOO_LONG,        /* the time for a whole exchange ran out */
	TRANSFER_CUT,             /* the body ended before its announced end */
	TRANSFER_GARBLED,         /* chunks or codings that cannot be undone */
	TRANSFER_BIG_HEADER,
	TRANSFER_BIG_BODY,
	TRANSFER_BOMB,    /* the body unpacks to far more than was sent */
	TRANSFER_SKIPPED, /* a media type nobody asked for */
	TRANSFER_STOPPED, /* the run ended */
	TRANSFER_N_ENDS
};

/* What an end means for the URL and for its host. */
struct transfer_meaning {
	const char *outcome;   /* of lib/outcome.h; NULL: the response decides */
	const char *detail;    /* the reason, for people */
	const char *truncated; /* WARC-Truncated: the part that came is archived; NULL: it is not */
	bool host_may_be_dead; /* counts for the breaker */
};
extern const struct transfer_meaning transfer_meanings[TRANSFER_N_ENDS];

enum transfer_phase {
	TRANSFER_IDLE,
	TRANSFER_RESOLVING,
	TRANSFER_CONNECTING,
	TRANSFER_WAITING, /* sent; nothing came back yet */
	TRANSFER_RECEIVING
};

struct transfer {
	struct transfer *next;      /* of all that the pool has */
	struct transfer *next_free; /* of the idle, or the ended ones */
	struct pool *pool;
	void *easy;    /* libcurl's handle */
	void *fields;  /* libcurl's list of request fields */
	char why[256]; /* libcurl's words for a failure; "" */
	struct request *request;
	struct host *host;
	struct place *place; /* where it is counted, or NULL */
	enum transfer_phase phase;
	enum transfer_end end;
	/* All times are those of clock.h. */
	double began, since; /* the exchange and its phase */
	double sent;         /* when the request went out; 0: it did not */
	double took;         /* from then to the end */
	double stall_since;  /* the window of the stall limit */
	double paused_since; /* clocks stand still; 0: they run */
	size_t stall_bytes;
	int64_t answered_at; /* UTC seconds of the first byte; 0: none came */
	char ip[64];         /* of the server; "" */
	struct header header;
	struct buf body;        /* transfer and content codings undone */
	struct buf sent_header; /* the request as sent, if the pool keeps it */
};

void transfer_init(struct transfer *transfer, size_t body_limit);
void transfer_clear(struct transfer *transfer);
void transfer_reset(struct transfer *transfer); /* idle, ready for the next; frees its request */

void transfer_enter(struct transfer *transfer, enum transfer_phase phase, double now);

/* Stops and restarts the clocks of its limits. */
void transfer_stop_clocks(struct transfer *transfer, double now);
void transfer_start_clocks(struct transfer *transfer, double now);

/* Seconds; the phases' limits stand beside each other, `whole` above them. */
struct transfer_limits {
	double resolve, connect, first_byte, stall, whole;
};

/* The limit that has run out, or TRANSFER_ANSWERED when none has. */
enum transfer_end
transfer_overdue(struct transfer *transfer, const struct transfer_limits *limits, double now);

#endif
