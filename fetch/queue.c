/* SPDX-License-Identifier: MIT */
/* queue.c - first in, first out, of any length: what does not fit into memory goes to a file */
#include "fetch/queue.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"

/*
 * An entry is its length (4 bytes, this machine's order) and its bytes.  A chunk in the file is
 * struct chunk and its entries; `next` is filled in when the next chunk of the queue is written.
 */
struct chunk {
	uint64_t next;
	uint32_t len, n;
};

/* A queue's tail moves to the file at this size, so that one host's million URLs stay small. */
#define CHUNK_BYTES 65536u

/* When all queues together hold more than this, smaller tails move as well. */
#define HELD_BYTES        (16u << 20)
#define SMALL_CHUNK_BYTES 4096u

/* And at this no more is read: ten thousands of hosts with short queues. */
#define FULL_BYTES (32u << 20)

void
spill_init(struct spill *spill)
{
	*spill = (struct spill){.fd = -1};
}

void
spill_clear(struct spill *spill)
{
	if (spill->fd >= 0)
		close(spill->fd);
	spill_init(spill);
}

bool
spill_is_full(const struct spill *spill)
{
	return spill->held >= FULL_BYTES;
}

/* The file has no name: it goes when the program ends, however it ends. */
static void
open_file(struct spill *spill)
{
	char path[4096];
	const char *folder = getenv("TMPDIR");
	snprintf(path, sizeof path, "%s/winnow-fetch-XXXXXX", folder && *folder ? folder : "/tmp");
	spill->fd = mkstemp(path);
	if (spill->fd < 0)
		diag_die("cannot create '%s': %s", path, strerror(errno));
	unlink(path);
}

static void
write_at(struct spill *spill, uint64_t at, const void *bytes, size_t len)
{
	const char *from = bytes;
	while (len > 0) {
		ssize_t n = pwrite(spill->fd, from, len, (off_t)at);
		if (n < 0 && errno != EINTR)
			diag_die("cannot write the queue's file: %s", strerror(errno));
		if (n > 0) {
			from += n;
			at += (uint64_t)n;
			len -= (size_t)n;
		}
	}
}

static void
read_at(struct spill *spill, uint64_t at, void *bytes, size_t len)
{
	char *to = bytes;
	while (len > 0) {
		ssize_t n = pread(spill->fd, to, len, (off_t)at);
		if (n == 0 || (n < 0 && errno != EINTR))
			diag_die("cannot read the queue's file: %s",
			    n == 0 ? "it was cut" : strerror(errno));
		if (n > 0) {
			to += n;
			at += (uint64_t)n;
			len -= (size_t)n;
		}
	}
}

/* What the queue's buffers take: `held` follows it through every change of them. */
static size_t
held_by(const struct queue *queue)
{
	return queue->head.cap + queue->tail.cap;
}

static void
count_held(struct queue *queue, size_t before)
{
	queue->spill->held += held_by(queue) - before;
}

void
queue_init(struct queue *queue, struct spill *spill)
{
	*queue = (struct queue){.spill = spill};
	buf_init(&queue->head, CHUNK_BYTES + QUEUE_ENTRY_BYTES + 4);
	buf_init(&queue->tail, CHUNK_BYTES + QUEUE_ENTRY_BYTES + 4);
}

void
queue_clear(struct queue *queue)
{
	size_t before = held_by(queue);
	buf_clear(&queue->head);
	buf_clear(&queue->tail);
	count_held(queue, before);
	queue_init(queue, queue->spill);
}

static uint32_t
count_entries(struct str entries)
{
	uint32_t n = 0, len;
	while (entries.len > 0) {
		memcpy(&len, entries.ptr, sizeof len);
		entries = str_slice(entries, sizeof len + len, entries.len);
		n++;
	}
	return n;
}

static void
spill_tail(struct queue *queue)
{
	struct spill *spill = queue->spill;
	struct chunk chunk = {.len = (uint32_t)queue->tail.len};
	chunk.n = count_entries(buf_str(&queue->tail));
	if (spill->fd < 0)
		open_file(spill);
	uint64_t at = spill->end;
	write_at(spill, at, &chunk, sizeof chunk);
	write_at(spill, at + sizeof chunk, queue->tail.ptr, queue->tail.len);
	if (queue->n_chunks > 0)
		write_at(spill, queue->last, &at, sizeof at);
	else
		queue->first = at;
	queue->last = at;
	queue->n_chunks++;
	spill->end = at + sizeof chunk + chunk.len;
	spill->in_file += chunk.n;
	buf_clear(&queue->tail);
}

void
queue_push(struct queue *queue, struct str entry)
{
	uint32_t len = (uint32_t)entry.len;
	assert(entry.len <= QUEUE_ENTRY_BYTES);
	size_t before = held_by(queue);
	buf_add(&queue->tail, &len, sizeof len);
	buf_add_str(&queue->tail, entry);
	queue->n++;
	size_t most = queue->spill->held > HELD_BYTES ? SMALL_CHUNK_BYTES : CHUNK_BYTES;
	if (queue->tail.len >= most)
		spill_tail(queue);
	count_held(queue, before);
}

/* Reads the first chunk into the head; an empty file begins anew. */
static void
read_chunk(struct queue *queue)
{
	struct spill *spill = queue->spill;
	struct chunk chunk;
	read_at(spill, queue->first, &chunk, sizeof chunk);
	buf_reset(&queue->head);
	if (!buf_reserve(&queue->head, chunk.len))
		diag_die("cannot read the queue's file: a chunk is too long");
	read_at(spill, queue->first + sizeof chunk, queue->head.ptr, chunk.len);
	queue->head.len = chunk.len;
	queue->first = chunk.next;
	queue->n_chunks--;
	spill->in_file -= chunk.n;
	if (spill->in_file == 0 && ftruncate(spill->fd, 0) == 0)
		spill->end = 0;
}

static void
release_head(struct queue *queue)
{
	buf_clear(&queue->head);
	queue->taken = 0;
}

/* Makes the head hold the next entry. */
static void
refill(struct queue *queue)
{
	if (queue->n_chunks > 0) {
		queue->taken = 0;
		read_chunk(queue);
		return;
	}
	release_head(queue);
	queue->head = queue->tail;
	buf_init(&queue->tail, queue->head.limit);
}

bool
queue_pop(struct queue *queue, struct str *entry)
{
	uint32_t len;
	size_t before = held_by(queue);
	if (queue->taken == queue->head.len) {
		if (queue->n > 0)
			refill(queue);
		else
			release_head(queue);
		count_held(queue, before);
	}
	if (queue->n == 0)
		return false;
	memcpy(&len, queue->head.ptr + queue->taken, sizeof len);
	*entry = (struct str){queue->head.ptr + queue->taken + sizeof len, len};
	queue->taken += sizeof len + len;
	queue->n--;
	return true;
}
