/* SPDX-License-Identifier: MIT */
/* companion.c - where the other programs of winnow are: beside the one that runs */
#include "lib/companion.h"

#include <unistd.h>

#define OWN_FILE   "/proc/self/exe"
#define PATH_BYTES 4096 /* PATH_MAX of Linux */

const char *
companion_folder(struct arena *arena)
{
	char path[PATH_BYTES];
	ssize_t len = readlink(OWN_FILE, path, sizeof path);
	while (len > 0 && path[len - 1] != '/')
		len--;
	return len > 1 ? arena_text(arena, (struct str){path, (size_t)len - 1}) : "";
}

const char *
companion_path(struct arena *arena, const char *folder, const char *name)
{
	const char *path = arena_printf(arena, "%s/%s", folder, name).ptr;
	return access(path, X_OK) == 0 ? path : name;
}
