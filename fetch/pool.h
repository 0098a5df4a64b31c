/* SPDX-License-Identifier: MIT */
/* pool.h - all exchanges in flight, over libcurl's multi interface */
#ifndef FETCH_POOL_H
#define FETCH_POOL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "fetch/address.h"
#include "fetch/transfer.h"

/* What is said of an address before a connection to it is made. */
enum pool_gate { POOL_MAY_CONNECT, POOL_PRIVATE, POOL_NOT_NOW };

struct pool_settings {
	unsigned total; /* exchanges at a time */
	struct transfer_limits limits;
	size_t body_bytes;   /* of one body, codings undone */
	const char *types;   /* of bodies of 2xx answers, as in media.h */
	const char *agent;   /* the User-Agent field */
	const char *proxy;   /* NULL: none, whatever the environment says */
	const char *ca_file; /* certificate authorities (PEM); NULL: those of the system */
	bool keep_requests;  /* fill sent_header */
	/* Asked of each address.  Behind a proxy it is never asked: the proxy connects. */
	enum pool_gate (*gate)(void *state, struct transfer *transfer, const struct address *to);
	void *state;
};

/* The settings are copied, what they point to is not. NULL when libcurl cannot be set up. */
struct pool *pool_new(const struct pool_settings *settings);
void pool_free(struct pool *pool);

/* Sends the request (taken over) to the host.  There must be room: pool_n_active below total. */
void pool_start(struct pool *pool, struct host *host, struct request *request);

/* Moves all exchanges on, as far as they go without waiting, and ends what is overdue. */
void pool_move(struct pool *pool);

/* An exchange that has ended, or NULL.  pool_release makes it idle; a request that is to live on
 * must have been taken out of it. */
struct transfer *pool_ended(struct pool *pool);
void pool_release(struct pool *pool, struct transfer *transfer);

/* Waits until there is something to move, one of `others` is ready, or `seconds` have passed. */
void pool_wait(struct pool *pool, struct pollfd *others, unsigned n_others, double seconds);

/* Nothing more is received and all clocks stand still, until pool_resume. */
void pool_pause(struct pool *pool);
void pool_resume(struct pool *pool);

/* Ends every exchange as TRANSFER_STOPPED. */
void pool_stop(struct pool *pool);

unsigned pool_n_active(const struct pool *pool);
unsigned pool_n_resolving(const struct pool *pool);

#endif
