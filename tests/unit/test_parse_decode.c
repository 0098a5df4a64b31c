/* SPDX-License-Identifier: MIT */
/* test_parse_decode.c - parse/decode.c, by cases and against the indexes of the WHATWG */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "lib/arena.h"
#include "parse/decode.h"

#define BROKEN "\xef\xbf\xbd"

static const struct {
	const char *name, *encoding;
	struct str input;
	const char *expected;
	unsigned n_replaced;
} CASES[] = {
    {"ASCII", "UTF-8", STR_INIT("abc"), "abc", 0},
    {"nothing", "UTF-8", STR_INIT(""), "", 0},
    {"nothing in GBK", "GBK", STR_INIT(""), "", 0},
    {"UTF-8", "UTF-8", STR_INIT("疼痛é😀"), "疼痛é😀", 0},
    {"its mark goes", "UTF-8", STR_INIT("\xef\xbb\xbfx"), "x", 0},
    {"only the first mark goes", "UTF-8", STR_INIT("\xef\xbb\xbf\xef\xbb\xbfx"), "\xef\xbb\xbfx",
	0},
    {"zeros go", "UTF-8", STR_INIT("a\0b\0"), "ab", 0},
    {"zeros go from GBK", "GBK", STR_INIT("\0\xb5\xc4\0"), "的", 0},
    {"overlong UTF-8", "UTF-8", STR_INIT("\xc0\xaf"), BROKEN BROKEN, 2},
    {"a surrogate in UTF-8", "UTF-8", STR_INIT("\xed\xa0\x80"), BROKEN BROKEN BROKEN, 3},
    {"beyond Unicode", "UTF-8", STR_INIT("\xf4\x90\x80\x80"), BROKEN BROKEN BROKEN BROKEN, 4},
    {"a cut sequence of three", "UTF-8", STR_INIT("\xe7\x96"), BROKEN, 1},
    {"a cut sequence before a letter", "UTF-8", STR_INIT("\xf0\x9f\x98z"), BROKEN "z", 1},
    {"a lone trail byte", "UTF-8", STR_INIT("a\x80z"), "a" BROKEN "z", 1},
    {"five bytes of old", "UTF-8", STR_INIT("\xf8\x88\x80\x80\x80"),
	BROKEN BROKEN BROKEN BROKEN BROKEN, 5},
    {"GBK", "GBK", STR_INIT("\xcc\xdb\xcd\xb4"), "疼痛", 0},
    {"a character of GBK beyond gb2312", "GBK", STR_INIT("\xdb\x5b"), "踇", 0},
    {"four bytes of GB18030", "GBK", STR_INIT("\x94\x39\xda\x33"), "💩", 0},
    {"the euro of code page 936", "GBK", STR_INIT("\x80"), "€", 0},
    {"0xFF in GBK", "GBK", STR_INIT("\xff\xff"), BROKEN BROKEN, 2},
    {"a lead before markup keeps the markup", "GBK", STR_INIT("\xb5<p>"), BROKEN "<p>", 1},
    {"a pair that is no character", "GBK", STR_INIT("\xb5\xff<"), BROKEN "<", 1},
    {"GBK cut in a character", "GBK", STR_INIT("\xcc\xdb\xcd"), "疼" BROKEN, 1},
    {"GB18030 cut in four bytes", "gb18030", STR_INIT("\x94\x39\xda"), BROKEN, 1},
    {"four bytes broken in the third", "gb18030", STR_INIT("\x81\x30<a>"), BROKEN "0<a>", 1},
    {"four bytes that mean nothing", "gb18030", STR_INIT("\x84\x31\xa5\x30z"), BROKEN "z", 1},
    {"four bytes that glibc lacks", "gb18030", STR_INIT("\x84\x31\x82\x36"), "\xef\xb8\x90", 0},
    {"Big5", "Big5", STR_INIT("\xaf\x6b\xb5\x68"), "疼痛", 0},
    {"Big5 with a backslash for a trail", "Big5", STR_INIT("\xb3\x5c\xa5\x5c"), "許功", 0},
    {"Big5 of Hong Kong", "Big5", STR_INIT("\x88\x66"), "Ê", 0},
    {"Big5 that becomes two characters", "Big5", STR_INIT("\x88\x62"), "Ê\xcc\x84", 0},
    {"Big5 that glibc lacks", "Big5", STR_INIT("\xa2\xcc\xa3\xe1"), "十€", 0},
    {"an unknown pair keeps its ASCII", "Big5", STR_INIT("\x81\x40"), BROKEN "@", 1},
    {"an unknown pair without ASCII", "Big5", STR_INIT("\x81\xa1@"), BROKEN "@", 1},
    {"EUC-KR", "EUC-KR", STR_INIT("\xc7\xd1\xb1\xb9\xbe\xee"), "한국어", 0},
    {"a syllable beyond EUC-KR", "EUC-KR", STR_INIT("\x8c\x63"), "똠", 0},
    {"Shift_JIS", "Shift_JIS", STR_INIT("\x93\xfa\x96\x7b\xb1\x5c"), "日本ｱ\\", 0},
    {"Shift_JIS of Windows", "Shift_JIS", STR_INIT("\x81\x60\x87\x40"), "～①", 0},
    {"EUC-JP", "EUC-JP", STR_INIT("\xc6\xfc\xcb\xdc\x8e\xb1\xad\xa1"), "日本ｱ①", 0},
    {"EUC-JP of three bytes", "EUC-JP", STR_INIT("\x8f\xb0\xa1"), "丂", 0},
    {"EUC-JP broken", "EUC-JP", STR_INIT("\xc6<\x8e<\x8f\xb0<\xff"),
	BROKEN "<" BROKEN "<" BROKEN "<" BROKEN, 4},
    {"EUC-JP unknown", "EUC-JP", STR_INIT("\xa9\xa1z"), BROKEN "z", 1},
    {"ISO-2022-JP", "ISO-2022-JP", STR_INIT("a\x1b$BF|K\\\x1b(Bb"), "a日本b", 0},
    {"its Roman letters", "ISO-2022-JP", STR_INIT("\x1b(J\\~a"), "¥‾a", 0},
    {"its katakana", "ISO-2022-JP", STR_INIT("\x1b(I1"), "ｱ", 0},
    {"its empty escapes", "ISO-2022-JP", STR_INIT("\x1b(B\x1b(Ba"), BROKEN "a", 1},
    {"its broken escapes", "ISO-2022-JP", STR_INIT("\x1b[a"), BROKEN "[a", 1},
    {"a pair cut by an escape", "ISO-2022-JP", STR_INIT("\x1b$BF\x1b(Ba"), BROKEN "a", 1},
    {"windows-1252", "windows-1252", STR_INIT("\x80\x93\xe9\xff"), "€“éÿ", 0},
    {"windows-1252 and its controls", "windows-1252", STR_INIT("\x81\x9d"), "\xc2\x81\xc2\x9d", 0},
    {"a gap of windows-1253", "windows-1253", STR_INIT("\xaa\xe1"), BROKEN "α", 1},
    {"windows-1255 composes nothing", "windows-1255", STR_INIT("\xf9\xd1"), "ש\xd7\x81", 0},
    {"windows-1258 composes nothing", "windows-1258", STR_INIT("a\xec"), "a\xcc\x81", 0},
    {"windows-874", "windows-874", STR_INIT("\xa1\xdb"), "ก" BROKEN, 1},
    {"windows-1251", "windows-1251", STR_INIT("\xcc\xe8\xf0"), "Мир", 0},
    {"KOI8-R", "KOI8-R", STR_INIT("\xed\xc9\xd2"), "Мир", 0},
    {"KOI8-U and Belarusian", "KOI8-U", STR_INIT("\xae\xbe\xa4"), "ўЎє", 0},
    {"IBM866", "IBM866", STR_INIT("\x8c\xa8\xe0"), "Мир", 0},
    {"macintosh", "macintosh", STR_INIT("\x8e\xdb\xc6"), "é€∆", 0},
    {"x-mac-cyrillic", "x-mac-cyrillic", STR_INIT("\x8c\xff\xa2"), "М€Ґ", 0},
    {"ISO-8859-8-I", "ISO-8859-8-I", STR_INIT("\xf9\x80"), "ש\xc2\x80", 0},
    {"ISO-8859-15", "ISO-8859-15", STR_INIT("\xa4"), "€", 0},
    {"x-user-defined", "x-user-defined", STR_INIT("a\x80\xff"), "a\xef\x9e\x80\xef\x9f\xbf", 0},
    {"UTF-16LE", "UTF-16LE", STR_INIT("\xff\xfe\x3c\0\x3d\xd8\x00\xde"), "<😀", 0},
    {"UTF-16BE", "UTF-16BE", STR_INIT("\0<\x75\xbc"), "<疼", 0},
    {"UTF-16 with half a pair", "UTF-16BE", STR_INIT("\xd8\x3d\0<\xdc\0"), BROKEN "<" BROKEN, 2},
    {"UTF-16 with half a unit", "UTF-16BE", STR_INIT("\0<\0"), "<" BROKEN, 1},
    {"what must not be decoded", "replacement", STR_INIT("<script>"), BROKEN, 1},
};

