/* SPDX-License-Identifier: MIT */
/* warc_read.c - web archives in: WARC 0.17 to 1.1 and ARC 1, plain or gzip, tolerant of damage */
#include "lib/warc_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lib/ascii.h"
#include "lib/limits.h"
#include "lib/named_fields.h"
#include "lib/warc_arc.h"

/*
 * A record is a version line, named fields, an empty line, a block of Content-Length bytes, and two
 * line ends.  Those two are the proof of the length: where they are missing, the record is bad, and
 * the next one is looked for from the start of the block, so that a length that is too large does
 * not swallow the records behind it.  There a record is known by its version line followed by a
 * named field, wherever in a line it begins: a writer that was killed leaves half a line.
 */
#define SIGNATURE     "WARC/"
#define SIGNATURE_MAX 256u /* a version line and the name of the field after it */
#define ARC_LINE_MAX  (LIMIT_URL_BYTES + 256u)
#define SCAN          4096u /* bytes looked through at a time */

bool
warc_in_open(struct warc_in *warc, const char *name)
{
	int fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	warc_in_fd(warc, fd, name);
	return true;
}

void
warc_in_fd(struct warc_in *warc, int fd, const char *name)
{
	*warc = (struct warc_in){.is_arc = false};
	warc_source_fd(&warc->source, fd, name);
}

void
warc_in_close(struct warc_in *warc)
{
	warc_source_close(&warc->source);
}

/* ---- what a record begins with ---- */

static bool
take_digits(struct str *text)
{
	size_t n = 0;
	while (n < text->len && ascii_is_digit(text->ptr[n]))
		n++;
	*text = str_slice(*text, n, text->len);
	return n > 0;
}

/* "WARC/1.1", the line without its line end. */
static bool
is_version_line(struct str line)
{
	if (!str_starts(line, STR(SIGNATURE)))
		return false;
	line = str_slice(line, sizeof SIGNATURE - 1, line.len);
	if (!take_digits(&line) || line.len == 0 || line.ptr[0] != '.')
		return false;
	line = str_slice(line, 1, line.len);
	return take_digits(&line) && str_is_blank(line);
}

/* A version line and the beginning of a named field. */
static bool
is_record_start(struct str text)
{
	struct str version = str_cut(&text, '\n');
	if (!text.ptr || !is_version_line(version))
		return false;
	size_t n = 0;
	while (n < text.len && (ascii_is_alnum(text.ptr[n]) || text.ptr[n] == '-'))
		n++;
	return n > 0 && n < text.len && text.ptr[n] == ':';
}

/* ---- going on after damage ---- */

/* The offset of what may begin a record in `seen` from `pos` on; its length if nothing does. */
static size_t
find_candidate(const struct warc_in *warc, struct str seen, size_t pos)
{
	struct str rest = str_slice(seen, pos, seen.len);
	size_t found = str_find(rest, STR(SIGNATURE));
	size_t line = warc->is_arc ? str_find_char(rest, '\n') : STR_NOT_FOUND;
	if (line != STR_NOT_FOUND && line + 1 < found)
		found = line + 1;
	return found == STR_NOT_FOUND ? seen.len : pos + found;
}

static bool
is_record_at(struct warc_in *warc, size_t pos)
{
	struct warc_arc_line arc;
	struct str seen = warc_source_look(&warc->source, pos + SIGNATURE_MAX);
	if (is_record_start(str_slice(seen, pos, pos + SIGNATURE_MAX)))
		return true;
	if (!warc->is_arc)
		return false;
	seen = warc_source_look(&warc->source, pos + ARC_LINE_MAX);
	struct str line = str_slice(seen, pos, pos + ARC_LINE_MAX);
	return warc_arc_read(str_cut(&line, '\n'), &arc);
}

/* Moves to the next record that begins `pos` bytes from here or later, or to the end. */
static void
resync(struct warc_in *warc, size_t pos)
{
	struct warc_source *source = &warc->source;
	for (;;) {
		struct str all = warc_source_look(source, pos + SIGNATURE_MAX);
		struct str seen = str_slice(all, 0, pos + SCAN);
		size_t found = find_candidate(warc, seen, pos);
		if (found < seen.len && is_record_at(warc, found)) {
			warc_source_take(source, found);
			return;
		}
		if (found < seen.len) {
			pos = seen.ptr[found] == '\n' ? found : found + 1;
		} else if (seen.len < pos + SIGNATURE_MAX) {
			warc_source_take(source, seen.len);
			break;
		} else {
			pos = seen.len - (sizeof SIGNATURE - 2); /* they may begin a signature */
		}
		if (pos > SCAN) {
			warc_source_take(source, pos);
			pos = 0;
		}
	}
	if (source->member_bad)
		warc_source_recover(source, warc->is_arc);
}

