/* SPDX-License-Identifier: MIT */
/* fuzz_normalize.c - libFuzzer target: any record or text through normalize, and what must hold */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "lib/unicode.h"
#include "normalize/body.h"
#include "normalize/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* The shipped rules, read once for all inputs. */
static struct clean
load(void)
{
	struct clean clean = {.repair = repair_new(false), .rules = rules_new()};
	struct str why;
	bool worked =
	    rules_load(clean.rules, "normalize/rules", &why) && rules_finish(clean.rules, &why);
	assert(worked);
	return clean;
}

/* A text that is no record: an article with a block a line, of a type by the line's first byte. */
static struct record
make_record(struct arena *arena, struct str text)
{
	struct record record = {.kind = RECORD_ARTICLE};
	record.visit.url = STR("https://www.example.org/a");
	record.article.title = unicode_prefix(text, 20);
	while (text.ptr) {
		struct str line = str_cut(&text, '\n');
		if (line.len == 0)
			continue;
		struct block *block = ARENA_PUSH(arena, &record.article.blocks);
		block->type = line.ptr[0] == '#' ? BLOCK_HEADING : BLOCK_PARAGRAPH;
		block->text = line;
	}
	return record;
}

static void
append(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		if (!unicode_is_space(unicode_next(text, &at)))
			buf_add(out, text.ptr + from, at - from);
	}
}

static void
append_block(struct buf *out, const struct block *block)
{
	append(out, block->text);
	append(out, block->caption);
	for (size_t i = 0; i < block->rows.n; i++)
		for (size_t j = 0; j < block->rows.items[i].n; j++)
			append(out, block->rows.items[i].items[j]);
}

static int
compare_bytes(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* The same bytes, in whatever order, stand before and after; test_normalize_clean.c looks at the
 * order as well. */
static void
check_conserved(
    struct arena *arena, const struct body *before, const struct article *after, size_t n_known)
{
	struct buf in, out;
	(void)arena;
	buf_init(&in, SIZE_MAX / 2);
	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < before->pieces.n; i++)
		append_block(&in, &before->pieces.items[i].block);
	for (size_t i = 0; i < after->blocks.n; i++)
		append_block(&out, &after->blocks.items[i]);
	for (size_t i = n_known; i < after->removed.n; i++)
		if (after->removed.items[i].member.len == 0)
			append(&out, after->removed.items[i].text);
	assert(in.len == out.len);
	if (in.len > 0) {
		qsort(in.ptr, in.len, 1, compare_bytes);
		qsort(out.ptr, out.len, 1, compare_bytes);
		assert(memcmp(in.ptr, out.ptr, in.len) == 0);
	}
	buf_clear(&in);
	buf_clear(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct clean clean;
	struct arena arena;
	struct record record, again;
	struct str text = {(const char *)data, len}, why;
	struct buf once, twice;
	struct body before;
	if (!clean.rules)
		clean = load();
	arena_init(&arena, LIMIT_RECORD_BYTES);
	buf_init(&once, LIMIT_LINE_BYTES);
	buf_init(&twice, LIMIT_LINE_BYTES);
	bool usable = record_read(&arena, text, &record, &why);
	if (!usable && unicode_is_valid(text) && (len == 0 || !memchr(data, 0, len))) {
		record = make_record(&arena, text);
		usable = true;
	}
	if (usable && record.kind == RECORD_ARTICLE) {
		size_t n_known = record.article.removed.n;
		body_open(&before, &arena, clean.repair, &record.article.blocks);
		clean_record(&clean, &arena, &record);
		check_conserved(&arena, &before, &record.article, n_known);
		bool worked = record_write(&record, &once);
		assert(worked);
		worked = record_read(&arena, str_trim(buf_str(&once)), &again, &why);
		assert(worked);
		clean_record(&clean, &arena, &again);
		worked = record_write(&again, &twice);
		assert(worked && str_eq(buf_str(&once), buf_str(&twice)));
	}
	buf_clear(&once);
	buf_clear(&twice);
	arena_clear(&arena);
	return 0;
}
