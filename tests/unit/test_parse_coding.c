/* SPDX-License-Identifier: MIT */
/* test_parse_coding.c - bodies with codings left in: told, untold, told wrongly, cut, bombs */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/digest.h"
#include "lib/gzip.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "parse/coding.h"
#include "tests/unit/suite.h"

static enum coding_result
undo(struct arena *arena, const char *headers, struct str body, struct coding *out)
{
	struct http_response response;
	struct buf block;
	buf_init(&block, LIMIT_WARC_BLOCK_BYTES);
	buf_addf(&block, "HTTP/1.1 200 OK\r\n%s\r\n", headers);
	buf_add_str(&block, body);
	http_read(arena, arena_copy(arena, buf_str(&block)), &response);
	buf_clear(&block);
	return coding_undo(arena, &response, out);
}

#define TE      "Transfer-Encoding: "
#define CE      "Content-Encoding: "
#define CHUNKED TE "chunked\r\n"
#define GZIPPED CE "gzip\r\n"
/* "hello" by gzip -n. */
#define GZIP_HELLO                                                                                 \
	"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0\x86\xa6\x10\x36\x05\0\0\0"

static const struct row {
	const char *name, *headers;
	struct str body;
	enum coding_result result;
	struct str decoded;
	int n_undone;
	bool truncated;
} rows[] = {
    {"no coding", "", STR_INIT("hello"), CODING_OK, STR_INIT("hello"), 0, false},
    {"an empty body", CHUNKED GZIPPED, STR_INIT(""), CODING_OK, STR_INIT(""), 0, false},
    {"chunks", CHUNKED, STR_INIT("2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n"), CODING_OK,
	STR_INIT("hello"), 1, false},
    {"chunks with line feeds alone and blanks", CHUNKED, STR_INIT("005  \nhello\n0\n\n"), CODING_OK,
	STR_INIT("hello"), 1, false},
    {"chunks with trailers", CHUNKED, STR_INIT("5\r\nhello\r\n0\r\nA: b\r\n\r\n"), CODING_OK,
	STR_INIT("hello"), 1, false},
    {"chunks that end early", CHUNKED, STR_INIT("2\r\nhe\r\n5\r\nllo"), CODING_OK,
	STR_INIT("hello"), 1, true},
    {"chunks without the last", CHUNKED, STR_INIT("5\r\nhello\r\n"), CODING_OK, STR_INIT("hello"),
	1, true},
    {"chunks and then rubbish", CHUNKED, STR_INIT("5\r\nhello\r\nrubbish\r\n"), CODING_OK,
	STR_INIT("hello"), 1, true},
    {"a chunk of more bytes than there are numbers for", CHUNKED,
	STR_INIT("ffffffffffffffffffff\r\nhello\r\n"), CODING_OK,
	STR_INIT("ffffffffffffffffffff\r\nhello\r\n"), 0, false},
    {"told as chunks, and is none", CHUNKED, STR_INIT("<p>hello"), CODING_OK, STR_INIT("<p>hello"),
	0, false},
    {"told as chunks, and only begins so", CHUNKED, STR_INIT("2\r\nhello\r\n"), CODING_OK,
	STR_INIT("2\r\nhello\r\n"), 0, false},
    {"chunks that nobody told of", "", STR_INIT("5\r\nhello\r\n0\r\n\r\n"), CODING_OK,
	STR_INIT("hello"), 1, false},
    {"something like chunks", "", STR_INIT("5\r\nhello\r\n0\r\n\r\nand more"), CODING_OK,
	STR_INIT("5\r\nhello\r\n0\r\n\r\nand more"), 0, false},
    {"something like no chunks", "", STR_INIT("0\r\n\r\n"), CODING_OK, STR_INIT("0\r\n\r\n"), 0,
	false},
    {"chunks that our fetch left as the page's own text",
	"X-Archive-Orig-Transfer-Encoding: chunked\r\n", STR_INIT("5\r\nhello\r\n0\r\n\r\n"),
	CODING_OK, STR_INIT("5\r\nhello\r\n0\r\n\r\n"), 0, false},
    {"gzip", GZIPPED, STR_INIT(GZIP_HELLO), CODING_OK, STR_INIT("hello"), 1, false},
    {"gzip in other words", "content-encoding: X-GZip , identity\r\n", STR_INIT(GZIP_HELLO),
	CODING_OK, STR_INIT("hello"), 1, false},
    {"two members", GZIPPED, STR_INIT(GZIP_HELLO GZIP_HELLO "\0\0"), CODING_OK,
	STR_INIT("hellohello"), 1, false},
    {"gzip that our fetch has undone", "X-Archive-Orig-Content-Encoding: gzip\r\n",
	STR_INIT(GZIP_HELLO), CODING_OK, STR_INIT(GZIP_HELLO), 0, false},
    {"gzip with a wrong checksum", GZIPPED,
	STR_INIT(
	    "\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0\x86\xa6\x10\x37\x05\0\0\0"),
	CODING_OK, STR_INIT("hello"), 1, true},
    {"gzip without its end", GZIPPED,
	STR_INIT("\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0"), CODING_OK,
	STR_INIT("hello"), 1, true},
    {"gzip of which nothing is left", GZIPPED, STR_INIT("\x1f\x8b\x08\0\0\0"), CODING_BAD,
	STR_INIT("\x1f\x8b\x08\0\0\0"), 0, false},
    {"told as gzip, and is text", GZIPPED, STR_INIT("<p>hello"), CODING_OK, STR_INIT("<p>hello"), 0,
	false},
    {"told as deflate, and is text", CE "deflate\r\n", STR_INIT("<p>hello</p>"), CODING_OK,
	STR_INIT("<p>hello</p>"), 0, false},
    {"told as br, and is text", CE "br\r\n", STR_INIT("<!doctype html><p>hello</p>"), CODING_OK,
	STR_INIT("<!doctype html><p>hello</p>"), 0, false},
    {"told as zstd, and is text", CE "zstd\r\n", STR_INIT("<p>hello"), CODING_OK,
	STR_INIT("<p>hello"), 0, false},
    {"told as deflate, and is nothing", CE "deflate\r\n", STR_INIT("\xff\xff\xff\xff\x01\x02"),
	CODING_BAD, STR_INIT("\xff\xff\xff\xff\x01\x02"), 0, false},
    {"gzip in chunks", CHUNKED GZIPPED, STR_INIT("19\r\n" GZIP_HELLO "\r\n0\r\n\r\n"), CODING_OK,
	STR_INIT("hello"), 2, false},
    {"gzip as a transfer coding", TE "gzip, chunked\r\n",
	STR_INIT("19\r\n" GZIP_HELLO "\r\n0\r\n\r\n"), CODING_OK, STR_INIT("hello"), 2, false},
    {"gzip in chunks that nobody told of", GZIPPED, STR_INIT("19\r\n" GZIP_HELLO "\r\n0\r\n\r\n"),
	CODING_OK, STR_INIT("hello"), 2, false},
    {"an unknown coding over text", CE "utf-8\r\n", STR_INIT("<p>hello"), CODING_OK,
	STR_INIT("<p>hello"), 0, false},
    {"an unknown coding", CE "compress\r\n", STR_INIT("\x1f\x9d\x90hello"), CODING_BAD,
	STR_INIT("\x1f\x9d\x90hello"), 0, false},
    {"too many codings", CE "gzip, gzip, gzip\r\n" CE "gzip, gzip, gzip\r\n", STR_INIT("\x01"),
	CODING_BAD, STR_INIT("\x01"), 0, false},
};

