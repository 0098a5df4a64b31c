/* SPDX-License-Identifier: MIT */
/* archive_name.c - what the files of an archive are called */
#include "fetch/archive_name.h"

#include <string.h>

#include "lib/arena.h"
#include "lib/ascii.h"
#include "lib/limits.h"
#include "lib/mem.h"

/* The number goes before the first of these that the name has. */
static const struct str suffixes[] = {STR_INIT(".warc.gz"), STR_INIT(".warc"), STR_INIT(".gz")};

static struct str
suffix_of(struct str name)
{
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (str_ends(name, suffixes[i]))
			return str_slice(name, name.len - suffixes[i].len, name.len);
	return str_slice(name, name.len, name.len);
}

char *
archive_name(const char *file, unsigned number, const char *more)
{
	struct str suffix = suffix_of(str_from(file));
	struct str stem = str_slice(str_from(file), 0, strlen(file) - suffix.len);
	struct arena arena;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	struct str name = number == 0 ? arena_printf(&arena, "%s%s", file, more)
				      : arena_printf(&arena, "%.*s-%05u%.*s%s", STR_ARGS(stem),
					    number, STR_ARGS(suffix), more);
	char *copy = mem_copy(name.ptr, name.len);
	arena_clear(&arena);
	return copy;
}

static size_t
skip_digits(struct str text, size_t at)
{
	while (at < text.len && ascii_is_digit(text.ptr[at]))
		at++;
	return at;
}

/* How much of `name` is `stem`, digits for digits; STR_NOT_FOUND when it begins otherwise. */
static size_t
match_stem(struct str stem, struct str name)
{
	size_t i = 0, j = 0;
	while (i < stem.len) {
		size_t i_end = skip_digits(stem, i), j_end = skip_digits(name, j);
		if ((i_end > i) != (j_end > j))
			return STR_NOT_FOUND;
		if (i_end == i && (j == name.len || stem.ptr[i++] != name.ptr[j++]))
			return STR_NOT_FOUND;
		if (i_end > i) {
			i = i_end;
			j = j_end;
		}
	}
	return j;
}

bool
archive_name_is_kin(struct str file, struct str name)
{
	struct str suffix = suffix_of(file);
	if (!str_ends(name, suffix))
		return false;
	name.len -= suffix.len;
	file.len -= suffix.len;
	size_t at = match_stem(file, name);
	if (at == STR_NOT_FOUND || at == name.len)
		return at == name.len;
	/* The added number. */
	return name.ptr[at] == '-' && at + 1 < name.len && skip_digits(name, at + 1) == name.len;
}
