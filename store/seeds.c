/* SPDX-License-Identifier: MIT */
/* seeds.c - start pages into the frontier */
#include "store/seeds.h"

#include <errno.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "lib/timestamp.h"
#include "store/frontier.h"

bool
seeds_add(struct db *db, const char *file)
{
	struct io_in in;
	struct arena arena;
	struct frontier frontier;
	struct str line, none = {NULL, 0};
	enum io_line got;
	bool any = false;
	if (!io_in_open(&in, file))
		diag_die("cannot read '%s': %s", file, strerror(errno));
	arena_init(&arena, LIMIT_RECORD_BYTES);
	frontier_open(&frontier, db);
	struct str now = timestamp_str(&arena, timestamp_now());
	db_begin(db);
	while ((got = io_in_line(&in, LIMIT_REQUEST_BYTES, &line)) != IO_END) {
		line = str_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		int64_t id =
		    got == IO_LINE ? frontier_add(&frontier, &arena, line, 0, none, now) : 0;
		if (id)
			frontier_seed(&frontier, id);
		else
			diag_warn("no URL: '%.*s'", STR_ARGS(str_slice(line, 0, 200)));
		any = any || id;
	}
	db_commit(db);
	frontier_close(&frontier);
	io_in_close(&in);
	arena_clear(&arena);
	return any;
}
