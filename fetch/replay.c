/* SPDX-License-Identifier: MIT */
/* replay.c - answers out of archives instead of the network: for tests and for running again */
#include "fetch/replay.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/mem.h"
#include "lib/timestamp.h"
#include "lib/warc_read.h"

/* The URLs of an archive, and one record of it. */
#define INDEX_BYTES  (1ull << 30)
#define RECORD_BYTES (8u << 20)

struct entry {
	struct str url;
	unsigned long long offset;
};

struct replay {
	const char *file;
	struct arena urls;
	struct {
		struct entry *items;
		size_t n;
	} entries; /* by URL and offset */
};

static int
compare(const void *a, const void *b)
{
	const struct entry *one = a, *other = b;
	int order = str_compare(one->url, other->url);
	if (order != 0)
		return order;
	return one->offset < other->offset ? -1 : one->offset > other->offset;
}

static void
read_index(struct replay *replay, struct warc_in *warc)
{
	struct warc_header header;
	struct arena arena;
	struct str block, why;
	enum warc_result result;
	arena_init(&arena, RECORD_BYTES);
	while ((result = warc_next(warc, &arena, &header, &block, &why)) != WARC_END) {
		if (result == WARC_RECORD && header.type == WARC_RESPONSE) {
			struct entry *entry = ARENA_PUSH(&replay->urls, &replay->entries);
			entry->url = arena_copy(&replay->urls, header.target_uri);
			entry->offset = header.offset;
		}
		arena_reset(&arena);
	}
	arena_clear(&arena);
	if (replay->entries.n > 0)
		qsort(replay->entries.items, replay->entries.n, sizeof *replay->entries.items,
		    compare);
}

struct replay *
replay_open(const char *file)
{
	struct warc_in warc;
	if (!warc_in_open(&warc, file))
		return NULL;
	struct replay *replay = mem_alloc(sizeof *replay);
	replay->file = file;
	arena_init(&replay->urls, INDEX_BYTES);
	read_index(replay, &warc);
	warc_in_close(&warc);
	return replay;
}

void
replay_close(struct replay *replay)
{
	if (!replay)
		return;
	arena_clear(&replay->urls);
	mem_free(replay);
}

/* The last entry with this URL, or NULL. */
static const struct entry *
find(const struct replay *replay, struct str url)
{
	size_t low = 0, high = replay->entries.n; /* the entries before `low` are not behind url */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(replay->entries.items[middle].url, url) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || !str_eq(replay->entries.items[low - 1].url, url))
		return NULL;
	return &replay->entries.items[low - 1];
}

/* Splits the block into the lines of its header and its body. */
static bool
take_block(struct transfer *transfer, struct str block)
{
	while (!transfer->header.is_whole) {
		size_t end = str_find_char(block, '\n');
		if (end == STR_NOT_FOUND ||
		    !header_add(&transfer->header, str_slice(block, 0, end + 1)))
			return false;
		block = str_slice(block, end + 1, block.len);
	}
	return buf_add_str(&transfer->body, block);
}

static bool
read_record(const struct replay *replay, unsigned long long offset, struct transfer *transfer)
{
	struct warc_in warc;
	struct warc_header header;
	struct arena arena;
	struct str block, why;
	int fd = open(replay->file, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || lseek(fd, (off_t)offset, SEEK_SET) < 0) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	arena_init(&arena, RECORD_BYTES);
	warc_in_fd(&warc, fd, replay->file);
	bool fine = warc_next(&warc, &arena, &header, &block, &why) == WARC_RECORD &&
		    take_block(transfer, block);
	if (fine && !timestamp_read(header.date, &transfer->answered_at))
		transfer->answered_at = timestamp_now();
	if (fine && header.truncated.ptr)
		transfer->end = TRANSFER_CUT;
	if (fine && header.ip_address.len < sizeof transfer->ip)
		snprintf(transfer->ip, sizeof transfer->ip, "%.*s", STR_ARGS(header.ip_address));
	warc_in_close(&warc);
	arena_clear(&arena);
	return fine;
}

void
replay_answer(struct replay *replay, struct transfer *transfer)
{
	const struct entry *entry = find(replay, transfer->request->visit.url);
	transfer->end = TRANSFER_ANSWERED;
	if (entry && read_record(replay, entry->offset, transfer))
		return;
	transfer->end = TRANSFER_REFUSED;
	snprintf(transfer->why, sizeof transfer->why, "the archive has no answer");
}