static enum warc_result
refuse(struct warc_in *warc, struct arena *arena, const char *reason, struct str *why)
{
	const char *where = warc->source.is_gzip ? "in the gzip member " : "";
	*why = arena_printf(arena, "record %sat byte %llu of '%s': %s", where, warc->source.at,
	    warc->source.in.name, reason);
	return WARC_BAD;
}

/* Why looking gave less than was asked for. */
static const char *
shortage(const struct warc_source *source)
{
	if (source->is_gzip && source->member_bad)
		return "the gzip data is damaged or cut short";
	return source->in.eof ? "the input ends inside it" : "its gzip member ends inside it";
}

/* ---- the header ---- */

/* The length of the header with its empty line, or 0 with a reason. */
static size_t
find_header_end(struct warc_source *source, const char **reason)
{
	for (size_t start = 0, len = 1;;) {
		struct str seen = warc_source_look(source, len);
		if (seen.len < len) {
			*reason = shortage(source);
			return 0;
		}
		struct str line = str_slice(seen, start, seen.len);
		size_t end = str_find_char(line, '\n');
		if (end == STR_NOT_FOUND && seen.len > LIMIT_WARC_HEADER_BYTES) {
			*reason = "its header is too large";
			return 0;
		}
		if (end == STR_NOT_FOUND) {
			len = seen.len + 1;
			continue;
		}
		line = str_slice(line, 0, end);
		if (start == 0 ? !is_version_line(line) : is_version_line(line)) {
			*reason = start == 0 ? "its version line is none" : "its header is cut off";
			return 0;
		}
		start += end + 1;
		if (line.len == 0 || str_eq(line, STR("\r")))
			return start;
		len = start + 1;
		if (start > LIMIT_WARC_HEADER_BYTES) {
			*reason = "its header is too large";
			return 0;
		}
	}
}

struct found {
	bool length, twice; /* a usable Content-Length; two types or two ids */
};

static void
read_field(struct warc_header *header, struct str name, struct str value, struct found *found)
{
	/* The standard has <> around ids alone; wget 1.14 to 1.19 wrote them around URIs too. */
	if (value.len > 1 && value.ptr[0] == '<' && value.ptr[value.len - 1] == '>')
		value = str_slice(value, 1, value.len - 1);
	if (value.len == 0)
		return;
	if (str_eq_nocase(name, STR("Content-Length")) && !found->length)
		found->length = str_to_uint(value, &header->content_length);
	for (size_t i = 0; i < warc_fields_len; i++) {
		struct str *slot = (struct str *)((char *)header + warc_fields[i].offset);
		if (!str_eq_nocase(name, warc_fields[i].name))
			continue;
		if (!slot->ptr)
			*slot = value;
		else if (slot == &header->type_name || slot == &header->record_id)
			found->twice = true;
	}
}

static size_t
read_warc_header(
    struct warc_in *warc, struct arena *arena, struct warc_header *header, const char **reason)
{
	struct found found = {false, false};
	size_t len = find_header_end(&warc->source, reason);
	if (len == 0)
		return 0;
	char *text = arena_alloc(arena, len);
	memcpy(text, warc_source_look(&warc->source, len).ptr, len);
	named_fields_unfold(text, len);
	struct str rest = {text, len}, name, value;
	str_cut(&rest, '\n');
	while (named_fields_next(&rest, &name, &value))
		read_field(header, name, value, &found);
	header->type = warc_type_of(header->type_name);
	if (found.length && !found.twice)
		return len;
	/* Two types: half a header of a writer that was killed, and another archive behind it. */
	*reason = found.twice ? "its header is cut off" : "it has no usable Content-Length";
	if (found.twice)
		*header = (struct warc_header){.offset = header->offset};
	return 0;
}

static size_t
read_arc_header(
    struct warc_in *warc, struct arena *arena, struct warc_header *header, const char **reason)
{
	struct warc_arc_line line;
	struct str seen = warc_source_look(&warc->source, 1);
	size_t end = str_find_char(seen, '\n');
	while (end == STR_NOT_FOUND && seen.len < ARC_LINE_MAX) {
		size_t before = seen.len;
		seen = warc_source_look(&warc->source, before + 1);
		end = str_find_char(seen, '\n');
		if (seen.len == before)
			break;
	}
	if (end == STR_NOT_FOUND || !warc_arc_read(str_slice(seen, 0, end), &line)) {
		*reason = "no record begins here";
		return 0;
	}
	warc->is_arc = true;
	if (warc_arc_header(arena, &line, header))
		return end + 1;
	*reason = "its Archive-length is no number";
	return 0;
}

