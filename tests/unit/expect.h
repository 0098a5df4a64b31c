/* SPDX-License-Identifier: MIT */
/* expect.h - texts compared, and files read, by tests that use cmocka */
#ifndef TESTS_UNIT_EXPECT_H
#define TESTS_UNIT_EXPECT_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/io.h"

#define EXPECT_FILE_BYTES 65536

/* NULL is the absent text, which is the same as an empty one here. */
static inline void
expect_text(struct str got, const char *wanted)
{
	struct str text = str_from(wanted);
	if (!str_eq(got, text))
		fail_msg("got '%.*s', wanted '%s'", STR_ARGS(got), wanted ? wanted : "");
}

/* The text of one of the project's files. */
static inline struct str
expect_file(struct arena *arena, const char *path)
{
	struct buf text;
	const char *why = "";
	buf_init(&text, EXPECT_FILE_BYTES);
	if (!io_read_file(path, EXPECT_FILE_BYTES, &text, &why))
		fail_msg("cannot read '%s': %s", path, why);
	struct str copy = arena_copy(arena, buf_str(&text));
	buf_clear(&text);
	return copy;
}

#endif
