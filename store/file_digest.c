/* SPDX-License-Identifier: MIT */
/* file_digest.c - what a file has, in short: SHA-256 and length */
#include "store/file_digest.h"

#include "lib/io.h"

bool
file_digest(const char *path, char out[DIGEST_LEN + 1], int64_t *bytes)
{
	struct io_in in;
	if (!io_in_open(&in, path))
		return false;
	struct digest *digest = digest_new();
	for (;;) {
		struct str piece = io_in_peek(&in, 1);
		if (piece.len == 0)
			break;
		digest_add(digest, piece);
		io_in_take(&in, piece.len);
	}
	*bytes = (int64_t)in.offset;
	digest_free(digest, out);
	io_in_close(&in);
	return true;
}
