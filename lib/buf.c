/* SPDX-License-Identifier: MIT */
/* buf.c - a growing buffer of bytes with a limit */
#include "lib/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/mem.h"

void
buf_init(struct buf *buf, size_t limit)
{
	*buf = (struct buf){.limit = limit};
}

void
buf_clear(struct buf *buf)
{
	mem_free(buf->ptr);
	buf_init(buf, buf->limit);
}

void
buf_reset(struct buf *buf)
{
	buf_cut(buf, 0);
	buf->full = false;
}

bool
buf_reserve(struct buf *buf, size_t len)
{
	if (buf->full || len > buf->limit - buf->len) {
		buf->full = true;
		return false;
	}
	size_t needed = buf->len + len + 1;
	if (needed > buf->cap) {
		size_t cap = buf->cap ? buf->cap : 64;
		while (cap < needed)
			cap *= 2;
		buf->ptr = mem_resize(buf->ptr, cap);
		buf->cap = cap;
	}
	return true;
}

bool
buf_add(struct buf *buf, const void *ptr, size_t len)
{
	if (!buf_reserve(buf, len))
		return false;
	if (len > 0)
		memcpy(buf->ptr + buf->len, ptr, len);
	buf->len += len;
	buf->ptr[buf->len] = '\0';
	return true;
}

bool
buf_add_str(struct buf *buf, struct str s)
{
	return buf_add(buf, s.ptr, s.len);
}

bool
buf_add_text(struct buf *buf, const char *text)
{
	return buf_add(buf, text, strlen(text));
}

bool
buf_add_char(struct buf *buf, char c)
{
	return buf_add(buf, &c, 1);
}

bool
buf_add_int(struct buf *buf, int64_t value)
{
	char digits[20]; /* of a number of 64 bits */
	size_t at = sizeof digits;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		digits[--at] = '-';
	return buf_add(buf, digits + at, sizeof digits - at);
}

bool
buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	bool fits = len >= 0 && buf_reserve(buf, (size_t)len);
	if (fits) {
		vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
	va_end(args);
	return fits;
}

void
buf_drop(struct buf *buf, size_t len)
{
	if (len == 0)
		return;
	buf->len -= len;
	memmove(buf->ptr, buf->ptr + len, buf->len);
	buf->ptr[buf->len] = '\0';
}

void
buf_cut(struct buf *buf, size_t len)
{
	if (len < buf->len)
		buf->len = len;
	if (buf->ptr)
		buf->ptr[buf->len] = '\0';
}

struct str
buf_str(const struct buf *buf)
{
	return (struct str){buf->ptr ? buf->ptr : "", buf->len};
}
