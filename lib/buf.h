/* SPDX-License-Identifier: MIT */
/* buf.h - a growing buffer of bytes with a limit */
#ifndef LIB_BUF_H
#define LIB_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/compiler.h"
#include "lib/str.h"

/*
 * buf_init gives an empty buffer that will never hold more than `limit` bytes; buf_clear releases
 * its memory and leaves it empty and usable.  ptr[len] is always NUL once anything was added.  An
 * addition past the limit adds nothing, sets `full` and returns false, as does every later one, so
 * a caller that writes many pieces may look at `full` once at the end.
 */
struct buf {
	char *ptr;
	size_t len, cap, limit;
	bool full;
};

void buf_init(struct buf *buf, size_t limit);
void buf_clear(struct buf *buf);
void buf_reset(struct buf *buf); /* empty and not full; memory is kept */

bool buf_add(struct buf *buf, const void *ptr, size_t len);
bool buf_add_str(struct buf *buf, struct str s);
bool buf_add_text(struct buf *buf, const char *text);
bool buf_add_char(struct buf *buf, char c);
bool buf_add_int(struct buf *buf, int64_t value); /* in decimal digits */
PRINTF(2, 3) bool buf_addf(struct buf *buf, const char *format, ...);

/* Room for `len` more bytes after ptr[buf->len]; the caller writes there and adds to len. */
NODISCARD bool buf_reserve(struct buf *buf, size_t len);
void buf_drop(struct buf *buf, size_t len); /* takes `len` bytes off the front */
void buf_cut(struct buf *buf, size_t len);  /* keeps only the first `len` bytes */

struct str buf_str(const struct buf *buf); /* a view, valid until the next change */

#endif
