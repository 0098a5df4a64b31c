/* SPDX-License-Identifier: MIT */
/* test_warc_read.c - archives as others wrote them: whole, cut, wrong, compressed, mixed */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/gzip.h"
#include "lib/limits.h"
#include "lib/warc_read.h"
#include "tests/unit/suite.h"

/* What an archive gave, in a word: a letter for each result, by type for records. */
#define SEEN_MAX 64
struct seen {
	char letters[SEEN_MAX + 1]; /* i s q m v o c - ?: see letter_of; ! bad, # too large */
	struct str uri[SEEN_MAX];
	struct str block[SEEN_MAX];
	struct str why[SEEN_MAX];
	unsigned long long offset[SEEN_MAX];
	size_t n;
};

static char
letter_of(enum warc_result result, enum warc_type type)
{
	static const char of_type[] = "?isqmvoct";
	if (result == WARC_BAD)
		return '!';
	return result == WARC_TOO_LARGE ? '#' : of_type[type];
}

static void
read_all(struct arena *arena, struct warc_in *warc, struct seen *seen)
{
	struct warc_header header;
	struct str block, why;
	enum warc_result result;
	*seen = (struct seen){.n = 0};
	while ((result = warc_next(warc, arena, &header, &block, &why)) != WARC_END) {
		assert_true(seen->n < SEEN_MAX);
		seen->letters[seen->n] = letter_of(result, header.type);
		seen->uri[seen->n] = header.target_uri;
		seen->block[seen->n] = arena_copy(arena, block);
		seen->why[seen->n] = result == WARC_RECORD ? STR("") : why;
		seen->offset[seen->n] = header.offset;
		seen->n++;
	}
}

static void
read_bytes(struct arena *arena, struct str bytes, struct seen *seen)
{
	struct warc_in warc;
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	rewind(file);
	warc_in_fd(&warc, dup(fileno(file)), "test");
	fclose(file);
	read_all(arena, &warc, seen);
	warc_in_close(&warc);
}

/* ---- small archives ---- */

#define RECORD(type, uri, len, block)                                                              \
	"WARC/1.0\r\nWARC-Type: " type "\r\nWARC-Target-URI: " uri "\r\nContent-Length: " len      \
	"\r\n\r\n" block
#define GOOD(n) RECORD("response", "http://a/" n, "5", "hello") "\r\n\r\n"

