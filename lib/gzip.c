/* SPDX-License-Identifier: MIT */
/* gzip.c - deflate in its three wrappings, a stream or member at a time (RFC 1950, 1951, 1952) */
#include "lib/gzip.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <zlib.h>

#include "lib/mem.h"

#define CHUNK     65536u
#define MEM_LEVEL 8 /* zlib's default */

/* What zlib calls windowBits: 15 is the largest window, and each wrapping has its own offset. */
static const int window_bits[] = {
    [GZIP_MEMBER] = 15 + 16,
    [GZIP_ZLIB] = 15,
    [GZIP_RAW] = -15,
};

struct gzip_in {
	z_stream z;
};

struct gzip_out {
	z_stream z;
};

static void *
allocate(void *opaque, uInt items, uInt size)
{
	(void)opaque;
	return mem_alloc((size_t)items * size);
}

static void
release(void *opaque, void *ptr)
{
	(void)opaque;
	mem_free(ptr);
}

struct gzip_in *
gzip_in_new(enum gzip_form form)
{
	struct gzip_in *gzip = mem_alloc(sizeof *gzip);
	gzip->z.zalloc = allocate;
	gzip->z.zfree = release;
	int result = inflateInit2(&gzip->z, window_bits[form]);
	assert(result == Z_OK); /* it fails for want of memory, or on wrong arguments */
	return gzip;
}

void
gzip_in_reset(struct gzip_in *gzip)
{
	int result = inflateReset(&gzip->z);
	assert(result == Z_OK);
}

void
gzip_in_free(struct gzip_in *gzip)
{
	if (!gzip)
		return;
	inflateEnd(&gzip->z);
	mem_free(gzip);
}

static uInt
as_uint(size_t len)
{
	return len < UINT_MAX ? (uInt)len : UINT_MAX;
}

/* One call of inflate for at most CHUNK bytes of output. */
static int
inflate_some(struct gzip_in *gzip, struct str *bytes, struct buf *out, size_t *room)
{
	size_t want = *room < CHUNK ? *room : CHUNK;
	if (!buf_reserve(out, want))
		return Z_BUF_ERROR;
	gzip->z.next_in = (z_const Bytef *)bytes->ptr;
	gzip->z.avail_in = as_uint(bytes->len);
	gzip->z.next_out = (Bytef *)out->ptr + out->len;
	gzip->z.avail_out = (uInt)want;
	uInt offered = gzip->z.avail_in;
	int result = inflate(&gzip->z, Z_NO_FLUSH);
	size_t n = want - gzip->z.avail_out;
	out->len += n;
	*room -= n;
	*bytes = str_slice(*bytes, offered - gzip->z.avail_in, bytes->len);
	return result;
}

enum gzip_result
gzip_in_add(struct gzip_in *gzip, struct str bytes, size_t *used, struct buf *out, size_t room)
{
	size_t len = bytes.len;
	int result = Z_OK;
	while (result == Z_OK && bytes.len > 0 && room > 0)
		result = inflate_some(gzip, &bytes, out, &room);
	/* Output that zlib still holds although it has read all its input. */
	while (result == Z_OK && room > 0 && gzip->z.avail_out == 0)
		result = inflate_some(gzip, &bytes, out, &room);
	buf_cut(out, out->len); /* puts the NUL behind */
	*used = len - bytes.len;
	if (result == Z_STREAM_END)
		return GZIP_END;
	return result == Z_OK || result == Z_BUF_ERROR ? GZIP_MORE : GZIP_DAMAGED;
}

bool
gzip_is_member(struct str bytes)
{
	return str_starts(bytes, STR("\x1f\x8b\x08"));
}

/* Deflates one piece, or with Z_FINISH what is left. */
static bool
deflate_piece(z_stream *z, struct str bytes, int flush, struct buf *out)
{
	do {
		z->next_in = (z_const Bytef *)bytes.ptr;
		z->avail_in = as_uint(bytes.len);
		uInt offered = z->avail_in;
		size_t room = out->limit - out->len < CHUNK ? out->limit - out->len : CHUNK;
		if (room == 0 || !buf_reserve(out, room))
			return false;
		z->next_out = (Bytef *)out->ptr + out->len;
		z->avail_out = (uInt)room;
		int result = deflate(z, flush);
		assert(result != Z_STREAM_ERROR);
		out->len += room - z->avail_out;
		bytes = str_slice(bytes, offered - z->avail_in, bytes.len);
	} while (bytes.len > 0 || z->avail_out == 0);
	return true;
}

static void
start_member(z_stream *z)
{
	*z = (z_stream){.zalloc = allocate, .zfree = release};
	int result = deflateInit2(z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits[GZIP_MEMBER],
	    MEM_LEVEL, Z_DEFAULT_STRATEGY);
	assert(result == Z_OK);
}

bool
gzip_write(struct buf *out, const struct str *pieces, size_t n)
{
	z_stream z;
	bool worked = true;
	start_member(&z);
	for (size_t i = 0; worked && i < n; i++)
		worked = pieces[i].len == 0 || deflate_piece(&z, pieces[i], Z_NO_FLUSH, out);
	worked = worked && deflate_piece(&z, STR(""), Z_FINISH, out);
	deflateEnd(&z);
	buf_cut(out, out->len);
	return worked;
}

struct gzip_out *
gzip_out_new(void)
{
	struct gzip_out *gzip = mem_alloc(sizeof *gzip);
	start_member(&gzip->z);
	return gzip;
}

bool
gzip_out_add(struct gzip_out *gzip, struct str bytes, struct buf *out)
{
	return bytes.len == 0 || deflate_piece(&gzip->z, bytes, Z_NO_FLUSH, out);
}

bool
gzip_out_end(struct gzip_out *gzip, struct buf *out)
{
	return deflate_piece(&gzip->z, STR(""), Z_FINISH, out);
}

void
gzip_out_free(struct gzip_out *gzip)
{
	if (!gzip)
		return;
	deflateEnd(&gzip->z);
	mem_free(gzip);
}
