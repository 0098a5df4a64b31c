/* SPDX-License-Identifier: MIT */
/* recover.c - archives that a killed run left open are completed */
#include "fetch/recover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fetch/archive_name.h"
#include "fetch/hold.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/warc_read.h"

#define ARENA_BYTES (64u << 20) /* one record */

/* The offset at which a torn last record begins; -1 when the file ends with a whole one. */
static off_t
find_torn(const char *path)
{
	struct warc_in warc;
	struct warc_header header;
	struct arena arena;
	struct str block, why;
	enum warc_result result;
	off_t torn = -1;
	if (!warc_in_open(&warc, path))
		return -1;
	arena_init(&arena, ARENA_BYTES);
	while ((result = warc_next(&warc, &arena, &header, &block, &why)) != WARC_END) {
		torn = result == WARC_BAD ? (off_t)header.offset : -1;
		arena_reset(&arena);
	}
	arena_clear(&arena);
	warc_in_close(&warc);
	return torn;
}

/* Without its torn end the file gets its name; if nothing is left, it goes. */
static bool
complete(int fd, off_t length, const char *open_path, const char *path)
{
	if (length == 0)
		return unlink(open_path) == 0;
	return ftruncate(fd, length) == 0 && fsync(fd) == 0 && rename(open_path, path) == 0;
}

static void
recover(const char *open_path, const char *path)
{
	int fd = open(open_path, O_RDWR | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return; /* its writer has completed it */
	if (fd >= 0 && hold_take(fd, open_path)) {
		off_t end = lseek(fd, 0, SEEK_END), torn = find_torn(open_path);
		off_t length = torn >= 0 ? torn : end;
		if (!complete(fd, length, open_path, path))
			diag_die("cannot recover '%s': %s", open_path, strerror(errno));
		diag_note("%s '%s': %lld bytes of a torn record cut off",
		    length == 0 ? "removed" : "completed", length == 0 ? open_path : path,
		    (long long)(end - length));
	} else if (fd < 0 || errno != EWOULDBLOCK) {
		diag_die("cannot recover '%s': %s", open_path, strerror(errno));
	}
	close(fd);
}

void
recover_all(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct str own = str_from(slash ? slash + 1 : file);
	struct arena arena;
	struct dirent *entry;
	arena_init(&arena, ARENA_BYTES);
	const char *folder =
	    slash ? arena_text(&arena, (struct str){file, (size_t)(slash - file) + 1}) : "";
	DIR *all = opendir(slash ? folder : ".");
	if (!all)
		diag_die("cannot read the folder of '%s': %s", file, strerror(errno));
	while ((entry = readdir(all)) != NULL) {
		struct str name = str_from(entry->d_name);
		if (!str_ends(name, STR(ARCHIVE_OPEN)))
			continue;
		name.len -= strlen(ARCHIVE_OPEN);
		if (!archive_name_is_kin(own, name))
			continue;
		const char *path = arena_printf(&arena, "%s%.*s", folder, STR_ARGS(name)).ptr;
		if (access(path, F_OK) != 0)
			recover(arena_printf(&arena, "%s" ARCHIVE_OPEN, path).ptr, path);
	}
	closedir(all);
	arena_clear(&arena);
}