static const struct archive {
	const char *name;
	struct str bytes;
	const char *letters;
	struct {
		const char *uri, *block;
	} results[5];
} archives[] = {
    {"nothing", STR_INIT(""), "", {{0}}},
    {"line ends only", STR_INIT("\r\n\n\r\n"), "", {{0}}},
    {"two records", STR_INIT(GOOD("1") GOOD("2")), "ss",
	{{"http://a/1", "hello"}, {"http://a/2", "hello"}}},
    {"no line ends after the last record",
	STR_INIT(GOOD("1") RECORD("response", "http://a/2", "5", "hello")), "ss",
	{{"http://a/1", "hello"}, {"http://a/2", "hello"}}},
    {"line feeds alone",
	STR_INIT("WARC/0.18\nWARC-Type: response\nWARC-Target-URI: http://a/\n"
		 "Content-Length: 2\n\nhi\n\n"
		 "WARC/1.0\nWARC-Type: request\nContent-Length: 0\n\n\n\n"),
	"sq", {{"http://a/", "hi"}, {NULL, ""}}},
    {"fields in other letters, folded, unknown, repeated, without a value",
	STR_INIT("WARC/1.1\r\nwarc-type: RESPONSE\r\nX-Other: 1\r\nwarc-target-uri: http://a/b\r\n"
		 "  c\r\nWARC-Target-URI: http://later/\r\nWARC-Date:\r\nno colon\r\n"
		 "CONTENT-LENGTH:3 \r\n\r\nabc\r\n\r\n"),
	"s", {{"http://a/b    c", "abc"}}},
    {"ARC",
	STR_INIT("filedesc://x.arc 0.0.0.0 20140216050221 text/plain 9\n1 0 IA\nxx\n"
		 "http://a/b c 127.0.0.1 20140216050221 text/html 5\nhello\n"
		 "dns:a 127.0.0.1 20140216050221 text/dns 2\nhi\n"),
	"iso", {{NULL, "1 0 IA\nxx"}, {"http://a/b c", "hello"}, {"dns:a", "hi"}}},
    {"ARC with wrong lengths",
	STR_INIT("filedesc://x.arc 0.0.0.0 20140216050221 text/plain -1\n1 0 IA\n"
		 "http://a/1 127.0.0.1 20140216050221 text/html 3\nhello\n"
		 "http://a/2 127.0.0.1 20140216050221 text/html 500\nhello\n"
		 "http://a/3 127.0.0.1 20140216050221 text/html x\nhello\n"
		 "http://a/4 127.0.0.1 20140216050221 text/html 5\nhello\n"),
	"!!!!s",
	{{NULL, NULL}, {"http://a/1", NULL}, {"http://a/2", NULL}, {"http://a/3", NULL},
	    {"http://a/4", "hello"}}},
    {"a URI in angle brackets, as wget wrote it",
	STR_INIT(RECORD("response", "<http://a/>", "0", "") "\r\n\r\n"), "s", {{"http://a/", ""}}},
    {"a URI with spaces", STR_INIT(RECORD("resource", "file:///a b c.png", "0", "") "\r\n\r\n"),
	"o", {{"file:///a b c.png", ""}}},
    {"an unknown type", STR_INIT(RECORD("novelty", "http://a/", "1", "x") "\r\n\r\n"), "?",
	{{"http://a/", "x"}}},
    {"no type", STR_INIT("WARC/1.0\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"), "?", {{NULL, "x"}}},
    {"no length", STR_INIT("WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" GOOD("2")), "!s",
	{{NULL, NULL}, {"http://a/2", "hello"}}},
    {"a length that is no number",
	STR_INIT(RECORD("response", "http://a/1", "-5", "hello") "\r\n\r\n" GOOD("2")), "!s",
	{{"http://a/1", NULL}, {"http://a/2", "hello"}}},
    {"a length that no machine has",
	STR_INIT(
	    RECORD("response", "http://a/1", "18446744073709551615", "hello") "\r\n\r\n" GOOD("2")),
	"!s", {{"http://a/1", NULL}, {"http://a/2", "hello"}}},
    {"a length too small",
	STR_INIT(RECORD("response", "http://a/1", "3", "hello") "\r\n\r\n" GOOD("2")), "!s",
	{{"http://a/1", NULL}, {"http://a/2", "hello"}}},
    {"a length too large swallows nothing",
	STR_INIT(RECORD("response", "http://a/1", "50", "hello") "\r\n\r\n" GOOD("2") GOOD("3")),
	"!ss", {{"http://a/1", NULL}, {"http://a/2", "hello"}, {"http://a/3", "hello"}}},
    {"a length past the end swallows nothing",
	STR_INIT(RECORD("response", "http://a/1", "5000", "hello") "\r\n\r\n" GOOD("2")), "!s",
	{{"http://a/1", NULL}, {"http://a/2", "hello"}}},
    {"cut inside the block", STR_INIT(GOOD("1") RECORD("response", "http://a/2", "5", "he")), "s!",
	{{"http://a/1", "hello"}, {"http://a/2", NULL}}},
    {"cut inside the header", STR_INIT(GOOD("1") "WARC/1.0\r\nWARC-Type: resp"), "s!",
	{{"http://a/1", "hello"}}},
    {"cut inside the version", STR_INIT(GOOD("1") "WAR"), "s!", {{"http://a/1", "hello"}}},
    {"cut in a block, then another archive",
	STR_INIT(RECORD("response", "http://a/1", "5", "he") GOOD("2")), "!s",
	{{"http://a/1", NULL}, {"http://a/2", "hello"}}},
    {"cut in a header, then another archive",
	STR_INIT("WARC/1.0\r\nWARC-Type: response\r\nWARC-Tar" GOOD("2")), "!s",
	{{NULL, NULL}, {"http://a/2", "hello"}}},
    {"cut after a field, then another archive",
	STR_INIT("WARC/1.0\r\nWARC-Type: response\r\n" GOOD("2")), "!s",
	{{NULL, NULL}, {"http://a/2", "hello"}}},
    {"something else in between", STR_INIT(GOOD("1") "what\r\nis this?\r\n" GOOD("2")), "s!s",
	{{"http://a/1", "hello"}, {NULL, NULL}, {"http://a/2", "hello"}}},
    {"no archive at all", STR_INIT("<!doctype html>\n<p>WARC/1.0 is a format\n"), "!",
	{{NULL, NULL}}},
    {"a version line that is none", STR_INIT("WARC/one\r\nContent-Length: 0\r\n\r\n\r\n\r\n"), "!",
	{{NULL, NULL}}},
    {"a record inside a block stays inside",
	STR_INIT(RECORD("resource", "http://a/w", "90", GOOD("1")) "\r\n\r\n" GOOD("2")), "os",
	{{"http://a/w", GOOD("1")}, {"http://a/2", "hello"}}},
};