static size_t
read_header(
    struct warc_in *warc, struct arena *arena, struct warc_header *header, const char **reason)
{
	struct warc_source *source = &warc->source;
	struct str seen = warc_source_look(source, 1);
	*header = (struct warc_header){.offset = source->at};
	if (seen.len == 0) {
		*reason = shortage(source);
		return 0;
	}
	if (seen.ptr[0] == 'W' && str_starts(warc_source_look(source, 5), STR(SIGNATURE)))
		return read_warc_header(warc, arena, header, reason);
	if (warc->is_arc ||
	    str_starts(warc_source_look(source, sizeof WARC_ARC_FIRST - 1), STR(WARC_ARC_FIRST)))
		return read_arc_header(warc, arena, header, reason);
	*reason = "no record begins here";
	return 0;
}

/* ---- the block ---- */

/* Takes one line end at *len, if there is one. */
static bool
pass_line_end(struct warc_source *source, size_t *len)
{
	struct str seen = warc_source_look_member(source, *len + 1);
	if (seen.len > *len && seen.ptr[*len] == '\r')
		seen = warc_source_look_member(source, *len + 2);
	struct str rest = str_slice(seen, *len, seen.len);
	size_t n = str_starts(rest, STR("\r\n")) ? 2 : str_starts(rest, STR("\n")) ? 1 : 0;
	if (str_eq(rest, STR("\r"))) /* a member may end in mid-line-end */
		n = 1;
	*len += n;
	return n > 0;
}

/* Whether what follows the record of `len` bytes may follow a record: two line ends, as the
 * standard has it, or one (ARC), or none, and then the end or another record. */
static bool
ends_well(const struct warc_in *warc, struct warc_source *source, size_t len)
{
	size_t end = len;
	if (pass_line_end(source, &end) && (warc->is_arc || pass_line_end(source, &end)))
		return true;
	struct str seen = warc_source_look_member(source, end + 1);
	if (seen.len > end)
		seen = warc_source_look_member(source, end + sizeof SIGNATURE - 1);
	return seen.len <= end || str_starts(str_slice(seen, end, seen.len), STR(SIGNATURE));
}

/* Takes a block over the limit without keeping it. */
static enum warc_result
skip_block(struct warc_in *warc, struct arena *arena, unsigned long long left, struct str *why)
{
	struct warc_source *source = &warc->source;
	while (left > 0) {
		struct str seen = warc_source_look(source, 1);
		size_t len = seen.len < left ? seen.len : (size_t)left;
		if (len == 0) {
			enum warc_result bad = refuse(warc, arena, shortage(source), why);
			resync(warc, 0);
			return bad;
		}
		warc_source_take(source, len);
		left -= len;
	}
	if (!warc_source_settle(source, 0) || !ends_well(warc, source, 0)) {
		enum warc_result bad =
		    refuse(warc, arena, "its length is wrong, or its data damaged", why);
		resync(warc, 0);
		return bad;
	}
	refuse(warc, arena, "its block is too large", why);
	return WARC_TOO_LARGE;
}

enum warc_result
warc_next(struct warc_in *warc, struct arena *arena, struct warc_header *header, struct str *block,
    struct str *why)
{
	struct warc_source *source = &warc->source;
	const char *reason = NULL;
	*block = (struct str){NULL, 0};
	if (!warc_source_begin(source))
		return WARC_END;
	size_t from = 1; /* where the next record may begin if this one is bad */
	size_t head = read_header(warc, arena, header, &reason);
	if (head > 0) {
		unsigned long long len = header->content_length;
		size_t kept = len < LIMIT_WARC_BLOCK_BYTES ? (size_t)len : LIMIT_WARC_BLOCK_BYTES;
		from = head - 1;
		if (warc_source_look(source, head + kept).len < head + kept) {
			reason = shortage(source);
		} else if (len > LIMIT_WARC_BLOCK_BYTES) {
			warc_source_take(source, head);
			return skip_block(warc, arena, len, why);
		} else if (!warc_source_settle(source, head + kept)) {
			reason = shortage(source);
		} else if (!ends_well(warc, source, head + kept)) {
			reason = "its length is wrong";
		} else {
			*block =
			    str_slice(warc_source_look(source, head + kept), head, head + kept);
			warc_source_take(source, head + kept);
			return WARC_RECORD;
		}
	}
	enum warc_result bad = refuse(warc, arena, reason, why);
	resync(warc, from);
	return bad;
}

bool
warc_is_archive(struct str bytes)
{
	return is_record_start(str_slice(bytes, 0, SIGNATURE_MAX)) ||
	       str_starts(bytes, STR(WARC_ARC_FIRST)) || warc_source_is_record_member(bytes);
}
