/* SPDX-License-Identifier: MIT */
/* pool.c - several workers side by side, their records in the order of the pages */
#include "parse/pool.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "parse/join.h"
#include "parse/worker.h"

#define MOST_WORKERS 64
#define QUEUE_LEN    128 /* records that wait for those before them */

/* A record in the order of the input: ready, or a worker's task. */
struct place {
	struct worker_result result;
	bool ready, counted;
	struct buf url; /* of a page at work, for the outcome if it breaks */
};

struct lane {
	struct worker worker;
	struct place *place; /* NULL when idle */
	double deadline;     /* monotonic seconds */
};

struct pool {
	const struct overrules *overrules;
	struct stage *stage;
	struct io_out *out;
	struct join *join; /* what writes the lines; NULL: they are written as they are */
	struct lane lanes[MOST_WORKERS];
	int n_lanes;
	struct place queue[QUEUE_LEN]; /* a ring */
	size_t first, len;
};

static double
seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
start_lane(struct pool *pool, struct lane *lane)
{
	int others[MOST_WORKERS], n = 0;
	for (int i = 0; i < pool->n_lanes; i++)
		if (&pool->lanes[i] != lane && pool->lanes[i].worker.fd >= 0)
			others[n++] = pool->lanes[i].worker.fd;
	io_out_flush(pool->out); /* or the child would hold a copy of what waits there */
	worker_start(&lane->worker, pool->overrules, others, n);
}

struct pool *
pool_new(int n_workers, const struct overrules *overrules, bool joins, struct stage *stage,
    struct io_out *out)
{
	struct pool *pool = mem_alloc(sizeof *pool);
	pool->overrules = overrules;
	pool->join = joins ? join_new() : NULL;
	pool->stage = stage;
	pool->out = out;
	pool->n_lanes = n_workers < 1 ? 1 : n_workers > MOST_WORKERS ? MOST_WORKERS : n_workers;
	for (int i = 0; i < pool->n_lanes; i++)
		pool->lanes[i].worker.fd = -1;
	for (int i = 0; i < pool->n_lanes; i++)
		start_lane(pool, &pool->lanes[i]);
	for (size_t i = 0; i < QUEUE_LEN; i++) {
		buf_init(&pool->queue[i].result.line, LIMIT_LINE_BYTES);
		buf_init(&pool->queue[i].url, LIMIT_REQUEST_BYTES);
	}
	return pool;
}

/* Writes what is ready at the head of the queue. */
static void
write_ready(struct pool *pool)
{
	while (pool->len > 0 && pool->queue[pool->first].ready) {
		struct place *place = &pool->queue[pool->first];
		if (place->counted)
			stage_count_class(pool->stage, place->result.class);
		if (pool->join) {
			join_take(pool->join, buf_str(&place->result.line), pool->out);
		} else {
			io_out_add(pool->out, buf_str(&place->result.line));
			io_out_commit(pool->out);
		}
		buf_reset(&place->result.line);
		buf_reset(&place->url);
		pool->first = (pool->first + 1) % QUEUE_LEN;
		pool->len--;
	}
}

static void
fill_place(struct place *place, const struct record *record)
{
	buf_reset(&place->result.line);
	if (!record_write(record, &place->result.line))
		mem_refused(); /* outcomes are short */
	place->result.class = stage_class_of(record);
	place->ready = true;
}

/* The lane's process is lost: its page becomes an outcome and another process takes over. */
static void
replace_worker(struct pool *pool, struct lane *lane, const char *outcome)
{
	struct record record;
	struct buf detail;
	buf_init(&detail, 256);
	const char *ended = worker_stop(&lane->worker, &detail);
	if (outcome) {
		buf_reset(&detail);
		buf_addf(&detail, "more than %d s", LIMIT_PARSE_SECONDS);
	}
	if (lane->place) {
		record_set_outcome(&record, buf_str(&lane->place->url), "parse",
		    outcome ? outcome : ended, buf_str(&detail));
		fill_place(lane->place, &record);
		lane->place = NULL;
	}
	buf_clear(&detail);
	start_lane(pool, lane);
}

static void
receive(struct pool *pool, struct lane *lane)
{
	if (!worker_receive(&lane->worker, &lane->place->result)) {
		replace_worker(pool, lane, NULL);
		return;
	}
	lane->place->ready = true;
	lane->place = NULL;
}

/* Waits for one busy worker to answer, or to run out of time. */
static void
wait_for_one(struct pool *pool)
{
	struct pollfd fds[MOST_WORKERS];
	double now = seconds_now(), soonest = now + LIMIT_PARSE_SECONDS;
	for (int i = 0; i < pool->n_lanes; i++) {
		struct lane *lane = &pool->lanes[i];
		fds[i] =
		    (struct pollfd){.fd = lane->place ? lane->worker.fd : -1, .events = POLLIN};
		if (lane->place && lane->deadline < soonest)
			soonest = lane->deadline;
	}
	int timeout = soonest <= now ? 0 : (int)((soonest - now) * 1000) + 1;
	int n = poll(fds, (nfds_t)pool->n_lanes, timeout);
	if (n < 0 && errno != EINTR)
		diag_die("cannot wait for workers: %s", strerror(errno));
	now = seconds_now();
	for (int i = 0; i < pool->n_lanes; i++) {
		struct lane *lane = &pool->lanes[i];
		if (n > 0 && lane->place && fds[i].revents)
			receive(pool, lane);
		else if (lane->place && now >= lane->deadline)
			replace_worker(pool, lane, "parse-timeout");
	}
	write_ready(pool);
}

static struct place *
new_place(struct pool *pool)
{
	while (pool->len == QUEUE_LEN)
		wait_for_one(pool);
	struct place *place = &pool->queue[(pool->first + pool->len++) % QUEUE_LEN];
	place->ready = false;
	return place;
}

static struct lane *
idle_lane(struct pool *pool)
{
	for (;;) {
		for (int i = 0; i < pool->n_lanes; i++)
			if (!pool->lanes[i].place)
				return &pool->lanes[i];
		wait_for_one(pool);
	}
}

void
pool_page(struct pool *pool, const struct document *document, const struct record *record)
{
	struct lane *lane = idle_lane(pool);
	struct place *place = new_place(pool);
	place->counted = true;
	buf_add_str(&place->url, record->visit.url);
	lane->place = place;
	lane->deadline = seconds_now() + LIMIT_PARSE_SECONDS;
	if (!worker_send(&lane->worker, document, record))
		replace_worker(pool, lane, NULL);
}

void
pool_record(struct pool *pool, const struct record *record, bool counted)
{
	struct place *place = new_place(pool);
	place->counted = counted;
	fill_place(place, record);
	write_ready(pool);
}

void
pool_drain(struct pool *pool)
{
	write_ready(pool);
	while (pool->len > 0)
		wait_for_one(pool);
}

void
pool_free(struct pool *pool)
{
	struct buf detail;
	buf_init(&detail, 256);
	pool_drain(pool);
	if (pool->join)
		join_flush(pool->join, pool->out);
	join_free(pool->join);
	for (int i = 0; i < pool->n_lanes; i++)
		worker_stop(&pool->lanes[i].worker, &detail);
	for (size_t i = 0; i < QUEUE_LEN; i++) {
		buf_clear(&pool->queue[i].result.line);
		buf_clear(&pool->queue[i].url);
	}
	buf_clear(&detail);
	mem_free(pool);
}