static void
check_archive(struct arena *arena, const struct archive *archive, struct seen *seen)
{
	read_bytes(arena, archive->bytes, seen);
	assert_string_equal(seen->letters, archive->letters);
	for (size_t i = 0; i < seen->n && i < 5; i++) {
		struct str uri = str_from(archive->results[i].uri);
		struct str block = str_from(archive->results[i].block);
		assert_true(str_eq(seen->uri[i], uri));
		assert_true(str_eq(seen->block[i], block));
	}
}

static void
small_archives_are_read(void **state)
{
	(void)state;
	struct arena arena;
	struct seen seen;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	for (size_t i = 0; i < sizeof archives / sizeof *archives; i++) {
		print_message("# %s\n", archives[i].name);
		check_archive(&arena, &archives[i], &seen);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

/* ---- gzip ---- */

static void
add_member(struct buf *out, struct str text)
{
	assert_true(gzip_write(out, &text, 1));
}

static void
compressed_archives_are_read(void **state)
{
	(void)state;
	struct arena arena;
	struct buf one, two, both, file;
	struct seen seen;
	const struct str text = STR(GOOD("1") GOOD("2") GOOD("3"));
	const size_t len = sizeof GOOD("1") - 1;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	buf_init(&one, 1u << 16);
	buf_init(&two, 1u << 16);
	buf_init(&both, 1u << 16);
	buf_init(&file, 1u << 16);
	add_member(&one, str_slice(text, 0, len));
	add_member(&two, str_slice(text, len, 2 * len));
	add_member(&both, text);
	const struct str none = {NULL, 0};
	const struct {
		const char *name;
		struct str pieces[4];
		const char *letters;
	} cases[] = {
	    {"a member a record", {buf_str(&one), buf_str(&two)}, "ss"},
	    {"one member for all", {buf_str(&both)}, "sss"},
	    {"plain, then gzip, then plain", {text, buf_str(&one), STR(GOOD("9"))}, "sssss"},
	    {"a cut member, nothing behind it",
		{buf_str(&one), str_slice(buf_str(&two), 0, two.len - 20)}, "s!"},
	    {"a member without the end of its checksum", {str_slice(buf_str(&one), 0, one.len - 3)},
		"!"},
	    {"a cut member, others behind it",
		{str_slice(buf_str(&one), 0, 60), buf_str(&two), buf_str(&one)}, "!ss"},
	    {"damage in the middle of all",
		{str_slice(buf_str(&one), 0, 40), STR("\xff\xff\xff\xff"),
		    str_slice(buf_str(&one), 44, one.len), buf_str(&two)},
		"!s"},
	    {"a wrong checksum",
		{str_slice(buf_str(&one), 0, one.len - 8), STR("12345678"), buf_str(&two)}, "!s"},
	    {"rubbish between members", {buf_str(&one), STR("rubbish"), none, none}, "s!"},
	    {"gzip's magic number and nothing right behind it",
		{STR("\x1f\x8b\x08 what is this?"), buf_str(&two)}, "!s"},
	    {"half a magic number", {STR("\x1f\x8b"), none, none, none}, "!"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		print_message("# %s\n", cases[i].name);
		buf_reset(&file);
		for (size_t k = 0; k < 4; k++)
			buf_add_str(&file, cases[i].pieces[k]);
		read_bytes(&arena, buf_str(&file), &seen);
		assert_string_equal(seen.letters, cases[i].letters);
		arena_reset(&arena);
	}
	buf_clear(&one);
	buf_clear(&two);
	buf_clear(&both);
	buf_clear(&file);
	arena_clear(&arena);
}

static void
a_record_may_go_on_in_the_next_member(void **state)
{
	(void)state;
	struct arena arena;
	struct buf file;
	struct seen seen;
	const struct str text = STR(GOOD("1") GOOD("2"));
	const size_t len = sizeof GOOD("1") - 1;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	buf_init(&file, 1u << 16);
	for (size_t cut = 1; cut < len; cut++) {
		buf_reset(&file);
		add_member(&file, str_slice(text, 0, cut));
		add_member(&file, str_slice(text, cut, len));
		add_member(&file, str_slice(text, len, 2 * len));
		read_bytes(&arena, buf_str(&file), &seen);
		assert_string_equal(seen.letters, "ss");
		assert_true(str_eq(seen.block[0], STR("hello")));
		arena_reset(&arena);
	}
	buf_clear(&file);
	arena_clear(&arena);
}

/* ---- limits, messages, pipes ---- */

static void
add_large_record(struct buf *file, unsigned long long len)
{
	buf_addf(file,
	    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/large\r\n"
	    "Content-Length: %llu\r\n\r\n",
	    len);
	for (unsigned long long n = 0; n < len; n += 16)
		buf_add(file, "sixteen letters\n", len - n < 16 ? (size_t)(len - n) : 16);
	buf_add_text(file, "\r\n\r\n");
}

static void
a_block_over_the_limit_is_told_as_too_large(void **state)
{
	(void)state;
	struct arena arena;
	struct buf file, packed;
	struct seen seen;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	buf_init(&file, LIMIT_WARC_BLOCK_BYTES * 2);
	buf_init(&packed, LIMIT_WARC_BLOCK_BYTES);
	add_large_record(&file, LIMIT_WARC_BLOCK_BYTES + 1);
	add_member(&packed, buf_str(&file));
	buf_add_text(&file, GOOD("2"));
	add_member(&packed, STR(GOOD("2")));
	read_bytes(&arena, buf_str(&file), &seen);
	assert_string_equal(seen.letters, "#s");
	assert_true(str_eq(seen.uri[0], STR("http://a/large")));
	assert_true(str_eq(seen.why[0], STR("record at byte 0 of 'test': its block is too large")));
	arena_reset(&arena);
	read_bytes(&arena, buf_str(&packed), &seen);
	assert_string_equal(seen.letters, "#s");
	arena_reset(&arena);
	buf_reset(&file);
	add_large_record(&file, LIMIT_WARC_BLOCK_BYTES);
	read_bytes(&arena, buf_str(&file), &seen);
	assert_string_equal(seen.letters, "s");
	assert_int_equal(seen.block[0].len, LIMIT_WARC_BLOCK_BYTES);
	buf_clear(&file);
	buf_clear(&packed);
	arena_clear(&arena);
}

static void
a_header_over_the_limit_is_bad(void **state)
{
	(void)state;
	struct arena arena;
	struct buf file;
	struct seen seen;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	buf_init(&file, 1u << 20);
	buf_add_text(&file, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/");
	for (unsigned n = 0; n < LIMIT_WARC_HEADER_BYTES; n++)
		buf_add_char(&file, 'x');
	buf_add_text(&file, "\r\nContent-Length: 0\r\n\r\n\r\n\r\n" GOOD("2"));
	read_bytes(&arena, buf_str(&file), &seen);
	assert_string_equal(seen.letters, "!s");
	buf_clear(&file);
	arena_clear(&arena);
}

static void
what_is_wrong_is_told_with_its_offset(void **state)
{
	(void)state;
	struct arena arena;
	struct seen seen;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	read_bytes(&arena, STR(GOOD("1") "rubbish\n" GOOD("2") "WARC/1.0\r\n"), &seen);
	assert_string_equal(seen.letters, "s!s!");
	const size_t len = sizeof GOOD("1") - 1;
	assert_int_equal(seen.offset[0], 0);
	assert_int_equal(seen.offset[1], len);
	assert_int_equal(seen.offset[2], len + 8);
	assert_int_equal(seen.offset[3], len + 8 + len);
	struct str why = arena_printf(
	    &arena, "record at byte %zu of 'test': the input ends inside it", len + 8 + len);
	assert_true(str_eq(seen.why[3], why));
	arena_clear(&arena);
}

/* Each record is there as soon as its bytes are: the next one is not waited for. */
static void
a_pipe_flows_record_by_record(void **state)
{
	(void)state;
	struct arena arena;
	struct buf packed;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	buf_init(&packed, 1u << 16);
	add_member(&packed, STR(GOOD("1")));
	const struct str forms[] = {STR(GOOD("1")), buf_str(&packed)};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		int ends[2];
		struct warc_in warc;
		struct warc_header header;
		struct str block, why;
		assert_int_equal(pipe(ends), 0);
		warc_in_fd(&warc, ends[0], "pipe");
		for (int n = 0; n < 3; n++) {
			assert_int_equal(write(ends[1], forms[i].ptr, forms[i].len), forms[i].len);
			alarm(10); /* waiting for more would be for ever */
			assert_int_equal(
			    warc_next(&warc, &arena, &header, &block, &why), WARC_RECORD);
			alarm(0);
			assert_true(str_eq(block, STR("hello")));
		}
		close(ends[1]);
		assert_int_equal(warc_next(&warc, &arena, &header, &block, &why), WARC_END);
		warc_in_close(&warc);
	}
	buf_clear(&packed);
	arena_clear(&arena);
}

static void
archives_are_told_from_pages(void **state)
{
	(void)state;
	struct buf archive, page;
	buf_init(&archive, 1u << 16);
	buf_init(&page, 1u << 16);
	add_member(&archive, STR(GOOD("1")));
	add_member(&page, STR("<!doctype html><title>WARC/1.0</title>"));
	assert_true(warc_is_archive(STR(GOOD("1"))));
	assert_true(warc_is_archive(STR("filedesc://x.arc 0.0.0.0 20140216050221 text/plain 9\n")));
	assert_true(warc_is_archive(buf_str(&archive)));
	assert_false(warc_is_archive(buf_str(&page)));
	assert_false(warc_is_archive(STR("<!doctype html>")));
	assert_false(warc_is_archive(STR("WARC/1.0 is a format.\nThis page explains it: ...")));
	assert_false(warc_is_archive(STR("")));
	buf_clear(&archive);
	buf_clear(&page);
}

/* ---- the public suite ---- */

static const struct suite_row {
	const char *name;
	const char *letters;
	const char *uri_of_first_page;
} suite[] = {
    {"bad.arc", "!!s!", "http://example.com/"},
    {"example-bad-non-chunked.warc.gz", "iisqvq", "http://example.com/"},
    {"example-bad.warc.gz.bad", "isqvqs", "http://example.com?example=1"},
    {"example-digest.warc", "qqqq", NULL},
    {"example-iana.org-chunked.warc", "isq", "http://www.iana.org/"},
    {"example-resource.warc.gz", "iio", NULL},
    {"example-space-in-target-uri.warc.gz", "io", NULL},
    /* Its 13 carriage returns were lost after its length was written. */
    {"example-space-in-url.arc", "i!",
	"http://example.com/index.cfm?FuseAction=Email&EmailTitle=Examples From The Live Web"
	"&IsPopUp=False"},
    /* Its third length is two bytes short. */
    {"example-trunc.warc", "ii!q", "http://example.com/"},
    {"example-wget-bad-target-uri.warc.gz", "iqsmoo", "http://example.com/"},
    {"example-wrong-chunks.warc.gz", "sq", "http://example.com/"},
    {"example.arc", "is", "http://example.com/"},
    {"example.arc.gz", "is", "http://example.com/"},
    {"example.warc", "iisqvq", "http://example.com/"},
    {"example.warc.gz", "iisqvq", "http://example.com/"},
    {"post-test.warc.gz", "sqsqsq", "http://httpbin.org/post"},
};

static void
the_public_archives_are_read(void **state)
{
	(void)state;
	struct arena arena;
	struct seen seen;
	struct warc_in warc;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	if (!suite_is_there("warc", "")) {
		print_message("# skipped: no suites/warc under WINNOW_SHARED\n");
		arena_clear(&arena);
		return;
	}
	for (size_t i = 0; i < sizeof suite / sizeof *suite; i++) {
		print_message("# %s\n", suite[i].name);
		assert_true(warc_in_open(&warc, suite_path(&arena, "warc", suite[i].name)));
		read_all(&arena, &warc, &seen);
		warc_in_close(&warc);
		assert_string_equal(seen.letters, suite[i].letters);
		const char *first = strpbrk(seen.letters, "s!");
		while (first && !seen.uri[first - seen.letters].ptr)
			first = strpbrk(first + 1, "s!");
		struct str uri = first ? seen.uri[first - seen.letters] : str_from(NULL);
		assert_true(str_eq(uri, str_from(suite[i].uri_of_first_page)));
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(small_archives_are_read),
	    cmocka_unit_test(compressed_archives_are_read),
	    cmocka_unit_test(a_record_may_go_on_in_the_next_member),
	    cmocka_unit_test(a_block_over_the_limit_is_told_as_too_large),
	    cmocka_unit_test(a_header_over_the_limit_is_bad),
	    cmocka_unit_test(what_is_wrong_is_told_with_its_offset),
	    cmocka_unit_test(a_pipe_flows_record_by_record),
	    cmocka_unit_test(archives_are_told_from_pages),
	    cmocka_unit_test(the_public_archives_are_read),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
