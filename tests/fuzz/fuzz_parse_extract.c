/* SPDX-License-Identifier: MIT */
/* fuzz_parse_extract.c - any bytes as a page: an article whose texts are whole, and none of them
 * blank
 *
 * The first byte picks what the operator and the headers say of the page.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <unistr.h>

#include "lib/arena.h"
#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/extract.h"

#define LONGEST_INPUT 16384 /* gumbo is quadratic in nesting */

static const char *const LABELS[] = {NULL, "utf-8", "gbk", "big5", "utf-16le"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Absent, or valid UTF-8 with something in it and without a zero. */
static void
check_text(struct str text)
{
	if (text.len == 0)
		return;
	assert(!u8_check((const uint8_t *)text.ptr, text.len));
	assert(!memchr(text.ptr, 0, text.len));
	assert(!str_is_blank(text));
}

static void
check_article(const struct article *article)
{
	check_text(article->title);
	check_text(article->site_name);
	check_text(article->description);
	check_text(article->date_published);
	check_text(article->date_modified);
	for (size_t i = 0; i < article->authors.n; i++)
		check_text(article->authors.items[i].name);
	for (size_t i = 0; i < article->blocks.n; i++)
		check_text(article->blocks.items[i].text);
	for (size_t i = 0; i < article->related.n; i++)
		check_text(article->related.items[i].title);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || size > LONGEST_INPUT)
		return 0;
	struct str label = str_from(LABELS[data[0] % (sizeof LABELS / sizeof *LABELS)]);
	struct str body = {(const char *)data + 1, size - 1}, none = {NULL, 0};
	struct arena arena;
	arena_init(&arena, 1u << 30);
	struct encoding_choice choice;
	struct decoded decoded;
	encoding_sniff(body, none, label, &choice);
	bool done = decode_to_utf8(&arena, body, &choice, &decoded);
	assert(done);
	struct record record = {.kind = RECORD_ARTICLE};
	struct extract_input input = {.html = decoded.text,
	    .url = data[0] & 0x80 ? none : STR("https://host.example/a/1.html"),
	    .keep_noindex = data[0] & 0x40,
	    .now = 1790000000};
	if (extract_page(&arena, &input, &record))
		check_article(&record.article);
	arena_clear(&arena);
	return 0;
}
