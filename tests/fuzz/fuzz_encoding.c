/* SPDX-License-Identifier: MIT */
/* fuzz_encoding.c - any bytes, sniffed and decoded: always valid UTF-8 without a zero
 *
 * The first byte picks an encoding, or lets the page speak for itself.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <unistr.h>

#include "lib/arena.h"
#include "parse/decode.h"
#include "parse/encoding.h"

static const char *const LABELS[] = {NULL, "utf-8", "gbk", "big5", "euc-jp", "shift_jis", "euc-kr",
    "iso-2022-jp", "utf-16le", "utf-16be", "windows-1252", "windows-1258", "macintosh",
    "x-user-defined", "replacement"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str label = str_from(LABELS[data[0] % (sizeof LABELS / sizeof *LABELS)]);
	struct str body = {(const char *)data + 1, size - 1};
	struct arena arena;
	arena_init(&arena, 64u << 20);
	/* The page's beginning stands in for a header, too. */
	struct encoding_choice choice;
	encoding_sniff(body, str_slice(body, 0, 64), label, &choice);
	struct decoded decoded;
	bool done = decode_to_utf8(&arena, body, &choice, &decoded);
	assert(done);
	if (decoded.text.len > 0) {
		assert(!u8_check((const uint8_t *)decoded.text.ptr, decoded.text.len));
		assert(!memchr(decoded.text.ptr, 0, decoded.text.len));
	}
	arena_clear(&arena);
	return 0;
}
