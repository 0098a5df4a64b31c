/* SPDX-License-Identifier: MIT */
/* publication.c - a folder of published exports: LATEST, and what it leads to */
#include "store/publication.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/io.h"

#define FEWEST_DIGITS 6
#define MOST_DIGITS   12
#define PART          ".part"

/* The number of a name; false when it is none. */
static bool
number_of(struct str name, int64_t *out)
{
	unsigned long long number;
	struct str digits = str_cut(&name, '-');
	if (digits.len < FEWEST_DIGITS || digits.len > MOST_DIGITS ||
	    !str_to_uint(digits, &number) ||
	    (!str_eq(name, str_from(manifest_kind(false))) &&
		!str_eq(name, str_from(manifest_kind(true)))))
		return false;
	*out = (int64_t)number;
	return true;
}

bool
publication_is_name(struct str name)
{
	int64_t number;
	return number_of(name, &number);
}

struct str
publication_latest(struct arena *arena, const char *folder)
{
	char path[DURABLE_PATH_MAX];
	struct buf text;
	struct str name = {NULL, 0};
	const char *why;
	durable_path(path, folder, MANIFEST_LATEST, NULL);
	buf_init(&text, MANIFEST_NAME_MAX);
	errno = 0;
	if (io_read_file(path, MANIFEST_NAME_MAX, &text, &why)) {
		name = arena_copy(arena, str_trim(buf_str(&text)));
		if (!publication_is_name(name))
			name = STR("");
	} else if (errno != ENOENT) {
		name = STR("");
	}
	buf_clear(&text);
	return name;
}

bool
publication_manifest(struct arena *arena, const char *folder, struct str name,
    struct manifest *manifest, struct str *hash, const char **why)
{
	char path[DURABLE_PATH_MAX];
	struct buf text;
	struct str file = arena_printf(arena, "%.*s/" MANIFEST_FILE, STR_ARGS(name));
	durable_path(path, folder, file.ptr, NULL);
	buf_init(&text, MANIFEST_MOST);
	bool read = io_read_file(path, MANIFEST_MOST, &text, why) &&
		    manifest_read(arena, buf_str(&text), manifest, why);
	if (read)
		*hash = digest_of(arena, buf_str(&text));
	buf_clear(&text);
	return read;
}

static DIR *
open_folder(const char *folder)
{
	DIR *entries = opendir(folder);
	if (!entries)
		diag_die("cannot read '%s': %s", folder, strerror(errno));
	return entries;
}

int64_t
publication_greatest(const char *folder)
{
	const struct dirent *entry;
	int64_t greatest = 0, number;
	DIR *entries = open_folder(folder);
	while ((entry = readdir(entries)) != NULL)
		if (number_of(str_from(entry->d_name), &number) && number > greatest)
			greatest = number;
	closedir(entries);
	return greatest;
}

void
publication_tidy(const char *folder)
{
	char path[DURABLE_PATH_MAX];
	const struct dirent *entry;
	DIR *entries = open_folder(folder);
	while ((entry = readdir(entries)) != NULL) {
		struct str name = str_from(entry->d_name);
		if (!str_ends(name, STR(PART)) ||
		    !publication_is_name(str_slice(name, 0, name.len - strlen(PART))))
			continue;
		durable_path(path, folder, entry->d_name, NULL);
		durable_remove_folder(path);
	}
	closedir(entries);
}
