/* SPDX-License-Identifier: MIT */
/* lock.c - one crawl of a database at a time */
#include "crawl/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "lib/timestamp.h"

#define HOLDER_MAX 128 /* "process 4194304 since 2026-11-22T18:00:03Z" and a line feed */

/* The holder wrote itself into the file after taking the lock: a moment ago it may be empty. */
static struct str
read_holder(struct arena *arena, int fd)
{
	char text[HOLDER_MAX];
	ssize_t n = pread(fd, text, sizeof text, 0);
	struct str holder = str_trim((struct str){text, n > 0 ? (size_t)n : 0});
	return holder.len > 0 ? arena_copy(arena, holder) : STR("another process");
}

static bool
write_holder(struct arena *arena, int fd)
{
	char now[TIMESTAMP_LEN + 1];
	timestamp_print(timestamp_now(), now);
	struct str holder = arena_printf(arena, "process %ld since %s\n", (long)getpid(), now);
	return ftruncate(fd, 0) == 0 &&
	       pwrite(fd, holder.ptr, holder.len, 0) == (ssize_t)holder.len;
}

enum lock_result
lock_take(struct arena *arena, const char *db, struct str *why)
{
	const char *path = arena_printf(arena, "%s.crawl-lock", db).ptr;
	/* Not closed on exec: the stages inherit the lock. */
	int fd = open(path, O_RDWR | O_CREAT, 0666);
	if (fd < 0) {
		*why = arena_printf(arena, "cannot open '%s': %s", path, strerror(errno));
		return LOCK_FAILED;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && write_holder(arena, fd))
		return LOCK_TAKEN;
	int error = errno;
	struct str holder = read_holder(arena, fd);
	close(fd);
	if (error != EWOULDBLOCK) {
		*why = arena_printf(arena, "cannot lock '%s': %s", path, strerror(error));
		return LOCK_FAILED;
	}
	*why = arena_printf(arena, "'%s' is being crawled by %.*s", db, STR_ARGS(holder));
	return LOCK_HELD;
}
