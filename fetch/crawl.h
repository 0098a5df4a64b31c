/* SPDX-License-Identifier: MIT */
/* crawl.h - one run: from the URLs on the input to the last record of the archive */
#ifndef FETCH_CRAWL_H
#define FETCH_CRAWL_H

#include "fetch/emit.h"
#include "fetch/host.h"
#include "fetch/input.h"
#include "fetch/output.h"
#include "fetch/pace_cache.h"
#include "fetch/place.h"
#include "fetch/pool.h"
#include "fetch/replay.h"
#include "fetch/report.h"
#include "fetch/seen.h"
#include "fetch/settings.h"
#include "fetch/site.h"
#include "lib/arena.h"
#include "lib/scope.h"
#include "lib/stage.h"

/* Everything a run works on.  admit.h lets requests in, crawl.c starts them, settle.h and
 * robots_gate.h deal with what comes back. */
struct crawl {
	const struct settings *settings;
	struct stage *stage;
	struct output *output;
	struct emit *emit;
	const char *agent; /* the User-Agent */
	struct pool *pool;
	struct input input;
	struct hosts hosts;
	struct places places;
	struct seen seen;
	struct sites sites;
	struct pace_cache paces; /* what the run before leaves; --cache */
	struct scopes *scopes;   /* where redirects may lead */
	struct replay *replay;   /* answers come from here; NULL: from the network */
	struct arena scratch;    /* of one step */
	const char *stopped;     /* why nothing more is asked; NULL: it goes on */
	double began, next_progress, next_metrics; /* clock.h */
	bool shows_progress;
	unsigned long long n_turns; /* of the loop */
	double ends_at;             /* clock.h: --deadline; 0: none */
	double last_input;          /* clock.h: when the input gave something */
	double stops_at;            /* once stopped: what is still in flight then ends */
};

/* The host of a URL, as its site's profile wants it treated. */
struct host *crawl_host(struct crawl *crawl, const struct url *url);

/* Fetches all that the standard input asks for and all that redirects lead to.  `agent` is the
 * User-Agent. */
void crawl_run(struct stage *stage, struct output *output, struct emit *emit,
    const struct settings *settings, const char *agent);

#endif
