/* SPDX-License-Identifier: MIT */
/* host.c - the hosts of a run, each with its queue, and which of them is due */
#include "fetch/host.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "lib/limits.h"
#include "lib/mem.h"

#define FIRST_BUCKETS 1024u /* a power of two, as all that follow */

/* For packing one request. */
#define PACK_BYTES (4u * QUEUE_ENTRY_BYTES)

void
hosts_init(struct hosts *hosts, unsigned per_host)
{
	*hosts = (struct hosts){.n_buckets = FIRST_BUCKETS, .per_host = per_host};
	hosts->buckets = mem_alloc(FIRST_BUCKETS * sizeof *hosts->buckets);
	spill_init(&hosts->spill);
}

static void
free_host(struct host *host)
{
	while (host->ahead) {
		struct request *request = host->ahead;
		host->ahead = request->next;
		request_free(request);
	}
	queue_clear(&host->pages);
	robots_free(host->robots);
	mem_free(host->origin);
	mem_free(host);
}

void
hosts_clear(struct hosts *hosts)
{
	for (size_t i = 0; i < hosts->n_buckets; i++) {
		while (hosts->buckets[i]) {
			struct host *host = hosts->buckets[i];
			hosts->buckets[i] = host->next;
			free_host(host);
		}
	}
	mem_free(hosts->buckets);
	mem_free(hosts->heap);
	spill_clear(&hosts->spill);
	*hosts = (struct hosts){0};
}

static struct host **
bucket_of(const struct hosts *hosts, struct str origin)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	for (size_t i = 0; i < origin.len; i++)
		hash = (hash ^ (unsigned char)origin.ptr[i]) * 1099511628211u;
	return &hosts->buckets[(hash >> 32) & (hosts->n_buckets - 1)];
}

static void
grow_table(struct hosts *hosts)
{
	struct hosts bigger = *hosts;
	bigger.n_buckets *= 2;
	bigger.buckets = mem_alloc(bigger.n_buckets * sizeof *bigger.buckets);
	for (size_t i = 0; i < hosts->n_buckets; i++) {
		while (hosts->buckets[i]) {
			struct host *host = hosts->buckets[i];
			struct host **to = bucket_of(&bigger, str_from(host->origin));
			hosts->buckets[i] = host->next;
			host->next = *to;
			*to = host;
		}
	}
	mem_free(hosts->buckets);
	*hosts = bigger;
}

struct host *
hosts_find(struct hosts *hosts, struct str origin)
{
	struct host **bucket = bucket_of(hosts, origin);
	for (struct host *host = *bucket; host; host = host->next)
		if (str_eq(str_from(host->origin), origin))
			return host;
	if (hosts->n >= hosts->n_buckets) {
		grow_table(hosts);
		bucket = bucket_of(hosts, origin);
	}
	struct host *host = mem_alloc(sizeof *host);
	host->origin = mem_copy(origin.ptr, origin.len);
	queue_init(&host->pages, &hosts->spill);
	pace_init(&host->pace);
	host->next = *bucket;
	*bucket = host;
	hosts->n++;
	return host;
}

static void
put(struct hosts *hosts, struct host *host, size_t at)
{
	hosts->heap[at] = host;
	host->heap_at = at;
}

/* Moves the host at `at` up or down to where its time belongs. */
static void
sift(struct hosts *hosts, size_t at)
{
	struct host *host = hosts->heap[at];
	for (; at > 1 && hosts->heap[at / 2]->due_at > host->due_at; at /= 2)
		put(hosts, hosts->heap[at / 2], at);
	for (;;) {
		size_t child = 2 * at;
		if (child > hosts->n_heap)
			break;
		if (child < hosts->n_heap &&
		    hosts->heap[child + 1]->due_at < hosts->heap[child]->due_at)
			child++;
		if (hosts->heap[child]->due_at >= host->due_at)
			break;
		put(hosts, hosts->heap[child], at);
		at = child;
	}
	put(hosts, host, at);
}

