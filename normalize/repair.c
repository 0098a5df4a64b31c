/* SPDX-License-Identifier: MIT */
/* repair.c - text as it should have come: NFC, plain spaces, nothing invisible */
#include "normalize/repair.h"

#include <string.h>
#include <uninorm.h>

#include "lib/ascii.h"
#include "lib/mem.h"
#include "lib/unicode.h"
#include "normalize/entities.h"
#include "normalize/invisible.h"
#include "normalize/marks.h"
#include "normalize/mojibake.h"

struct repair {
	struct mojibake *mojibake;
	bool chinese_marks;
};

struct repair *
repair_new(bool chinese_marks)
{
	struct repair *repair = mem_alloc(sizeof *repair);
	repair->mojibake = mojibake_new();
	repair->chinese_marks = chinese_marks;
	return repair;
}

void
repair_free(struct repair *repair)
{
	if (!repair)
		return;
	mojibake_free(repair->mojibake);
	mem_free(repair);
}

/*
 * The quick check.  Nearly every text is clean; this says so in one pass over its bytes, so that
 * nothing is copied.  What it does not know it calls suspect, and the slow way decides.
 */
static bool
is_plain(uint32_t c)
{
	if (c < 0x300)
		return c > 0xA0 && c != 0xAD;
	if (c < 0x2010) /* Cyrillic, and Greek without its singletons */
		return (c >= 0x388 && c <= 0x482) || (c >= 0x48A && c <= 0x52F);
	if (c < 0x2E80) /* marks, super- and subscripts, arrows, signs without singletons */
		return (c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
		       (c >= 0x2070 && c <= 0x20CF) || (c >= 0x2100 && c <= 0x2125) ||
		       (c >= 0x2127 && c <= 0x2129) || (c >= 0x212C && c <= 0x2328) ||
		       (c >= 0x232B && c <= 0x2ADB);
	if (c < 0xD800)
		return (c >= 0x3001 && c <= 0x3029) || (c >= 0x3030 && c <= 0x3098) ||
		       (c >= 0x309B && c <= 0xA48F) || (c >= 0xAC00 && c <= 0xD7A3);
	return (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
	       (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFFEF);
}

/* A space that is not one between two words. */
static bool
is_odd_space(struct str text, size_t at, enum repair_kind kind)
{
	if (at == 0 || at + 1 == text.len || ascii_is_space(text.ptr[at + 1]) ||
	    ascii_is_space(text.ptr[at - 1]))
		return true;
	if (kind == REPAIR_LABEL)
		return false;
	return (text.ptr[at - 1] & 0x80) && (text.ptr[at + 1] & 0x80);
}

static bool
is_suspect_ascii(struct str text, size_t at, enum repair_kind kind)
{
	char c = text.ptr[at];
	if (c > ' ')
		return c == '&' || c == 0x7F;
	if (c == ' ' && kind != REPAIR_CODE)
		return is_odd_space(text, at, kind);
	if (c == '\n' && kind == REPAIR_PROSE)
		return is_odd_space(text, at, REPAIR_LABEL);
	return kind != REPAIR_CODE || (c != ' ' && c != '\n' && c != '\t');
}

static bool
is_clean(struct str text, enum repair_kind kind)
{
	size_t at = 0;
	while (at < text.len) {
		unsigned char byte = (unsigned char)text.ptr[at];
		if (byte >= 0xE4 && byte <= 0xE9) { /* U+4000 to U+9FFF */
			at += 3;
		} else if (byte >= 0x80) {
			if (!is_plain(unicode_next(text, &at)))
				return false;
		} else if (byte > ' ' && byte != '&' && byte != 0x7F) {
			at++;
		} else if (is_suspect_ascii(text, at, kind)) {
			return false;
		} else {
			at++;
		}
	}
	return true;
}

/* A text being written, in memory of the arena. */
struct draft {
	struct str in;
	char *ptr;
	size_t len;
	uint32_t last; /* character written last, 0 for none */
	enum repair_kind kind;
};

/* What a run of white space becomes between `before` and `after`: a line feed, U+3000 or space. */
static uint32_t
space_for(const struct draft *draft, uint32_t after, bool feed, bool wide)
{
	if (draft->last == 0 || after == 0)
		return 0;
	if (feed && draft->kind != REPAIR_LABEL)
		return '\n';
	if (draft->kind == REPAIR_LABEL)
		return ' ';
	bool between = unicode_is_han(draft->last) && unicode_is_han(after);
	if (between)
		return wide ? 0x3000 : 0;
	return ' ';
}

/* Moves past white space and invisible characters; the next character, or 0 at the end. */
static uint32_t
pass_spaces(const struct draft *draft, size_t *at, bool *feed, bool *wide)
{
	uint32_t before = draft->last;
	while (*at < draft->in.len) {
		size_t next = *at;
		uint32_t c = unicode_next(draft->in, &next);
		if (!unicode_is_space(c) && !invisible_goes(draft->in, *at, before))
			return c;
		*feed |= (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
		*wide |= c == 0x3000;
		before = ' ';
		*at = next;
	}
	return 0;
}

static void
put(struct draft *draft, uint32_t c)
{
	draft->len += unicode_put(draft->ptr + draft->len, c);
	draft->last = c;
}

/* Full-width letters and digits; marks keep their width. */
static uint32_t
fold_alnum(uint32_t c)
{
	uint32_t narrow = c >= 0xFF10 && c <= 0xFF5A ? unicode_fold_width(c) : c;
	return narrow != c && ascii_is_alnum((char)narrow) ? narrow : c;
}

static void
write_folded(struct draft *draft)
{
	for (size_t at = 0; at < draft->in.len;) {
		size_t here = at;
		uint32_t c = unicode_next(draft->in, &at);
		if (invisible_goes(draft->in, here, draft->last))
			continue;
		if (!unicode_is_space(c)) {
			put(draft, fold_alnum(c));
			continue;
		}
		bool feed = false, wide = false;
		at = here;
		uint32_t after = pass_spaces(draft, &at, &feed, &wide);
		uint32_t space = space_for(draft, after, feed, wide);
		if (space)
			put(draft, space);
	}
}

/* Code keeps its spaces; what cannot be seen goes all the same. */
static void
write_code(struct draft *draft)
{
	for (size_t at = 0; at < draft->in.len;) {
		size_t here = at;
		uint32_t c = unicode_next(draft->in, &at);
		if (c == '\n' || c == '\t' || !invisible_goes(draft->in, here, draft->last))
			put(draft, c);
	}
}

static struct str
to_nfc(struct arena *arena, struct str text)
{
	size_t len = text.len * 3 + 16;
	uint8_t *room = arena_alloc(arena, len);
	uint8_t *done = u8_normalize(UNINORM_NFC, (const uint8_t *)text.ptr, text.len, room, &len);
	if (!done)
		mem_refused();
	if (done != room) { /* no text grows threefold under NFC */
		mem_free(done);
		return text;
	}
	return (struct str){(const char *)room, len};
}

static bool
needs_nfc(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		unsigned char byte = (unsigned char)text.ptr[at];
		if (byte < 0x80)
			at++;
		else if (!is_plain(unicode_next(text, &at)))
			return true;
	}
	return false;
}

static struct str
once(struct repair *repair, struct arena *arena, enum repair_kind kind, struct str text)
{
	if (kind != REPAIR_CODE && str_find_char(text, '&') != STR_NOT_FOUND) {
		char *copy = (char *)arena_copy(arena, text).ptr;
		text = (struct str){copy, entities_decode(copy, text.len)};
	}
	mojibake_repair(repair->mojibake, arena, &text);
	if (!is_clean(text, kind)) {
		struct draft draft = {text, arena_alloc(arena, text.len + 4), 0, 0, kind};
		if (kind == REPAIR_CODE)
			write_code(&draft);
		else
			write_folded(&draft);
		text = (struct str){draft.ptr, draft.len};
		if (needs_nfc(text))
			text = to_nfc(arena, text);
	}
	if (repair->chinese_marks && kind != REPAIR_CODE)
		text = marks_to_chinese(arena, text);
	return text;
}

/* A repair may uncover another (&amp;#8203; or mojibake twice over): until nothing changes.  Every
 * round but the last makes the text shorter or more composed, so there are few. */
bool
repair_text(struct repair *repair, struct arena *arena, enum repair_kind kind, struct str *text)
{
	bool changed = false;
	if (!text->ptr)
		return false;
	for (;;) {
		struct str next = once(repair, arena, kind, *text);
		if (next.ptr == text->ptr || str_eq(next, *text))
			return changed;
		*text = next;
		changed = true;
	}
}
