/* SPDX-License-Identifier: MIT */
/* space.c - whether there is room on the disks that a night writes to */
#include "crawl/space.h"

#include <string.h>
#include <sys/statvfs.h>

#include "lib/diag.h"

#define MIB 1048576.0

static const char *
parent_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return ".";
	size_t len = slash == path ? 1 : (size_t)(slash - path);
	return arena_text(arena, (struct str){path, len});
}

/* What cannot be asked is left to who writes there. */
static bool
has_room(struct arena *arena, const char *path, double bytes)
{
	struct statvfs disk;
	const char *folder = parent_of(arena, path);
	if (statvfs(path, &disk) != 0 && statvfs(folder, &disk) != 0)
		return true;
	double there = (double)disk.f_bavail * (double)disk.f_frsize;
	if (there >= bytes)
		return true;
	diag_error("only %.0f MiB are free for '%s', and %.0f are asked for (--free)", there / MIB,
	    path, bytes / MIB);
	return false;
}

bool
space_is_enough(const struct plan *plan, struct arena *arena, long bytes)
{
	bool enough = has_room(arena, plan->db, (double)bytes);
	if (plan->archive)
		enough = has_room(arena, plan->archive, (double)bytes) && enough;
	return enough;
}
