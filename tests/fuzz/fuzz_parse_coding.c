/* SPDX-License-Identifier: MIT */
/* fuzz_parse_coding.c - libFuzzer target: any bytes as a stored response whose codings are undone
 */
#include <assert.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/limits.h"
#include "parse/coding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena arena;
	struct http_response response;
	struct coding coding;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	http_read(&arena, (struct str){(const char *)data, len}, &response);
	assert(response.has_head == (response.status != 0));
	assert(response.body.len <= len);
	enum coding_result result = coding_undo(&arena, &response, &coding);
	assert(coding.body.len <= LIMIT_PAGE_BYTES || coding.n_undone == 0);
	assert(coding.n_undone <= 2 * CODING_MAX);
	assert((result != CODING_OK || coding.truncated) == (coding.why.len > 0));
	arena_clear(&arena);
	return 0;
}
