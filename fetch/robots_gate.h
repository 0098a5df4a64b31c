/* SPDX-License-Identifier: MIT */
/* robots_gate.h - no page of a host before its robots.txt has said so (RFC 9309 section 2.3) */
#ifndef FETCH_ROBOTS_GATE_H
#define FETCH_ROBOTS_GATE_H

#include "fetch/crawl.h"

/* The product token that groups of a robots.txt address us by. */
#define ROBOTS_GATE_AGENT "winnow"

/* The host's first page is due: its robots.txt is asked for. */
void robots_gate_ask(struct crawl *crawl, struct host *host);

/*
 * An exchange for a robots.txt has ended: its host is opened with the rules that came, or without
 * any (a 4xx status but 429), or closed with an outcome for all its pages, or the request goes on
 * to where a redirect leads.
 */
void robots_gate_settle(struct crawl *crawl, const struct transfer *transfer);

/* A request for a robots.txt that can no longer be made, because the host it leads to is closed. */
void robots_gate_give_up(struct crawl *crawl, const struct request *request);

/* Whether the host's rules let the page in. */
bool robots_gate_allows(const struct host *host, const struct request *request);

#endif