static void
codings_are_undone(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct coding coding;
		print_message("# %s\n", rows[i].name);
		enum coding_result result = undo(&arena, rows[i].headers, rows[i].body, &coding);
		assert_int_equal(result, rows[i].result);
		assert_true(str_eq(coding.body, rows[i].decoded));
		assert_int_equal(coding.n_undone, rows[i].n_undone);
		assert_int_equal(coding.truncated, rows[i].truncated);
		assert_int_equal(coding.why.len > 0, rows[i].truncated || result != CODING_OK);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

/* The longest body that is allowed, and one byte more. */
static void
a_page_has_its_limit(void **state)
{
	(void)state;
	struct arena arena;
	struct buf page, packed;
	struct coding coding;
	uint32_t seed = 1;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	buf_init(&page, LIMIT_PAGE_BYTES + 1);
	buf_init(&packed, LIMIT_PAGE_BYTES);
	while (page.len < LIMIT_PAGE_BYTES) {
		seed = seed * 1664525u + 1013904223u;
		buf_addf(&page, "%08x and then some more text", (unsigned)seed);
		if (page.limit - page.len < 40)
			while (page.len < LIMIT_PAGE_BYTES)
				buf_add_char(&page, '.');
	}
	for (int more = 0; more < 2; more++) {
		struct str piece = buf_str(&page);
		buf_reset(&packed);
		assert_true(gzip_write(&packed, &piece, 1));
		enum coding_result result = undo(&arena, GZIPPED, buf_str(&packed), &coding);
		assert_int_equal(result, more ? CODING_TOO_LARGE : CODING_OK);
		assert_int_equal(coding.body.len, LIMIT_PAGE_BYTES);
		arena_reset(&arena);
		buf_add_char(&page, '.');
	}
	buf_clear(&page);
	buf_clear(&packed);
	arena_clear(&arena);
}

/* ---- the public suite; lengths and digests by gzip, zlib, zstd and brotli's own programs ---- */

#define PAGE "sha256:e977807478e7f2940e29b12e3033bd5060269a2ab73501f2ae659a04af458cbf"

static const struct suite_row {
	const char *name, *headers;
	enum coding_result result;
	bool truncated;
	size_t at_least, at_most; /* bytes */
	const char *digest;
} suite[] = {
    {"html-br.bin", CE "br\r\n", CODING_OK, false, 74837, 74837, PAGE},
    {"html-gzip.bin", GZIPPED, CODING_OK, false, 74837, 74837, PAGE},
    {"html-zstd-static-content-size.bin", CE "zstd\r\n", CODING_OK, false, 74837, 74837, PAGE},
    {"html-zstd-static-no-content-size.bin", CE "zstd\r\n", CODING_OK, false, 74837, 74837, PAGE},
    {"html-zstd-streaming-no-content-size.bin", CE "zstd\r\n", CODING_OK, false, 74837, 74837,
	PAGE},
    {"html-zlibdeflate.bin", CE "deflate\r\n", CODING_OK, false, 74840, 74840,
	"sha256:35bc90a96563"},
    {"html-rawdeflate.bin", CE "deflate\r\n", CODING_OK, false, 74840, 74840,
	"sha256:35bc90a96563"},
    {"html-gzip-deflate.bin", CE "gzip, deflate\r\n", CODING_OK, false, 74837, 74837, PAGE},
    {"html-gzip-deflate-gzip.bin", CE "gzip\r\n" CE "deflate, gzip\r\n", CODING_OK, false, 74837,
	74837, PAGE},
    {"feed-sample1.xml.gz", GZIPPED, CODING_OK, false, 9950, 9950, "sha256:1a8c0dccc2aa"},
    {"truncated-crc-error-short.gz", GZIPPED, CODING_OK, true, 3600, 3800, ""},
    {"truncated-crc-error.gz", GZIPPED, CODING_OK, true, 25400, 25700, ""},
    {"unexpected-eof.gz", GZIPPED, CODING_OK, true, 8576, 8625, ""},
    {"bomb-br.bin", CE "br\r\n", CODING_TOO_LARGE, false, CODING_RATIO_FROM,
	CODING_RATIO_FROM + (1u << 17), ""},
    {"bomb-deflate.bin", CE "deflate\r\n", CODING_TOO_LARGE, false, CODING_RATIO_FROM, 8u << 20,
	""},
    {"bomb-gzip.bin", GZIPPED, CODING_TOO_LARGE, false, CODING_RATIO_FROM, 8u << 20, ""},
    {"bomb-zstd.bin", CE "zstd\r\n", CODING_TOO_LARGE, false, CODING_RATIO_FROM,
	CODING_RATIO_FROM + (1u << 17), ""},
    /* Archives, which are no codings of HTTP. */
    {"feed-sample1.xml", GZIPPED, CODING_OK, false, 9950, 9950, "sha256:1a8c0dccc2aa"},
    {"feed-sample1.tar", GZIPPED, CODING_OK, false, 20480, 20480, ""},
    {"feed-sample1.zip", CE "zip\r\n", CODING_BAD, false, 1260, 1260, ""},
    {"feed-sample1.xml.bz2", CE "bzip2\r\n", CODING_BAD, false, 1430, 1430, ""},
    {"unexpected-eof-output.txt", GZIPPED, CODING_OK, false, 16782, 16782, ""},
};

static void
the_public_bodies_are_decoded(void **state)
{
	(void)state;
	struct arena arena;
	struct buf body;
	struct coding coding;
	const char *why;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	buf_init(&body, 1u << 20);
	bool is_there = suite_is_there("compressed", "");
	if (!is_there)
		print_message("# skipped: no suites/compressed under WINNOW_SHARED\n");
	for (size_t i = 0; is_there && i < sizeof suite / sizeof *suite; i++) {
		print_message("# %s\n", suite[i].name);
		buf_reset(&body);
		assert_true(io_read_file(
		    suite_path(&arena, "compressed", suite[i].name), body.limit, &body, &why));
		enum coding_result result = undo(&arena, suite[i].headers, buf_str(&body), &coding);
		assert_int_equal(result, suite[i].result);
		assert_int_equal(coding.truncated, suite[i].truncated);
		assert_in_range(coding.body.len, suite[i].at_least, suite[i].at_most);
		assert_true(str_starts(digest_of(&arena, coding.body), str_from(suite[i].digest)));
		arena_reset(&arena);
	}
	buf_clear(&body);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(codings_are_undone),
	    cmocka_unit_test(a_page_has_its_limit),
	    cmocka_unit_test(the_public_bodies_are_decoded),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
