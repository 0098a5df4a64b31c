/* SPDX-License-Identifier: MIT */
/* fuzz_fetch_header.c - any bytes as the header of a response */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "fetch/header.h"
#include "fetch/media.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct header header;
	struct buf out;
	struct str rest = {(const char *)data, len};
	header_init(&header);
	buf_init(&out, (size_t)8 << 20);
	while (rest.len > 0) {
		size_t end = str_find_char(rest, '\n');
		struct str line = str_slice(rest, 0, end == STR_NOT_FOUND ? end : end + 1);
		if (!header_add(&header, line))
			break;
		rest = str_slice(rest, line.len, rest.len);
	}
	header_archive(&header, len, &out);
	assert(!out.full);
	assert(str_ends(buf_str(&out), STR("\r\n\r\n")) || header.raw.len == 0 || out.len >= 2);
	(void)media_is_wanted(MEDIA_DEFAULT, header_field(&header, "Content-Type"));
	buf_clear(&out);
	header_clear(&header);
	return 0;
}
