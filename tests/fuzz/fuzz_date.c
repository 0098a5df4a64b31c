/* SPDX-License-Identifier: MIT */
/* fuzz_date.c - any text, read and searched for dates: what is found is a day of the calendar */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/timestamp.h"
#include "parse/date.h"

#define NOW INT64_C(1795413600) /* 2026-11-23T06:00:00Z */
#define DAY 86400

static const char *const LANGUAGES[] = {NULL, "en-US", "de", "zh-Hans"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct arena *arena, const struct date *date)
{
	int64_t at;
	struct str text = date_print(arena, date);
	bool done = timestamp_read(text, &at);
	assert(done);
	assert(date->year >= DATE_FIRST_YEAR && at <= NOW + DAY);
	/* What is printed reads as itself. */
	struct date_context context = {{NULL, 0}, NOW};
	struct date again;
	done = date_read(text, &context, &again);
	assert(done && str_eq(text, date_print(arena, &again)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	struct str text = {(const char *)data + 1, size - 1};
	struct date_context context = {str_from(LANGUAGES[data[0] % 4]), NOW};
	struct date date;
	struct date_found found;
	if (date_read(text, &context, &date))
		check(&arena, &date);
	if (date_read_epoch(text, &context, &date))
		check(&arena, &date);
	while (date_find(text, &context, &found)) {
		assert(found.from < found.to && found.to <= text.len);
		check(&arena, &found.date);
		arena_reset(&arena);
		text = str_slice(text, found.to, text.len);
	}
	arena_clear(&arena);
	return 0;
}
