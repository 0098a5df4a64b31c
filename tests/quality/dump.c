/* SPDX-License-Identifier: MIT */
/* dump.c - the segments of pages with their features, for the labels and the training */
#include <stdio.h>

#include "lib/io.h"
#include "lib/json.h"
#include "lib/limits.h"
#include "parse/extract.h"
#include "parse/features.h"
#include "parse/page.h"

/*
 * For each segment with text one line: {"text":"...","f":[...]}.  Usage: dump PAGE.html (UTF-8).
 * The finders before the body run as in extract.c.
 */
int
main(int argc, char **argv)
{
	struct arena arena;
	struct io_in in;
	struct buf line;
	if (argc != 2 || !io_in_open(&in, argv[1]))
		return 2;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	buf_init(&line, LIMIT_LINE_BYTES);
	struct page page;
	struct str nowhere = {NULL, 0};
	extract_prepare(&page, &arena, io_in_peek(&in, LIMIT_PAGE_BYTES), nowhere);
	const float *rows = features_fill(&page);
	for (size_t i = 0; i < page.segments.n; i++) {
		const struct segment *segment = &page.segments.items[i];
		buf_reset(&line);
		buf_add_text(&line, "{\"text\":");
		json_write_string(&line, segment->text);
		buf_addf(&line, ",\"free\":%d,\"f\":[", segment->use == SEGMENT_FREE);
		for (int f = 0; f < FEATURE_N; f++)
			buf_addf(&line, "%s%.6g", f ? "," : "", (double)rows[i * FEATURE_N + (size_t)f]);
		buf_add_text(&line, "]}\n");
		fwrite(line.ptr, 1, line.len, stdout);
	}
	buf_clear(&line);
	arena_clear(&arena);
	return 0;
}
