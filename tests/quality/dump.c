/* SPDX-License-Identifier: MIT */
/* dump.c - the segments of a page with their features, one line of JSON each, for label.py */
#include <stdio.h>

#include "lib/io.h"
#include "lib/json.h"
#include "lib/limits.h"
#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/extract.h"
#include "parse/features.h"
#include "parse/page.h"

static void
print_segment(struct buf *line, const struct segment *segment, const float *features)
{
	buf_reset(line);
	buf_add_text(line, "{\"text\":");
	json_write_string(line, segment->text);
	buf_add_text(line, ",\"f\":[");
	for (int f = 0; f < FEATURE_N; f++)
		buf_addf(line, "%s%.6g", f ? "," : "", (double)features[f]);
	buf_add_text(line, "]}\n");
	fwrite(line->ptr, 1, line->len, stdout);
}

/* Usage: dump PAGE CHARSET ("" where the server said none). */
int
main(int argc, char **argv)
{
	struct arena arena;
	struct io_in in;
	struct buf line, type;
	struct encoding_choice choice;
	struct decoded decoded;
	struct page page;
	struct str none = {NULL, 0};
	if (argc != 3 || !io_in_open(&in, argv[1]))
		return 2;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	buf_init(&line, LIMIT_LINE_BYTES);
	buf_init(&type, 256);
	buf_addf(&type, "text/html%s%s", *argv[2] ? "; charset=" : "", argv[2]);
	struct str body = io_in_peek(&in, LIMIT_PAGE_BYTES);
	encoding_sniff(body, buf_str(&type), none, &choice);
	if (!decode_to_utf8(&arena, body, &choice, &decoded))
		return 1;
	extract_prepare(&page, &arena, decoded.text, none, NULL, NULL);
	const float *rows = features_fill(&page);
	for (size_t i = 0; i < page.segments.n; i++)
		if (page.segments.items[i].text.len > 0)
			print_segment(&line, &page.segments.items[i], rows + i * FEATURE_N);
	buf_clear(&type);
	buf_clear(&line);
	io_in_close(&in);
	arena_clear(&arena);
	return 0;
}
