/* SPDX-License-Identifier: MIT */
/* archive.c - the folder in which nights keep what was fetched: a WARC file a round */
#include "crawl/archive.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/ascii.h"
#include "lib/diag.h"
#include "lib/timestamp.h"

#define PREFIX "winnow-"
#define SUFFIX ".warc.gz"

/* Where the digits of "20261122T180003Z" stand in a time of RFC 3339. */
#define COMPACT "00000000T000000Z"
static const unsigned char places[] = {0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 14, 15, 17, 18, 19};
#define COMPACT_LEN (sizeof COMPACT - 1)
_Static_assert(sizeof places == COMPACT_LEN, "a place for each character");

bool
archive_make(const char *folder)
{
	if (mkdir(folder, 0777) == 0 || errno == EEXIST)
		return true;
	diag_error("cannot make '%s': %s", folder, strerror(errno));
	return false;
}

const char *
archive_path(struct arena *arena, const char *folder, const char *since, long number)
{
	char night[COMPACT_LEN + 1] = COMPACT;
	for (size_t i = 0; i < COMPACT_LEN; i++)
		night[i] = since[places[i]];
	return arena_printf(arena, "%s/" PREFIX "%s-%03ld" SUFFIX, folder, night, number).ptr;
}

/* When the night of a file began; false when the name is none of ours. */
static bool
night_of(struct str name, int64_t *at)
{
	char time[] = "0000-00-00T00:00:00Z";
	struct str prefix = STR(PREFIX);
	if (name.len < prefix.len + COMPACT_LEN + 1 || !str_ends(name, STR(SUFFIX)) ||
	    !str_eq(str_slice(name, 0, prefix.len), prefix) ||
	    name.ptr[prefix.len + COMPACT_LEN] != '-')
		return false;
	for (size_t i = 0; i < COMPACT_LEN; i++) {
		char c = name.ptr[prefix.len + i];
		if (ascii_is_digit(COMPACT[i]) ? !ascii_is_digit(c) : c != COMPACT[i])
			return false;
		time[places[i]] = c;
	}
	return timestamp_read(str_from(time), at);
}

long
archive_expire(struct arena *arena, const char *folder, double age)
{
	long n = 0;
	int64_t now = timestamp_now(), at;
	DIR *dir = opendir(folder);
	if (!dir) {
		diag_warn("cannot read '%s': %s", folder, strerror(errno));
		return 0;
	}
	struct dirent *item;
	while ((item = readdir(dir)) != NULL) {
		if (!night_of(str_from(item->d_name), &at) || (double)(now - at) <= age)
			continue;
		const char *path = arena_printf(arena, "%s/%s", folder, item->d_name).ptr;
		if (unlink(path) == 0)
			n++;
		else
			diag_warn("cannot remove '%s': %s", path, strerror(errno));
	}
	closedir(dir);
	return n;
}
