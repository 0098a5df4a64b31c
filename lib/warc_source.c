/* SPDX-License-Identifier: MIT */
/* warc_source.c - the bytes of an archive's records, out of gzip members or as they stand */
#include "lib/warc_source.h"

#include <stdint.h>

#include "lib/gzip.h"

#define CHUNK    65536u
#define NO_EDGE  SIZE_MAX
#define RAW_KEPT (1u << 20) /* of a member: damage shows up soon after it happened */
#define TRIAL    512u       /* compressed bytes that show what a member begins with */

void
warc_source_fd(struct warc_source *source, int fd, const char *name)
{
	*source = (struct warc_source){.edge = NO_EDGE};
	io_in_fd(&source->in, fd, name);
	buf_init(&source->data, SIZE_MAX / 2); /* bounded by what callers look for */
}

void
warc_source_close(struct warc_source *source)
{
	io_in_close(&source->in);
	gzip_in_free(source->gzip);
	source->gzip = NULL;
	buf_clear(&source->data);
}

static void
ready(struct gzip_in **gzip)
{
	if (*gzip)
		gzip_in_reset(*gzip);
	else
		*gzip = gzip_in_new(GZIP_MEMBER);
}

static void
open_member(struct warc_source *source)
{
	ready(&source->gzip);
	source->member_open = true;
	source->member_bad = false;
	source->member_at = source->in.offset;
	source->member_used = 0;
}

/* Inflates once more from the open member. */
static void
inflate_more(struct warc_source *source)
{
	size_t used;
	struct str raw = io_in_peek(&source->in, source->member_used + 1);
	raw = str_slice(raw, source->member_used, raw.len);
	if (source->taken > 0) {
		buf_drop(&source->data, source->taken);
		source->taken = 0;
	}
	enum gzip_result result = gzip_in_add(source->gzip, raw, &used, &source->data, CHUNK);
	source->member_used += used;
	if (result == GZIP_END) {
		io_in_take(&source->in, source->member_used);
		source->member_open = false;
	} else if (result == GZIP_DAMAGED || raw.len == 0) {
		source->member_bad = true;
	} else if (source->member_used > RAW_KEPT) {
		io_in_take(&source->in, source->member_used - RAW_KEPT / 2);
		source->member_used = RAW_KEPT / 2;
	}
}

static struct str
inflated(const struct warc_source *source)
{
	return str_slice(buf_str(&source->data), source->taken, source->edge);
}

struct str
warc_source_look_member(struct warc_source *source, size_t len)
{
	if (!source->is_gzip)
		return io_in_peek(&source->in, len);
	while (inflated(source).len < len && source->edge == NO_EDGE && source->member_open &&
	       !source->member_bad)
		inflate_more(source);
	return inflated(source);
}

/* Goes on into the next member, if there is one.  One that begins with a record of its own puts an
 * edge between that record and this one. */
static bool
next_member(struct warc_source *source)
{
	if (!gzip_is_member(io_in_peek(&source->in, 3)))
		return false;
	size_t len = inflated(source).len;
	open_member(source);
	struct str both = warc_source_look_member(source, len + 5);
	if (str_starts(str_slice(both, len, both.len), STR("WARC/")))
		source->edge = source->taken + len;
	return true;
}

struct str
warc_source_look(struct warc_source *source, size_t len)
{
	struct str seen = warc_source_look_member(source, len);
	while (source->is_gzip && seen.len < len && source->edge == NO_EDGE &&
	       !source->member_open && next_member(source))
		seen = warc_source_look_member(source, len);
	return seen;
}

void
warc_source_take(struct warc_source *source, size_t len)
{
	if (source->is_gzip)
		source->taken += len;
	else
		io_in_take(&source->in, len);
}

static size_t
line_ends(struct str s)
{
	size_t n = 0;
	while (n < s.len && (s.ptr[n] == '\r' || s.ptr[n] == '\n'))
		n++;
	return n;
}

/* At the start of a record outside of any member: is it gzip?  False at the end of the input. */
static bool
choose_form(struct warc_source *source)
{
	struct str raw = io_in_peek(&source->in, 1);
	if (raw.len == 0)
		return false;
	if (raw.ptr[0] == '\x1f')
		raw = io_in_peek(&source->in, 3);
	source->is_gzip = gzip_is_member(raw);
	buf_reset(&source->data);
	source->taken = 0;
	if (source->is_gzip)
		open_member(source);
	return true;
}

bool
warc_source_begin(struct warc_source *source)
{
	for (;;) {
		source->edge = NO_EDGE;
		bool in_member =
		    source->is_gzip && (source->member_open || source->taken < source->data.len);
		if (!in_member && !choose_form(source))
			return false;
		struct str seen = warc_source_look(source, 1);
		size_t blank = line_ends(seen);
		bool ends_plain = !source->is_gzip && blank > 0; /* what follows may be gzip */
		source->at = source->is_gzip ? source->member_at : source->in.offset;
		warc_source_take(source, blank);
		if (blank < seen.len && !ends_plain)
			return true;
		if (source->is_gzip && source->member_bad)
			return true;
	}
}

bool
warc_source_settle(struct warc_source *source, size_t len)
{
	if (!source->is_gzip)
		return true;
	for (;;) {
		struct str rest = str_slice(inflated(source), len, SIZE_MAX);
		if (line_ends(rest) < rest.len || source->edge != NO_EDGE)
			return true;
		if (source->member_bad || !source->member_open)
			return !source->member_bad;
		inflate_more(source);
	}
}

/* What the member inflates to first; `gzip` is made ready here. */
static bool
begins_with_record(struct gzip_in **gzip, struct str bytes, bool any)
{
	struct buf head;
	size_t used;
	buf_init(&head, CHUNK);
	ready(gzip);
	(void)gzip_in_add(*gzip, str_slice(bytes, 0, TRIAL), &used, &head, 64);
	struct str seen = str_slice(buf_str(&head), line_ends(buf_str(&head)), SIZE_MAX);
	bool is_record = str_starts(seen, STR("WARC/")) || str_starts(seen, STR("filedesc://")) ||
			 (any && seen.len > 0);
	buf_clear(&head);
	return is_record;
}

bool
warc_source_is_record_member(struct str bytes)
{
	struct gzip_in *gzip = NULL;
	bool is_record = gzip_is_member(bytes) && begins_with_record(&gzip, bytes, false);
	gzip_in_free(gzip);
	return is_record;
}

void
warc_source_recover(struct warc_source *source, bool any)
{
	size_t pos = 1; /* bytes after in.taken that cannot begin a member */
	source->member_open = source->member_bad = source->is_gzip = false;
	buf_reset(&source->data);
	source->taken = 0;
	for (;;) {
		struct str raw = io_in_peek(&source->in, pos + TRIAL);
		size_t found = str_find(str_slice(raw, pos, raw.len), STR("\x1f\x8b\x08"));
		bool over = raw.len < pos + TRIAL;
		if (found == STR_NOT_FOUND && over) {
			io_in_take(&source->in, raw.len);
			return;
		}
		if (found == STR_NOT_FOUND) {
			io_in_take(&source->in, raw.len - 2); /* they may begin the magic number */
			pos = 0;
			continue;
		}
		pos += found;
		raw = io_in_peek(&source->in, pos + TRIAL);
		if (begins_with_record(&source->gzip, str_slice(raw, pos, raw.len), any)) {
			io_in_take(&source->in, pos);
			return;
		}
		pos++;
		if (pos > RAW_KEPT) {
			io_in_take(&source->in, pos);
			pos = 0;
		}
	}
}
