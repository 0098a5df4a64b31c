/* SPDX-License-Identifier: MIT */
/* coding.c - undo the transfer and content codings that an archive left in a body */
#include "parse/coding.h"

#include "lib/ascii.h"
#include "lib/limits.h"
#include "parse/coding_streams.h"

static const struct row {
	struct str name;
	coding_decode decode; /* NULL: there is nothing to undo */
} table[] = {
    {STR_INIT("chunked"), coding_chunked},
    {STR_INIT("gzip"), coding_gzip},
    {STR_INIT("x-gzip"), coding_gzip},
    {STR_INIT("deflate"), coding_deflate},
    {STR_INIT("br"), coding_brotli},
    {STR_INIT("zstd"), coding_zstd},
    {STR_INIT("identity"), NULL},
    {STR_INIT("none"), NULL},
};

#define TEXT_LOOKED_AT 512u

/* Whether the body begins as text of any encoding does: without control characters. */
static bool
looks_like_text(struct str body)
{
	for (size_t i = 0; i < body.len && i < TEXT_LOOKED_AT; i++) {
		unsigned char c = (unsigned char)body.ptr[i];
		if (c < ' ' && !ascii_is_space((char)c) && c != 0x1b) /* ISO-2022's escape */
			return false;
	}
	return true;
}

static const struct row *
find_row(struct str name)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (str_eq_nocase(table[i].name, name))
			return &table[i];
	return NULL;
}

/* The body being decoded, layer by layer: the next layer's output is this one's input. */
struct work {
	struct arena *arena;
	struct coding *out;
	struct coding_out here, next;
};

static void
explain(struct work *work, struct str name, const char *reason)
{
	work->out->why = arena_printf(work->arena, "coding '%.*s': %s", STR_ARGS(name), reason);
}

static void
accept(struct work *work)
{
	struct buf older = work->here.buf;
	work->here.buf = work->next.buf;
	work->next.buf = older;
	work->out->body = buf_str(&work->here.buf);
	work->out->n_undone++;
}

static enum coding_result
undo_one(struct work *work, struct str name)
{
	struct coding *out = work->out;
	const struct row *row = find_row(name);
	if (out->body.len == 0 || (row && !row->decode) || (!row && looks_like_text(out->body)))
		return CODING_OK;
	if (!row) {
		explain(work, name, "not known");
		return CODING_BAD;
	}
	buf_reset(&work->next.buf);
	enum coding_stream stream = row->decode(out->body, &work->next);
	if (stream == CODING_STREAM_LARGE) {
		accept(work);
		explain(work, name, "it decodes to more than a page may have");
		return CODING_TOO_LARGE;
	}
	/* Headers lie: text stays what it is, and so does what is no chunk or lacks the magic. */
	bool may_stay = row->decode == coding_chunked || row->decode == coding_gzip ||
			row->decode == coding_zstd || looks_like_text(out->body);
	bool is_empty = stream == CODING_STREAM_CUT && work->next.buf.len == 0;
	if (is_empty || (stream == CODING_STREAM_NONE && !may_stay)) {
		explain(work, name, "nothing of it decodes");
		return CODING_BAD;
	}
	if (stream == CODING_STREAM_NONE ||
	    (stream == CODING_STREAM_CUT && row->decode != coding_chunked &&
		looks_like_text(out->body)))
		return CODING_OK;
	if (stream == CODING_STREAM_CUT) {
		out->truncated = true;
		explain(work, name, "cut short or damaged");
	}
	accept(work);
	return CODING_OK;
}

/* Undoes a header's codings, the last one first. */
static enum coding_result
undo_all(struct work *work, struct str names)
{
	enum coding_result result = CODING_OK;
	int n = 0;
	while (result == CODING_OK && names.len > 0) {
		size_t start = names.len;
		while (start > 0 && names.ptr[start - 1] != ',')
			start--;
		struct str name = str_trim(str_slice(names, start, names.len));
		names = str_slice(names, 0, start > 0 ? start - 1 : 0);
		if (name.len == 0)
			continue;
		if (++n > CODING_MAX) {
			explain(work, name, "too many codings one on another");
			return CODING_BAD;
		}
		result = undo_one(work, name);
	}
	return result;
}

/* Chunks that no header tells of: only if they go from the first byte to the last. */
static void
undo_untold_chunks(struct work *work)
{
	struct coding *out = work->out;
	if (out->body.len == 0 || ascii_hex(out->body.ptr[0]) < 0)
		return;
	struct str end = str_trim(out->body);
	bool ends_in_zero = end.len > 1 && end.ptr[end.len - 1] == '0' &&
			    end.ptr[end.len - 2] == '\n' && out->body.len - end.len <= 4;
	if (ends_in_zero && coding_chunked(out->body, &work->next) == CODING_STREAM_WHOLE &&
	    work->next.buf.len > 0)
		accept(work);
}

enum coding_result
coding_undo(struct arena *arena, const struct http_response *response, struct coding *out)
{
	struct coding coding = {.body = response->body};
	struct work work = {.arena = arena, .out = &coding};
	work.here.stored = work.next.stored = response->body.len;
	buf_init(&work.here.buf, LIMIT_PAGE_BYTES);
	buf_init(&work.next.buf, LIMIT_PAGE_BYTES);
	struct str transfer = http_header_list(arena, response, STR("Transfer-Encoding"));
	struct str content = http_header_list(arena, response, STR("Content-Encoding"));
	bool is_ours = http_header(response, STR("X-Archive-Orig-Transfer-Encoding")).ptr;
	enum coding_result result = CODING_OK;
	if (transfer.ptr)
		result = undo_all(&work, transfer);
	else if (response->has_head && !is_ours)
		undo_untold_chunks(&work);
	if (result == CODING_OK)
		result = undo_all(&work, content);
	if (coding.n_undone > 0)
		coding.body = arena_copy(arena, coding.body);
	buf_clear(&work.here.buf);
	buf_clear(&work.next.buf);
	*out = coding;
	return result;
}
