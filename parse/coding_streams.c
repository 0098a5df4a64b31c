/* SPDX-License-Identifier: MIT */
/* coding_streams.c - one coding of HTTP at a time: chunked, gzip, deflate, br, zstd */
#include "parse/coding_streams.h"

#include <brotli/decode.h>
#include <stdint.h>
#include <zstd.h>

#include "lib/ascii.h"
#include "lib/gzip.h"
#include "lib/mem.h"
#include "parse/coding.h"

#define CHUNK           65536u
#define CHUNK_LINE_MAX  1024u /* a chunk's size and its extensions */
#define ZSTD_WINDOW_LOG 23    /* RFC 9659: windows over 8 MB are not for HTTP */

static bool
is_over(const struct coding_out *out)
{
	size_t stored = out->stored > 0 ? out->stored : 1;
	return out->buf.full ||
	       (out->buf.len > CODING_RATIO_FROM && out->buf.len / stored > CODING_MAX_RATIO);
}

/* How many bytes the next step may add; full when there is no room. */
static size_t
room_for_more(struct coding_out *out)
{
	size_t room = out->buf.limit - out->buf.len;
	if (room > CHUNK)
		room = CHUNK;
	if (room == 0 || !buf_reserve(&out->buf, room))
		out->buf.full = true;
	return room;
}

/* What a stream is that stopped before its end; without a magic number, one that gave nothing is
 * no stream of its kind. */
static enum coding_stream
stopped(const struct coding_out *out, bool has_magic)
{
	if (is_over(out))
		return CODING_STREAM_LARGE;
	return out->buf.len > 0 || has_magic ? CODING_STREAM_CUT : CODING_STREAM_NONE;
}

/* ---- chunked: RFC 9112 section 7.1 ---- */

/* Takes a chunk's size line off *in. */
static bool
take_size(struct str *in, uint64_t *size)
{
	struct str rest = *in;
	struct str line = str_cut(&rest, '\n');
	size_t n = 0;
	if (!rest.ptr || line.len > CHUNK_LINE_MAX)
		return false;
	for (*size = 0; n < line.len && n < 15 && ascii_hex(line.ptr[n]) >= 0; n++)
		*size = *size * 16 + (uint64_t)ascii_hex(line.ptr[n]);
	struct str extension = str_trim(str_slice(line, n, line.len));
	*in = rest;
	return n > 0 && (extension.len == 0 || extension.ptr[0] == ';');
}

static bool
take_line_end(struct str *in)
{
	size_t n = str_starts(*in, STR("\r\n")) ? 2 : str_starts(*in, STR("\n")) ? 1 : 0;
	*in = str_slice(*in, n, in->len);
	return n > 0;
}

enum coding_stream
coding_chunked(struct str in, struct coding_out *out)
{
	uint64_t size;
	bool first = true;
	while (take_size(&in, &size)) {
		/* Trailers may follow the last chunk; they say nothing to us. */
		if (size == 0)
			return CODING_STREAM_WHOLE;
		struct str data = str_slice(in, 0, size < in.len ? (size_t)size : in.len);
		bool whole = data.len == size;
		in = str_slice(in, data.len, in.len);
		bool ends = take_line_end(&in);
		if (first && whole && in.len > 0 && !ends)
			return CODING_STREAM_NONE;
		buf_add_str(&out->buf, data);
		if (is_over(out))
			return CODING_STREAM_LARGE;
		if (!whole || !ends)
			return CODING_STREAM_CUT;
		first = false;
	}
	return first ? CODING_STREAM_NONE : CODING_STREAM_CUT;
}

/* ---- gzip and deflate ---- */

/* Inflates one stream; *in becomes what follows it. */
static enum coding_stream
inflate_one(struct gzip_in *gzip, bool has_magic, struct str *in, struct coding_out *out)
{
	enum gzip_result result = GZIP_MORE;
	bool more = true; /* input, or output that had no room */
	while (result == GZIP_MORE && more && !is_over(out)) {
		size_t used, before = out->buf.len, room = room_for_more(out);
		result = gzip_in_add(gzip, *in, &used, &out->buf, room);
		*in = str_slice(*in, used, in->len);
		more = in->len > 0 || out->buf.len - before == room;
	}
	return result == GZIP_END && !is_over(out) ? CODING_STREAM_WHOLE : stopped(out, has_magic);
}

