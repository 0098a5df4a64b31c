/* SPDX-License-Identifier: MIT */
/* queue.h - first in, first out, of any length: what does not fit into memory goes to a file */
#ifndef FETCH_QUEUE_H
#define FETCH_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/str.h"

/* The file that all queues of a run share, made when it is first needed and never seen by anyone
 * else, and the memory they may take before they use it. */
struct spill {
	int fd; /* -1 until something is spilled */
	uint64_t end;
	size_t in_file; /* entries in the file */
	size_t held;    /* bytes of entries in memory */
};

void spill_init(struct spill *spill);
void spill_clear(struct spill *spill);
/* Whether the queues hold as much memory as they may: the caller reads no more for a while. */
bool spill_is_full(const struct spill *spill);

/*
 * A queue of byte strings.  In memory it keeps the chunk that is being taken from and the one that
 * is being added to; full chunks between them lie in the spill file, each ending with the place of
 * the next.  Not copied: queue_init and queue_clear work on the caller's struct.
 */
struct queue {
	struct spill *spill;
	struct buf head, tail;
	size_t taken;         /* bytes of head that are used up */
	uint64_t first, last; /* chunks in the file, by offset; valid when n_chunks > 0 */
	size_t n_chunks;
	size_t n; /* entries in all */
};

void queue_init(struct queue *queue, struct spill *spill);
void queue_clear(struct queue *queue);
/* At most QUEUE_ENTRY_BYTES.  A file that cannot be written ends the program. */
void queue_push(struct queue *queue, struct str entry);
/* False when the queue is empty; *entry is a view, valid until the next call. */
bool queue_pop(struct queue *queue, struct str *entry);

#define QUEUE_ENTRY_BYTES (256u << 10)

#endif
