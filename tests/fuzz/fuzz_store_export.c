/* SPDX-License-Identifier: MIT */
/* fuzz_store_export.c - files of published exports, as --verify reads them: articles and manifests
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "store/content.h"
#include "store/manifest.h"
#include "store/members.h"

#define ARENA_BYTES (64u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* The same bytes give the same counts and the same fault, however they are cut into pieces. */
static void
read_articles(enum export_format format, struct str bytes, size_t piece)
{
	struct content whole, cut;
	content_open(&whole, format, true);
	content_open(&cut, format, true);
	content_take(&whole, bytes);
	content_end(&whole);
	for (size_t at = 0; at < bytes.len; at += piece)
		content_take(&cut, str_slice(bytes, at, at + piece));
	content_end(&cut);
	assert(whole.n_lines == cut.n_lines);
	assert(whole.counts.n_articles == cut.counts.n_articles);
	assert(whole.counts.n_tombstones == cut.counts.n_tombstones);
	assert((whole.fault.ptr != NULL) == (cut.fault.ptr != NULL));
	content_close(&whole);
	content_close(&cut);
}

/* What can be read can be written, and reads the same again. */
static void
read_manifest(struct str bytes)
{
	struct arena arena;
	struct manifest manifest, again;
	struct buf out, twice;
	const char *why;
	arena_init(&arena, ARENA_BYTES);
	buf_init(&out, MANIFEST_MOST);
	buf_init(&twice, MANIFEST_MOST);
	if (manifest_read(&arena, bytes, &manifest, &why)) {
		manifest_write(&manifest, &out);
		bool read = manifest_read(&arena, buf_str(&out), &again, &why);
		assert(read);
		manifest_write(&again, &twice);
		assert(str_eq(buf_str(&out), buf_str(&twice)));
	}
	buf_clear(&out);
	buf_clear(&twice);
	arena_clear(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str bytes = {(const char *)data, len}, name, value;
	size_t piece = len > 0 ? 1 + data[len - 1] % 7 : 1;
	read_articles(EXPORT_JSONL, bytes, piece);
	read_articles(EXPORT_CSV, bytes, piece);
	read_articles(EXPORT_TSV, bytes, piece);
	read_manifest(bytes);
	while (members_next(&bytes, &name, &value))
		assert(name.ptr >= (const char *)data &&
		       value.ptr + value.len <= (const char *)data + len);
	return 0;
}
