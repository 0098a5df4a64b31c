/* SPDX-License-Identifier: MIT */
/* due_main.c - winnow-due: what is to be fetched now */
#include <stdint.h>

#include "lib/diag.h"
#include "lib/io.h"
#include "lib/options.h"
#include "lib/profile.h"
#include "lib/scope.h"
#include "lib/stage.h"
#include "lib/timestamp.h"
#include "store/due.h"

#define DEFAULT_DEPTH 3

struct settings {
	char now[TIMESTAMP_LEN + 1], since[TIMESTAMP_LEN + 1]; /* "": not given */
	const char *host, *shard;
	bool force;
	long depth, limit;
	struct options_common common;
};

static struct scopes *
load_scopes(const char *dir, struct profiles *profiles)
{
	struct arena arena;
	struct str why = {NULL, 0};
	if (!profiles_load(profiles, dir, &why))
		diag_die("%.*s", STR_ARGS(why));
	arena_init(&arena, 65536);
	struct scopes *scopes = scope_new(&arena, profiles, &why);
	if (!scopes)
		diag_die("%.*s", STR_ARGS(why));
	arena_clear(&arena);
	return scopes;
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct buf requests;
	struct io_out out;
	struct settings set = {.depth = DEFAULT_DEPTH};
	const struct option_row table[] = {
	    {0, "now", "TIME", "what is due at TIME", OPTION_TIME, set.now},
	    {0, "since", "TIME", "leave out what was visited at or after TIME", OPTION_TIME,
		set.since},
	    {0, "force", NULL, "what is not due yet as well", OPTION_FLAG, &set.force},
	    {0, "depth", "N", "at most N links from a start page (default: 3)", OPTION_COUNT,
		&set.depth},
	    {0, "host", "HOST", "this host only", OPTION_TEXT, &set.host},
	    {0, "shard", "I/N", "the I-th of N parts of all sites", OPTION_TEXT, &set.shard},
	    {'n', "limit", "N", "at most N requests", OPTION_COUNT, &set.limit},
	};
	set.common.without = OPTIONS_NO_MIN_SUCCESS;
	stage_start(&stage, "due");
	int first = options_read(argc, argv, "[OPTION]... DB", "Prints the requests that are due.",
	    table, sizeof table / sizeof *table, &set.common);
	if (first + 1 != argc)
		diag_usage("which one database?");
	struct due due = {.force = set.force, .depth = set.depth, .limit = set.limit};
	if (!set.now[0])
		timestamp_print(timestamp_now(), set.now);
	due.now = str_from(set.now);
	due.host = str_from(set.host);
	if (set.shard && !due_read_shard(str_from(set.shard), &due))
		diag_usage("--shard takes I/N, shard I of N, as 1/4, not '%s'", set.shard);
	if (set.since[0])
		due.since = str_from(set.since);
	buf_init(&requests, SIZE_MAX / 2);
	struct profiles profiles;
	struct scopes *scopes = load_scopes(set.common.sites, &profiles);
	due.scopes = scopes;
	db_open(&db, argv[first], DB_READ);
	due_write(&db, &due, &requests);
	db_close(&db); /* before the first line: who reads us may write to it */
	io_out_fd(&out, 1, "-");
	io_out_add(&out, buf_str(&requests));
	io_out_close(&out);
	buf_clear(&requests);
	scope_free(scopes);
	profiles_clear(&profiles);
	return EXIT_RAN;
}