static bool
decode(struct arena *arena, const char *encoding, struct str body, struct decoded *out)
{
	struct encoding_choice choice = {encoding, "override"};
	return decode_to_utf8(arena, body, &choice, out);
}

static void
each_case_decodes(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct decoded out;
		bool done = decode(&arena, CASES[i].encoding, CASES[i].input, &out);
		if (!done || !str_eq(out.text, str_from(CASES[i].expected)) ||
		    out.n_replaced != CASES[i].n_replaced)
			fail_msg("%s: got '%.*s', %zu replaced", CASES[i].name, STR_ARGS(out.text),
			    out.n_replaced);
	}
	arena_clear(&arena);
}

static void
sound_text_is_not_copied(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	struct str body = STR("\xef\xbb\xbf<p>疼痛</p>");
	struct decoded out;
	assert_true(decode(&arena, "UTF-8", body, &out));
	assert_ptr_equal(out.text.ptr, body.ptr + 3);
	assert_true(decode(&arena, "GBK", STR("<p>x</p>"), &out));
	assert_int_equal(arena.used, 0);
	arena_clear(&arena);
}

/* A body whose pieces cross every boundary that the decoder works in. */
static void
long_bodies_decode_as_short_ones(void **state)
{
	(void)state;
	static const struct {
		const char *encoding;
		struct str piece;
		const char *expected;
	} PIECES[] = {
	    {"GBK", STR_INIT("a\xcc\xdb\x94\x39\xda\x33"), "a疼💩"},
	    {"Big5", STR_INIT("\xaf\x6b\x88\x62x"), "疼Ê\xcc\x84x"},
	    {"EUC-JP", STR_INIT("\xc6\xfcz\x8f\xb0\xa1"), "日z丂"},
	    {"UTF-16LE", STR_INIT("<\0\x3d\xd8\x00\xde"), "<😀"},
	};
	struct arena arena;
	arena_init(&arena, 8u << 20);
	for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
		struct str piece = PIECES[i].piece, expected = str_from(PIECES[i].expected);
		const size_t n = 20000;
		char *body = arena_alloc(&arena, n * piece.len);
		for (size_t k = 0; k < n; k++)
			memcpy(body + k * piece.len, piece.ptr, piece.len);
		struct decoded out;
		assert_true(
		    decode(&arena, PIECES[i].encoding, (struct str){body, n * piece.len}, &out));
		assert_int_equal(out.n_replaced, 0);
		assert_int_equal(out.text.len, n * expected.len);
		for (size_t k = 0; k < n; k++)
			assert_memory_equal(
			    out.text.ptr + k * expected.len, expected.ptr, expected.len);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

/* Every body decodes to valid UTF-8 without a zero, whatever its bytes. */
static void
any_bytes_become_valid_utf8(void **state)
{
	(void)state;
	static const char *const NAMES[] = {"UTF-8", "GBK", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR",
	    "ISO-2022-JP", "UTF-16LE", "windows-1252", "windows-1255", "x-user-defined"};
	struct arena arena;
	arena_init(&arena, 1u << 20);
	uint32_t random = 12345;
	for (unsigned round = 0; round < 2000; round++) {
		char bytes[97];
		for (size_t i = 0; i < sizeof bytes; i++) {
			random = random * 1664525u + 1013904223u;
			bytes[i] = (char)(random >> 24);
		}
		struct decoded out;
		const char *name = NAMES[round % (sizeof NAMES / sizeof *NAMES)];
		assert_true(decode(&arena, name, (struct str){bytes, sizeof bytes}, &out));
		assert_null(u8_check((const uint8_t *)out.text.ptr, out.text.len));
		assert_null(memchr(out.text.ptr, 0, out.text.len));
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

/* Each file of the suite has every code of an index, one a line, and what it stands for beside. */
static const struct {
	const char *file, *encoding;
} INDEXES[] = {
    {"gb18030", "gb18030"},
    {"gb18030", "GBK"},
    {"big5", "Big5"},
    {"euc_kr", "EUC-KR"},
    {"shift_jis", "Shift_JIS"},
    {"jis0208", "EUC-JP"},
    {"jis0212", "EUC-JP"},
    {"iso_2022_jp", "ISO-2022-JP"},
};

static bool
read_suite(struct arena *arena, const char *stem, const char *end, struct str *out)
{
	const char *shared = getenv("WINNOW_SHARED");
	const char *path =
	    arena_printf(arena, "%s/suites/encoding/%s%s", shared ? shared : "../shared", stem, end)
		.ptr;
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	char *bytes = arena_alloc(arena, 1u << 20);
	*out = (struct str){bytes, fread(bytes, 1, 1u << 20, file)};
	fclose(file);
	return true;
}

/* Line by line, where the standard's own text for a broken code may differ in nothing. */
static unsigned
lines_that_differ(struct arena *arena, const char *encoding, struct str in, struct str ref)
{
	unsigned n_differ = 0;
	while (in.ptr && ref.ptr) {
		struct str line = str_cut(&in, '\n'), expected = str_cut(&ref, '\n');
		struct decoded out;
		assert_true(decode(arena, encoding, line, &out));
		if (str_eq(out.text, expected))
			continue;
		if (n_differ++ < 10)
			print_message("# %s: '%.*s' for '%.*s'\n", encoding, STR_ARGS(out.text),
			    STR_ARGS(expected));
	}
	return n_differ;
}

static void
every_code_of_the_indexes_agrees(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof INDEXES / sizeof *INDEXES; i++) {
		struct str in = {NULL, 0}, ref = {NULL, 0};
		if (!read_suite(&arena, INDEXES[i].file, "_in.txt", &in) ||
		    !read_suite(&arena, INDEXES[i].file, "_in_ref.txt", &ref)) {
			print_message("# skipped: no suites/encoding under WINNOW_SHARED\n");
			arena_clear(&arena);
			skip();
		}
		assert_int_equal(lines_that_differ(&arena, INDEXES[i].encoding, in, ref), 0);
		struct decoded whole;
		assert_true(decode(&arena, INDEXES[i].encoding, in, &whole));
		assert_true(str_eq(whole.text, ref));
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_case_decodes),
	    cmocka_unit_test(sound_text_is_not_copied),
	    cmocka_unit_test(long_bodies_decode_as_short_ones),
	    cmocka_unit_test(any_bytes_become_valid_utf8),
	    cmocka_unit_test(every_code_of_the_indexes_agrees),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
