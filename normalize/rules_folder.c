/* SPDX-License-Identifier: MIT */
/* rules_folder.c - where the shipped rules are when --rules does not say */
#include "normalize/rules_folder.h"

#include <stdbool.h>
#include <sys/stat.h>

#include "lib/companion.h"

#define MOST_UP 4 /* build/asan/bin/program stands three folders below the tree's root */

static bool
is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* In the tree of sources, and where this program was installed, wherever that is now. */
static const char *const names[] = {"normalize/rules", "share/winnow/rules"};

static const char *
find_in_tree(struct arena *arena)
{
	struct str above = str_from(companion_folder(arena));
	for (int up = 0; up < MOST_UP && above.len > 0; up++) {
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			const char *folder =
			    arena_printf(arena, "%.*s/%s", STR_ARGS(above), names[i]).ptr;
			if (is_folder(folder))
				return folder;
		}
		while (above.len > 0 && above.ptr[--above.len] != '/')
			continue;
	}
	return NULL;
}

const char *
rules_folder_find(struct arena *arena)
{
	const char *folder = find_in_tree(arena);
	if (folder)
		return folder;
	return is_folder(WINNOW_DATADIR "/rules") ? WINNOW_DATADIR "/rules" : NULL;
}
