/* SPDX-License-Identifier: MIT */
/* learn.c - what --learn does before the run: count the lines of all articles of the input */
#define _XOPEN_SOURCE 700 /* mkstemp */
#include "normalize/learn.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "lib/lines.h"

#define PIECE 65536u

char *
learn_spool(struct arena *arena)
{
	const char *folder = getenv("TMPDIR");
	char *path = (char *)arena_printf(
	    arena, "%s/winnow-normalize-XXXXXX", folder && *folder ? folder : "/tmp")
			 .ptr;
	int fd = mkstemp(path);
	if (fd < 0)
		diag_die("cannot create '%s': %s", path, strerror(errno));
	unlink(path);
	char *name = (char *)arena_printf(arena, "/dev/fd/%d", fd).ptr;
	struct io_in in;
	struct io_out out;
	if (!io_in_open(&in, "-"))
		diag_die("cannot read the standard input: %s", strerror(errno));
	io_out_fd(&out, dup(fd), path);
	for (;;) {
		struct str piece = io_in_peek(&in, PIECE);
		if (piece.len == 0)
			break;
		io_out_add(&out, piece);
		io_out_flush(&out);
		io_in_take(&in, piece.len);
	}
	io_out_close(&out);
	io_in_close(&in);
	return name;
}

static void
count_file(
    const struct clean *clean, struct frequent *frequent, struct arena *arena, const char *name)
{
	struct lines_in lines;
	struct record record;
	enum lines_result result;
	if (!lines_open(&lines, name, "normalize"))
		diag_die("cannot read '%s': %s", name, strerror(errno));
	while ((result = lines_next(&lines, arena, &record)) != LINES_END) {
		if (result == LINES_RECORD && record.kind == RECORD_ARTICLE) {
			clean_record(clean, arena, &record);
			frequent_count(frequent, arena, &record);
		}
		arena_reset(arena);
	}
	lines_close(&lines);
}

void
learn_count(const struct clean *clean, struct frequent *frequent, char *const *files, int n_files)
{
	struct arena arena;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	do {
		for (int i = 0; i < n_files; i++)
			count_file(clean, frequent, &arena, files[i]);
	} while (frequent_next_pass(frequent));
	arena_clear(&arena);
}
