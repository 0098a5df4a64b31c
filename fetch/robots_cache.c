/* SPDX-License-Identifier: MIT */
/* robots_cache.c - robots.txt files kept on disk from run to run (RFC 9309 section 2.4) */
#include "fetch/robots_cache.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "lib/note.h"
#include "lib/timestamp.h"
#include "lib/whole_file.h"

/*
 * A copy is a file named after its origin: lines of "name: value" ended by CR LF, an empty line,
 * and the text of the robots.txt as it came, cut at LIMIT_ROBOTS_BYTES.
 */
#define HEAD_BYTES  65536u
#define VALUE_BYTES 8192u /* of a line; a validator over this is not kept */
#define FILE_BYTES  (HEAD_BYTES + LIMIT_ROBOTS_BYTES)
#define PATH_BYTES  8192u

/* Names of files may have 255 bytes; a longer origin goes by its digest. */
#define NAME_BYTES 200u

/* "https://example.org:8080" gives "https___example.org_8080". */
static const char *
path_of(struct arena *arena, const char *dir, struct str origin)
{
	struct buf path;
	if (origin.len > NAME_BYTES)
		origin = digest_of(arena, origin);
	buf_init(&path, PATH_BYTES);
	buf_addf(&path, "%s/", dir);
	for (size_t i = 0; i < origin.len; i++) {
		char c = origin.ptr[i];
		buf_add_char(&path, ascii_is_alnum(c) || c == '.' || c == '-' ? c : '_');
	}
	const char *text = arena_text(arena, buf_str(&path));
	buf_clear(&path);
	return text;
}

/* Whether a text can be a line's value, and later one of a request's header. */
static bool
is_value(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ')
			return false;
	return text.len > 0 && text.len <= VALUE_BYTES;
}

/* Absent when there is none, or none that could be sent. */
static struct str
field(struct str head, struct arena *arena, const char *name)
{
	struct str value = note_field(head, str_from(name));
	return is_value(value) ? arena_copy(arena, value) : (struct str){NULL, 0};
}

bool
robots_cache_load(const char *dir, struct str origin, struct arena *arena, struct robots_copy *out)
{
	struct buf file;
	struct robots_copy copy = {0};
	const char *why;
	buf_init(&file, FILE_BYTES);
	bool fine = io_read_file(path_of(arena, dir, origin), FILE_BYTES, &file, &why);
	size_t end = fine ? str_find(buf_str(&file), STR("\r\n\r\n")) : STR_NOT_FOUND;
	if (end != STR_NOT_FOUND) {
		struct str head = str_slice(buf_str(&file), 0, end + 2);
		copy.etag = field(head, arena, "etag");
		copy.last_modified = field(head, arena, "last-modified");
		copy.has_rules = str_eq(note_field(head, STR("rules")), STR("yes"));
		copy.text = arena_copy(arena, str_slice(buf_str(&file), end + 4, file.len));
		/* Two origins may come to one name: the file says whose it is. */
		fine = str_eq(note_field(head, STR("origin")), origin) &&
		       timestamp_read(note_field(head, STR("checked")), &copy.checked_at);
	}
	buf_clear(&file);
	if (!fine || end == STR_NOT_FOUND)
		return false;
	*out = copy;
	return true;
}

static void
put_field(struct buf *out, const char *name, struct str value)
{
	if (is_value(value))
		buf_addf(out, "%s: %.*s\r\n", name, STR_ARGS(value));
}

void
robots_cache_save(const char *dir, struct str origin, const struct robots_copy *copy)
{
	struct arena arena;
	struct buf file;
	char checked[TIMESTAMP_LEN + 1];
	arena_init(&arena, 4 * PATH_BYTES);
	buf_init(&file, FILE_BYTES);
	put_field(&file, "origin", origin);
	put_field(&file, "checked", str_from(timestamp_print(copy->checked_at, checked)));
	put_field(&file, "etag", copy->etag);
	put_field(&file, "last-modified", copy->last_modified);
	put_field(&file, "rules", copy->has_rules ? STR("yes") : STR("no"));
	buf_add_text(&file, "\r\n");
	buf_add_str(&file, str_slice(copy->text, 0, LIMIT_ROBOTS_BYTES));
	const char *path = path_of(&arena, dir, origin);
	mkdir(dir, 0777);
	if (file.full || !whole_file_replace(path, buf_str(&file)))
		diag_warn("cannot keep '%s': %s", path, file.full ? "too large" : strerror(errno));
	buf_clear(&file);
	arena_clear(&arena);
}
