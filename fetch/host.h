/* SPDX-License-Identifier: MIT */
/* host.h - the hosts of a run, each with its queue, and which of them is due */
#ifndef FETCH_HOST_H
#define FETCH_HOST_H

#include <stdbool.h>
#include <stddef.h>

#include "fetch/pace.h"
#include "fetch/place.h"
#include "fetch/queue.h"
#include "fetch/request.h"
#include "fetch/robots.h"
#include "lib/article.h"

enum host_robots {
	HOST_ROBOTS_UNKNOWN, /* to be asked for before the first page */
	HOST_ROBOTS_ASKED,   /* on its way: pages wait */
	HOST_ROBOTS_KNOWN    /* `robots` holds; NULL allows everything */
};

/* Why nothing more is asked of a host: the outcome of all that still waits in its queue. */
struct host_closed {
	const char *outcome; /* of lib/outcome.h; NULL: it is open */
	char detail[160];
	double retry_in; /* seconds from the moment the outcome is written */
};

/* An origin: scheme, host and port. */
struct host {
	struct host *next; /* in its bucket */
	char *origin;
	struct queue pages;
	struct request *ahead; /* robots.txt and repeated requests: these go first */
	size_t n_ahead;
	unsigned n_active;
	struct pace pace;
	struct pace_rules rules;
	struct str_list fields; /* to send with each request, "Name: value" */
	struct place *place;    /* its address, once a connection has shown it */
	double turn;            /* its turn at the place; 0: it has none */
	bool is_asked_for;      /* not only for a sitemap that the robots.txt of a host names */
	enum host_robots robots_state;
	struct robots *robots;
	struct host_closed closed;
	size_t n_pages; /* exchanges for pages begun */
	/* for the summary */
	size_t n_answers;
	double seconds;
	size_t heap_at; /* its position among the hosts that wait for their time, from 1; 0: none */
	double due_at;
};

struct hosts {
	struct host **buckets;
	size_t n, n_buckets;
	struct host **heap; /* by due_at, the earliest first; heap[0] is not used */
	size_t n_heap, heap_cap;
	size_t n_waiting; /* requests in all queues */
	unsigned per_host;
	struct spill spill;
};

void hosts_init(struct hosts *hosts, unsigned per_host);
void hosts_clear(struct hosts *hosts);

/* The host of an origin; made when it is new. Valid until hosts_clear. */
struct host *hosts_find(struct hosts *hosts, struct str origin);

/* Puts a request into its host's queue, or before all others; takes it over. */
void hosts_push(struct hosts *hosts, struct host *host, struct request *request);
void hosts_push_ahead(struct hosts *hosts, struct host *host, struct request *request);

/* The request whose turn it is, the caller's from now on; NULL when there is none.  While the
 * host's robots.txt is on its way (and the host is open), pages stay. */
struct request *hosts_pop(struct hosts *hosts, struct host *host);

/* Call after anything about the host changed: when it is due is worked out anew. */
void hosts_reschedule(struct hosts *hosts, struct host *host);

/* The host that has been due the longest, or that will be due the soonest; NULL: none waits. */
struct host *hosts_first(const struct hosts *hosts);

/* Nothing more is asked of the host. The first reason stays. `retry_in` is in seconds. */
void hosts_close(struct hosts *hosts, struct host *host, const char *outcome, const char *detail,
    double retry_in);

/* Calls `visit` for every host. */
void hosts_each(struct hosts *hosts, void (*visit)(void *state, struct host *host), void *state);

#endif
