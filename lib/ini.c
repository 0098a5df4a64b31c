/* SPDX-License-Identifier: MIT */
/* ini.c - INI files: entries with their lines */
#include "lib/ini.h"

#include <ini.h>
#include <string.h>

#include "lib/buf.h"
#include "lib/io.h"
#include "lib/limits.h"

#define CONFIG_LINE_BYTES 8192 /* one line: a long list of selectors */

/* The state of reading one file: inih asks for lines and hands back entries. */
struct reader {
	struct arena *arena;
	struct ini_entries *entries;
	struct str rest; /* of the file */
	int line;        /* the one handed out last */
	int refused;     /* the first line that inih cannot take, or 0 */
	const char *why; /* it cannot */
};

/* As fgets: one line a call, so that the count is the line that an entry stands on. */
static char *
next_line(char *out, int size, void *state)
{
	struct reader *reader = state;
	if (!reader->rest.ptr || reader->rest.len == 0)
		return NULL;
	struct str line = str_cut(&reader->rest, '\n');
	reader->line++;
	const char *why = line.len + 2 > (size_t)size                  ? "too long"
			  : str_find_char(line, '\0') != STR_NOT_FOUND ? "no text"
								       : NULL;
	if (why && reader->refused == 0) {
		reader->refused = reader->line;
		reader->why = why;
	}
	if (why)
		line.len = 0;
	memcpy(out, line.ptr, line.len);
	out[line.len] = '\n';
	out[line.len + 1] = '\0';
	return out;
}

static int
take_entry(void *state, const char *section, const char *key, const char *value)
{
	struct reader *reader = state;
	struct ini_entry *entry = ARENA_PUSH(reader->arena, reader->entries);
	entry->section = arena_copy(reader->arena, str_from(section));
	entry->key = arena_copy(reader->arena, str_from(key));
	entry->value = arena_copy(reader->arena, str_from(value ? value : ""));
	entry->line = reader->line;
	return 1;
}

/* The settings are inih's own and the same for every file. */
static int
parse_text(struct reader *reader)
{
	ini_allow_inline_comments = false; /* ';' stands in selectors and patterns */
	ini_allow_multiline = true;
	ini_use_stack = false;
	ini_max_line = CONFIG_LINE_BYTES;
	ini_initial_alloc = CONFIG_LINE_BYTES;
	return ini_parse_stream(next_line, reader, take_entry, reader);
}

bool
ini_read(struct arena *arena, const char *path, struct ini_entries *out, struct str *why)
{
	struct buf text;
	const char *reason;
	bool worked = false;
	*out = (struct ini_entries){NULL, 0};
	buf_init(&text, LIMIT_CONFIG_BYTES);
	if (!io_read_file(path, LIMIT_CONFIG_BYTES, &text, &reason)) {
		*why = arena_printf(arena, "cannot read '%s': %s", path, reason);
	} else {
		struct reader reader = {.arena = arena, .entries = out, .rest = buf_str(&text)};
		int wrong = parse_text(&reader);
		if (reader.refused > 0 && (wrong == 0 || reader.refused < wrong))
			*why = arena_printf(arena, "%s:%d: %s", path, reader.refused, reader.why);
		else if (wrong != 0)
			*why = arena_printf(arena,
			    "%s:%d: neither [section], key = value nor comment", path, wrong);
		else
			worked = true;
	}
	buf_clear(&text);
	return worked;
}

const char *
ini_path(struct arena *arena, struct str file, struct str value)
{
	size_t folder = file.len;
	while (folder > 0 && file.ptr[folder - 1] != '/')
		folder--;
	if (value.len == 0 || value.ptr[0] == '/')
		folder = 0;
	return arena_printf(arena, "%.*s%.*s", (int)folder, file.ptr, STR_ARGS(value)).ptr;
}
