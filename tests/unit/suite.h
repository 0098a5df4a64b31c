/* SPDX-License-Identifier: MIT */
/* suite.h - public test data, which is not part of the project and may be missing */
#ifndef TESTS_UNIT_SUITE_H
#define TESTS_UNIT_SUITE_H

#include <stdlib.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/ascii.h"

/* A file of the suites in the folder that WINNOW_SHARED names. */
static inline const char *
suite_path(struct arena *arena, const char *suite, const char *name)
{
	const char *shared = getenv("WINNOW_SHARED");
	return arena_printf(arena, "%s/suites/%s/%s", shared ? shared : "../shared", suite, name)
	    .ptr;
}

/* cmocka's skip() prints "not ok", which prove takes for a failure: tests ask this instead. */
static inline bool
suite_is_there(const char *suite, const char *name)
{
	struct arena arena;
	arena_init(&arena, 1u << 20);
	bool is_there = access(suite_path(&arena, suite, name), R_OK) == 0;
	arena_clear(&arena);
	return is_there;
}

static inline struct str
suite_unhex(struct arena *arena, struct str hex)
{
	char *bytes = arena_alloc(arena, hex.len / 2 + 1);
	for (size_t i = 0; i + 1 < hex.len; i += 2)
		bytes[i / 2] = (char)(ascii_hex(hex.ptr[i]) << 4 | ascii_hex(hex.ptr[i + 1]));
	return (struct str){bytes, hex.len / 2};
}

#endif
