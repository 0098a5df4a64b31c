/* SPDX-License-Identifier: MIT */
/* lines.c - JSON Lines in and out: a line that is no record becomes an outcome, never a crash */
#include "lib/lines.h"

#include <string.h>
#include <unistr.h>

#include "lib/limits.h"
#include "lib/mem.h"

bool
lines_open(struct lines_in *lines, const char *name, const char *stage)
{
	lines->stage = stage;
	lines->number = 0;
	return io_in_open(&lines->in, name);
}

void
lines_close(struct lines_in *lines)
{
	io_in_close(&lines->in);
}

/* The text with every byte that is not UTF-8, and every NUL, replaced by U+FFFD. */
static struct str
printable(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.len * 3 + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len;) {
		ucs4_t character;
		int n = u8_mbtoucr(&character, (const uint8_t *)text.ptr + i, text.len - i);
		bool good = n > 0 && character != 0;
		struct str piece = good ? str_slice(text, i, i + (size_t)n) : STR("\xEF\xBF\xBD");
		memcpy(out + len, piece.ptr, piece.len);
		len += piece.len;
		i += good ? (size_t)n : 1;
	}
	return (struct str){out, len};
}

static enum lines_result
refuse(struct lines_in *lines, struct arena *arena, struct str line, struct str why,
    struct record *out)
{
	struct str none = {NULL, 0};
	struct str detail = arena_printf(
	    arena, "line %llu of '%s': %.*s", lines->number, lines->in.name, STR_ARGS(why));
	record_set_outcome(out, none, lines->stage, "bad-record", detail);
	out->outcome.input = printable(arena, str_slice(line, 0, RECORD_INPUT_MAX));
	return LINES_BAD;
}

enum lines_result
lines_next(struct lines_in *lines, struct arena *arena, struct record *out)
{
	struct str line, why;
	enum io_line got;
	do {
		got = io_in_line(&lines->in, LIMIT_LINE_BYTES, &line);
		lines->number++;
	} while (got == IO_LINE && str_is_blank(line));
	if (got == IO_END)
		return LINES_END;
	if (got == IO_TOO_LONG)
		return refuse(lines, arena, line, STR("too long"), out);
	if (!record_read(arena, line, out, &why))
		return refuse(lines, arena, line, why, out);
	return LINES_RECORD;
}

void
lines_write(struct io_out *out, const struct record *record, const char *stage)
{
	size_t limit = out->data.limit;
	out->data.limit = out->data.len + LIMIT_LINE_BYTES;
	bool fits = record_write(record, &out->data);
	out->data.full = false;
	out->data.limit = limit;
	if (!fits) {
		struct record instead;
		record_set_outcome(&instead, record->visit.url, stage, "too-large",
		    STR("the record is longer than a line may be"));
		if (!record_write(&instead, &out->data))
			mem_refused(); /* no room for a few hundred bytes */
	}
	io_out_commit(out);
}