static void
heap_insert(struct hosts *hosts, struct host *host)
{
	if (hosts->n_heap + 1 >= hosts->heap_cap) {
		hosts->heap_cap = hosts->heap_cap ? hosts->heap_cap * 2 : 64;
		hosts->heap = mem_resize(hosts->heap, hosts->heap_cap * sizeof *hosts->heap);
	}
	put(hosts, host, ++hosts->n_heap);
	sift(hosts, host->heap_at);
}

static void
heap_remove(struct hosts *hosts, struct host *host)
{
	size_t at = host->heap_at;
	struct host *last = hosts->heap[hosts->n_heap--];
	host->heap_at = 0;
	if (last == host)
		return;
	put(hosts, last, at);
	sift(hosts, at);
}

/* Whether hosts_pop would give a request that may be started. */
static bool
has_work(const struct hosts *hosts, const struct host *host)
{
	if (host->closed.outcome)
		return host->n_ahead + host->pages.n > 0;
	if (host->n_active >= hosts->per_host)
		return false;
	return host->n_ahead > 0 || (host->pages.n > 0 && host->robots_state != HOST_ROBOTS_ASKED);
}

static double
due_at(const struct host *host)
{
	double at = pace_next(&host->pace);
	if (host->closed.outcome)
		return 0;
	return host->turn > at ? host->turn : at;
}

void
hosts_reschedule(struct hosts *hosts, struct host *host)
{
	host->due_at = due_at(host);
	if (!has_work(hosts, host)) {
		if (host->heap_at)
			heap_remove(hosts, host);
	} else if (host->heap_at) {
		sift(hosts, host->heap_at);
	} else {
		heap_insert(hosts, host);
	}
}

struct host *
hosts_first(const struct hosts *hosts)
{
	return hosts->n_heap > 0 ? hosts->heap[1] : NULL;
}

void
hosts_push(struct hosts *hosts, struct host *host, struct request *request)
{
	struct arena arena;
	arena_init(&arena, PACK_BYTES);
	queue_push(&host->pages, request_pack(&arena, request));
	arena_clear(&arena);
	request_free(request);
	hosts->n_waiting++;
	hosts_reschedule(hosts, host);
}

void
hosts_push_ahead(struct hosts *hosts, struct host *host, struct request *request)
{
	struct request **end = &host->ahead;
	while (*end)
		end = &(*end)->next;
	request->next = NULL;
	*end = request;
	host->n_ahead++;
	hosts->n_waiting++;
	hosts_reschedule(hosts, host);
}

static struct request *
pop_ahead(struct host *host)
{
	struct request *request = host->ahead;
	if (!request)
		return NULL;
	host->ahead = request->next;
	request->next = NULL;
	host->n_ahead--;
	return request;
}

struct request *
hosts_pop(struct hosts *hosts, struct host *host)
{
	struct str packed;
	struct request *request = pop_ahead(host);
	if (!request && (host->robots_state != HOST_ROBOTS_ASKED || host->closed.outcome) &&
	    queue_pop(&host->pages, &packed))
		request = request_unpack(packed);
	if (request)
		hosts->n_waiting--;
	hosts_reschedule(hosts, host);
	return request;
}

void
hosts_close(struct hosts *hosts, struct host *host, const char *outcome, const char *detail,
    double retry_in)
{
	if (host->closed.outcome)
		return;
	host->closed.outcome = outcome;
	snprintf(host->closed.detail, sizeof host->closed.detail, "%s", detail);
	host->closed.retry_in = retry_in;
	hosts_reschedule(hosts, host);
}

void
hosts_each(struct hosts *hosts, void (*visit)(void *state, struct host *host), void *state)
{
	for (size_t i = 0; i < hosts->n_buckets; i++)
		for (struct host *host = hosts->buckets[i]; host; host = host->next)
			visit(state, host);
}
