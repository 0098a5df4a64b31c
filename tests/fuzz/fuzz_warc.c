/* SPDX-License-Identifier: MIT */
/* fuzz_warc.c - libFuzzer target: any bytes as an archive, and what must hold of its records */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/limits.h"
#include "lib/note.h"
#include "lib/warc_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* What a note says is written and read again as it was. */
static void
check_note(struct arena *arena, struct str block)
{
	enum note_kind kind, again;
	struct record record, copy;
	struct buf first, second;
	if (!note_read(arena, block, &kind, &record))
		return;
	buf_init(&first, 1u << 24);
	buf_init(&second, 1u << 24);
	bool wrote = note_write(&first, kind, &record);
	bool read = note_read(arena, buf_str(&first), &again, &copy);
	assert(wrote && read && again == kind);
	wrote = note_write(&second, again, &copy);
	assert(wrote && str_eq(buf_str(&first), buf_str(&second)));
	buf_clear(&first);
	buf_clear(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena arena;
	struct warc_in warc;
	struct warc_header header;
	struct str block, why;
	enum warc_result result;
	size_t n = 0;
	unsigned long long before = 0;
	FILE *file = tmpfile();
	assert(file);
	size_t written = fwrite(data, 1, len, file);
	assert(written == len);
	rewind(file);
	arena_init(&arena, LIMIT_RECORD_BYTES);
	warc_in_fd(&warc, dup(fileno(file)), "fuzz");
	while ((result = warc_next(&warc, &arena, &header, &block, &why)) != WARC_END) {
		assert(++n <= 2000 * len); /* a member may hold many */
		assert(header.offset >= before && header.offset < len);
		before = header.offset;
		if (result == WARC_RECORD) {
			assert(block.len == header.content_length);
			check_note(&arena, block);
		} else {
			assert(why.len > 0 && !block.ptr);
		}
		arena_reset(&arena);
	}
	assert(warc_next(&warc, &arena, &header, &block, &why) == WARC_END);
	(void)warc_is_archive((struct str){(const char *)data, len});
	warc_in_close(&warc);
	fclose(file);
	arena_clear(&arena);
	return 0;
}
