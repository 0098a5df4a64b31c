/* SPDX-License-Identifier: MIT */
/* ini.h - INI files: entries with their lines */
#ifndef LIB_INI_H
#define LIB_INI_H

#include <stddef.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

/*
 * [section] lines, "key = value" lines, and comments, which begin with ';' or '#' and fill their
 * line.  Keys may repeat; an indented line repeats the key before it.
 */
struct ini_entry {
	struct str section, key, value;
	int line;
};
struct ini_entries {
	struct ini_entry *items;
	size_t n;
};

/* Reads a file of at most LIMIT_CONFIG_BYTES.  False, with "FILE:LINE: reason" in *why (or one line
 * that names the file), when it has a line that is none of these or cannot be read.  Memory of
 * `arena`. */
NODISCARD bool
ini_read(struct arena *arena, const char *path, struct ini_entries *out, struct str *why);

/* The path that an entry of `file` names: as seen from the file's folder.  Memory of `arena`. */
const char *ini_path(struct arena *arena, struct str file, struct str value);

#endif