enum coding_stream
coding_gzip(struct str in, struct coding_out *out)
{
	if (!gzip_is_member(in))
		return CODING_STREAM_NONE;
	struct gzip_in *gzip = gzip_in_new(GZIP_MEMBER);
	enum coding_stream result = inflate_one(gzip, true, &in, out);
	while (result == CODING_STREAM_WHOLE && gzip_is_member(in)) {
		gzip_in_reset(gzip);
		result = inflate_one(gzip, true, &in, out);
	}
	gzip_in_free(gzip);
	return result;
}

static enum coding_stream
deflate_as(enum gzip_form form, struct str in, struct coding_out *out)
{
	struct gzip_in *gzip = gzip_in_new(form);
	enum coding_stream result = inflate_one(gzip, false, &in, out);
	gzip_in_free(gzip);
	return result;
}

/* RFC 9110 8.4.1.2 means zlib's format; servers that send bare deflate are older than it. */
enum coding_stream
coding_deflate(struct str in, struct coding_out *out)
{
	enum coding_stream result = deflate_as(GZIP_ZLIB, in, out);
	return result == CODING_STREAM_NONE ? deflate_as(GZIP_RAW, in, out) : result;
}

/* ---- br: RFC 7932 ---- */

static void *
allocate(void *opaque, size_t size)
{
	(void)opaque;
	return mem_alloc(size);
}

static void
release(void *opaque, void *ptr)
{
	(void)opaque;
	mem_free(ptr);
}

enum coding_stream
coding_brotli(struct str in, struct coding_out *out)
{
	BrotliDecoderState *decoder = BrotliDecoderCreateInstance(allocate, release, NULL);
	if (!decoder)
		mem_refused();
	BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	const uint8_t *next = (const uint8_t *)in.ptr;
	size_t left = in.len;
	while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !is_over(out)) {
		size_t room = room_for_more(out), free_bytes = room;
		if (out->buf.full)
			break;
		uint8_t *at = (uint8_t *)out->buf.ptr + out->buf.len;
		result =
		    BrotliDecoderDecompressStream(decoder, &left, &next, &free_bytes, &at, NULL);
		out->buf.len += room - free_bytes;
	}
	BrotliDecoderDestroyInstance(decoder);
	return result == BROTLI_DECODER_RESULT_SUCCESS && !is_over(out) ? CODING_STREAM_WHOLE
									: stopped(out, false);
}

/* ---- zstd: RFC 8878 ---- */

/* Decodes every frame; true when the last one is complete. */
static bool
decode_frames(ZSTD_DStream *stream, ZSTD_inBuffer *in, struct coding_out *out)
{
	size_t left = 1;
	bool pending = false; /* output that had no room */
	while ((in->pos < in->size || pending) && !is_over(out)) {
		size_t room = room_for_more(out);
		if (out->buf.full)
			return false;
		ZSTD_outBuffer to = {out->buf.ptr + out->buf.len, room, 0};
		left = ZSTD_decompressStream(stream, &to, in);
		out->buf.len += to.pos;
		if (ZSTD_isError(left))
			return false;
		pending = to.pos == to.size && left != 0;
	}
	return left == 0;
}

enum coding_stream
coding_zstd(struct str in, struct coding_out *out)
{
	if (!str_starts(in, STR("\x28\xb5\x2f\xfd")))
		return CODING_STREAM_NONE;
	ZSTD_inBuffer from = {in.ptr, in.len, 0};
	ZSTD_DStream *stream = ZSTD_createDStream();
	if (!stream ||
	    ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG)))
		mem_refused();
	bool whole = decode_frames(stream, &from, out);
	ZSTD_freeDStream(stream);
	return whole && !is_over(out) ? CODING_STREAM_WHOLE : stopped(out, true);
}
