/* SPDX-License-Identifier: MIT */
/* test_parse_encoding.c - parse/encoding.c: labels, declarations, bytes that speak for themselves
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/encoding.h"
#include "parse/encoding_declared.h"
#include "parse/encoding_label.h"

/* One sentence about pain in the encodings that it is met in. */
#define ZH_UTF8 "疼痛是一种复杂的生理心理活动，是临床上最常见的症状之一。"
#define ZH_GBK                                                                                     \
	"\xcc\xdb\xcd\xb4\xca\xc7\xd2\xbb\xd6\xd6\xb8\xb4\xd4\xd3\xb5\xc4\xc9\xfa\xc0\xed\xd0\xc4" \
	"\xc0\xed\xbb\xee\xb6\xaf\xa3\xac\xca\xc7\xc1\xd9\xb4\xb2\xc9\xcf\xd7\xee\xb3\xa3\xbc\xfb" \
	"\xb5\xc4\xd6\xa2\xd7\xb4\xd6\xae\xd2\xbb\xa1\xa3"
#define ZH_BIG5                                                                                    \
	"\xafk\xb5h\xacO\xa4@"                                                                     \
	"\xba\xd8\xbd\xc6\xc2\xf8\xaa\xba\xa5\xcd\xb2z\xa4\xdf\xb2z\xac\xa1\xb0\xca\xa1\x41\xacO"  \
	"\xc1{\xa7\xc9\xa4W\xb3\xcc\xb1`\xa8\xa3\xaa\xba\xafg\xaa\xac\xa4\xa7\xa4@\xa1\x43"
#define JA_SHIFT                                                                                   \
	"\x92\xc9\x82\xdd\x82\xcd\x91\xcc\x82\xcc\x88\xd9\x8f\xed\x82\xf0\x92m\x82\xe7\x82\xb9"    \
	"\x82\xe9\x91\xe5\x90\xd8\x82\xc8\x82\xb5\x82\xad\x82\xdd\x82\xc5\x82\xb7\x81\x42"
#define JA_EUC                                                                                     \
	"\xc4\xcb\xa4\xdf\xa4\xcf\xc2\xce\xa4\xce\xb0\xdb\xbe\xef\xa4\xf2\xc3\xce\xa4\xe9\xa4\xbb" \
	"\xa4\xeb\xc2\xe7\xc0\xda\xa4\xca\xa4\xb7\xa4\xaf\xa4\xdf\xa4\xc7\xa4\xb9\xa1\xa3"
#define KO_EUC                                                                                     \
	"\xc5\xeb\xc1\xf5\xc0\xba \xb8\xf6\xc0\xc7 \xc0\xcc\xbb\xf3\xc0\xbb "                      \
	"\xbe\xcb\xb8\xae\xb4\xc2 \xc1\xdf\xbf\xe4\xc7\xd1 \xbd\xc5\xc8\xa3\xc0\xcc\xb4\xd9."
#define RU_1251                                                                                    \
	"\xc1\xee\xeb\xfc \xff\xe2\xeb\xff\xe5\xf2\xf1\xff \xe2\xe0\xe6\xed\xfb\xec "              \
	"\xf1\xe8\xe3\xed\xe0\xeb\xee\xec \xee\xf0\xe3\xe0\xed\xe8\xe7\xec\xe0 \xee "              \
	"\xef\xee\xe2\xf0\xe5\xe6\xe4\xe5\xed\xe8\xe8 \xf2\xea\xe0\xed\xe5\xe9"
#define RU_KOI8                                                                                    \
	"\xe2\xcf\xcc\xd8 \xd1\xd7\xcc\xd1\xc5\xd4\xd3\xd1 \xd7\xc1\xd6\xce\xd9\xcd "              \
	"\xd3\xc9\xc7\xce\xc1\xcc\xcf\xcd \xcf\xd2\xc7\xc1\xce\xc9\xda\xcd\xc1 \xcf "              \
	"\xd0\xcf\xd7\xd2\xc5\xd6\xc4\xc5\xce\xc9\xc9 \xd4\xcb\xc1\xce\xc5\xca"
#define EL_8859                                                                                    \
	"\xcf \xf0\xfc\xed\xef\xf2 \xe5\xdf\xed\xe1\xe9 \xdd\xed\xe1 "                             \
	"\xf3\xe7\xec\xe1\xed\xf4\xe9\xea\xfc \xf3\xde\xec\xe1 \xf4\xef\xf5 "                      \
	"\xef\xf1\xe3\xe1\xed\xe9\xf3\xec\xef\xfd"

#define HTTP_GBK   "text/html; charset=gbk"
#define HTTP_BIG5  "text/html; charset=big5"
#define HTTP_UTF8  "text/html; charset=utf-8"
#define HTTP_LATIN "text/html; charset=iso-8859-1"
#define HTTP_NONE  "text/html"
#define SIXTY_FOUR "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define QUARTER    SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR
#define KILOBYTE   QUARTER QUARTER QUARTER QUARTER
#define META(name) "<meta charset=" name ">"

static const struct {
	const char *name;
	struct str body;
	const char *content_type, *override, *expected, *source;
} CASES[] = {
    {"nothing at all", STR_INIT(""), NULL, NULL, "windows-1252", "default"},
    {"ASCII", STR_INIT("<p>x"), HTTP_NONE, NULL, "windows-1252", "default"},
    {"a mark", STR_INIT("\xef\xbb\xbfx"), HTTP_GBK, NULL, "UTF-8", "bom"},
    {"a mark before the operator", STR_INIT("\xff\xfex\0"), NULL, "gbk", "UTF-16LE", "bom"},
    {"a big-endian mark", STR_INIT("\xfe\xff\0x"), NULL, NULL, "UTF-16BE", "bom"},
    {"the operator before HTTP", STR_INIT("x"), HTTP_BIG5, "gb2312", "GBK", "override"},
    {"the operator before the bytes", STR_INIT(ZH_UTF8), NULL, "gbk", "GBK", "override"},
    {"an operator's typing error", STR_INIT("x"), HTTP_BIG5, "gbkk", "Big5", "http"},
    {"HTTP before meta", STR_INIT(META("big5")), HTTP_GBK, NULL, "GBK", "http"},
    {"an unknown label in HTTP", STR_INIT(META("big5")), "text/html; charset=none", NULL, "Big5",
	"meta"},
    {"an empty label in HTTP", STR_INIT(META("big5")), "text/html; charset=", NULL, "Big5", "meta"},
    {"meta", STR_INIT(META("gb2312") ZH_GBK), HTTP_NONE, NULL, "GBK", "meta"},
    {"meta with http-equiv",
	STR_INIT("<META http-equiv=Content-Type content='text/html;charset=gb2312'>" ZH_GBK), NULL,
	NULL, "GBK", "meta"},
    {"meta in a comment", STR_INIT("<!-- " META("gbk") " -->"), NULL, NULL, "windows-1252",
	"default"},
    {"meta in an attribute", STR_INIT("<p title='" META("gbk") "'>"), NULL, NULL, "windows-1252",
	"default"},
    {"meta says UTF-16 in ASCII", STR_INIT(META("utf-16le")), NULL, NULL, "UTF-8", "meta"},
    {"meta far down", STR_INIT("<!--" KILOBYTE "-->" META("gbk")), NULL, NULL, "GBK", "meta"},
    {"meta far down in a script",
	STR_INIT("<!--" KILOBYTE "--><script>'" META("gbk") "'</script><p>"), NULL, NULL,
	"windows-1252", "default"},
    {"an XML declaration", STR_INIT("<?xml version='1.0' encoding='gbk'?>"), NULL, NULL, "GBK",
	"meta"},
    {"meta before the XML declaration",
	STR_INIT("<?xml version='1.0' encoding='gbk'?>" META("big5")), NULL, NULL, "Big5", "meta"},
    {"declared and true: UTF-8", STR_INIT(ZH_UTF8), HTTP_UTF8, NULL, "UTF-8", "http"},
    {"declared and true: GBK", STR_INIT(ZH_GBK), HTTP_GBK, NULL, "GBK", "http"},
    {"declared and true: gb18030", STR_INIT(ZH_GBK), "a/b;charset=gb18030", NULL, "gb18030",
	"http"},
    {"declared and true: Big5", STR_INIT(ZH_BIG5), HTTP_BIG5, NULL, "Big5", "http"},
    {"declared and true: Shift_JIS", STR_INIT(JA_SHIFT), "a/b;charset=sjis", NULL, "Shift_JIS",
	"http"},
    {"declared and true: EUC-KR", STR_INIT(KO_EUC), "a/b;charset=euc-kr", NULL, "EUC-KR", "http"},
    {"declared and true: windows-1251", STR_INIT(RU_1251), "a/b;charset=cp1251", NULL,
	"windows-1251", "http"},
    {"declared and true: KOI8-R", STR_INIT(RU_KOI8), "a/b;charset=koi8-r", NULL, "KOI8-R", "http"},
    {"declared and true: Latin", STR_INIT("d\xe9j\xe0 vu \xc0 l'\xe9t\xe9"), HTTP_LATIN, NULL,
	"windows-1252", "http"},
    {"declared and nearly true: UTF-8", STR_INIT(ZH_UTF8 "\xff\xfe"), HTTP_UTF8, NULL, "UTF-8",
	"http"},
    {"UTF-8 declared GBK", STR_INIT(ZH_UTF8), HTTP_GBK, NULL, "UTF-8", "contradicted"},
    {"UTF-8 declared GBK, cut in a character", STR_INIT(ZH_UTF8 ZH_UTF8 "\xe7\x96"), HTTP_GBK, NULL,
	"UTF-8", "contradicted"},
    {"UTF-8 declared GBK by meta", STR_INIT(META("gb2312") ZH_UTF8), NULL, NULL, "UTF-8",
	"contradicted"},
    {"UTF-8 declared Latin", STR_INIT("d\xc3\xa9j\xc3\xa0"), HTTP_LATIN, NULL, "UTF-8",
	"contradicted"},
    {"three characters of GBK that are UTF-8 by chance", STR_INIT("\xef\xbf\xbd\xef\xbf\xbd"),
	HTTP_GBK, NULL, "GBK", "http"},
    {"GBK declared UTF-8", STR_INIT(ZH_GBK), HTTP_UTF8, NULL, "GBK", "contradicted"},
    {"Big5 declared UTF-8", STR_INIT(ZH_BIG5), HTTP_UTF8, NULL, "Big5", "contradicted"},
    {"Shift_JIS declared UTF-8", STR_INIT(JA_SHIFT), HTTP_UTF8, NULL, "Shift_JIS", "contradicted"},
    {"Latin declared UTF-8", STR_INIT("it\x92s a caf\xe9"), HTTP_UTF8, NULL, "windows-1252",
	"contradicted"},
    {"GBK declared Latin", STR_INIT(META("gb2312") ZH_GBK), HTTP_LATIN, NULL, "GBK",
	"contradicted"},
    {"Big5 declared GBK", STR_INIT(ZH_BIG5), HTTP_GBK, NULL, "Big5", "contradicted"},
    {"GBK declared Big5", STR_INIT(ZH_GBK), HTTP_BIG5, NULL, "GBK", "contradicted"},
    {"a few rare characters of GBK prove nothing against it",
	STR_INIT("\xb0\xf4\xcc\xc7\xc9\xaf\xc2\xb6\xb9\xa8\xb1\xd9\xc0\xbc\xb8\xd8"), HTTP_GBK,
	NULL, "GBK", "http"},
    {"EUC-JP declared Shift_JIS", STR_INIT(JA_EUC), "a/b;charset=sjis", NULL, "EUC-JP",
	"contradicted"},
    {"undeclared UTF-8", STR_INIT(ZH_UTF8), NULL, NULL, "UTF-8", "detected"},
    {"undeclared UTF-8 with one accent", STR_INIT("<p>caf\xc3\xa9"), NULL, NULL, "UTF-8",
	"detected"},
    {"undeclared GBK", STR_INIT("<p>" ZH_GBK), NULL, NULL, "GBK", "detected"},
    {"undeclared Big5", STR_INIT("<p>" ZH_BIG5), NULL, NULL, "Big5", "detected"},
    {"undeclared Shift_JIS", STR_INIT("<p>" JA_SHIFT), NULL, NULL, "Shift_JIS", "detected"},
    {"undeclared EUC-JP", STR_INIT("<p>" JA_EUC), NULL, NULL, "EUC-JP", "detected"},
    {"undeclared EUC-KR", STR_INIT("<p>" KO_EUC), NULL, NULL, "EUC-KR", "detected"},
    {"undeclared ISO-2022-JP", STR_INIT("<p>\x1b$BDK$_$OBN$N0[>o\x1b(B</p>"), NULL, NULL,
	"ISO-2022-JP", "detected"},
    {"undeclared Russian", STR_INIT("<p>" RU_1251), NULL, NULL, "windows-1251", "detected"},
    {"undeclared Russian of Unix", STR_INIT("<p>" RU_KOI8), NULL, NULL, "KOI8-R", "detected"},
    {"undeclared Greek", STR_INIT("<p>" EL_8859), NULL, NULL, "ISO-8859-7", "detected"},
    {"undeclared UTF-16LE", STR_INIT("<\0p\0>\0\xbc\x75"), NULL, NULL, "UTF-16LE", "detected"},
    {"undeclared UTF-16BE", STR_INIT("\0<\0p\0>\x75\xbc"), NULL, NULL, "UTF-16BE", "detected"},
    {"undeclared, two letters outside ASCII", STR_INIT("<p>it\x92s a caf\xe9"), NULL, NULL,
	"windows-1252", "default"},
};

static void
each_page_is_read_in_its_encoding(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct encoding_choice out;
		encoding_sniff(CASES[i].body, str_from(CASES[i].content_type),
		    str_from(CASES[i].override), &out);
		if (strcmp(out.name, CASES[i].expected) != 0 ||
		    strcmp(out.source, CASES[i].source) != 0)
			fail_msg("%s: %s by %s", CASES[i].name, out.name, out.source);
	}
}

static void
labels_ignore_case_and_blanks(void **state)
{
	(void)state;
	assert_string_equal(encoding_label_name(STR(" GB2312\n")), "GBK");
	assert_string_equal(encoding_label_name(STR("Latin1")), "windows-1252");
	assert_null(encoding_label_name(STR("gb 2312")));
	assert_null(encoding_label_name(STR("")));
	assert_null(encoding_label_name((struct str){NULL, 0}));
}

static bool
read_suite(struct arena *arena, const char *name, struct str *out)
{
	const char *shared = getenv("WINNOW_SHARED");
	FILE *file = fopen(
	    arena_printf(arena, "%s/suites/encoding/%s", shared ? shared : "../shared", name).ptr,
	    "r");
	if (!file) {
		print_message("# skipped: no suites/encoding/%s under WINNOW_SHARED\n", name);
		return false;
	}
	char *bytes = arena_alloc(arena, 1u << 18);
	*out = (struct str){bytes, fread(bytes, 1, 1u << 18, file)};
	fclose(file);
	return true;
}

static bool
is_named(const char *name, struct str expected)
{
	return str_eq_nocase(str_from(name ? name : "-"), expected);
}

/* Lines of input TAB name, "-" for none. */
static unsigned
lines_that_differ(struct str lines, const char *read(struct str), unsigned *n)
{
	unsigned n_differ = 0;
	while (lines.len > 0) {
		struct str expected = str_cut(&lines, '\n');
		struct str input = str_cut(&expected, '\t');
		++*n;
		if (is_named(read(input), expected))
			continue;
		n_differ++;
		print_message("# '%.*s' is '%.*s'\n", STR_ARGS(input), STR_ARGS(expected));
	}
	return n_differ;
}

static void
every_label_of_the_standard_is_known(void **state)
{
	(void)state;
	struct arena arena;
	struct str lines = {NULL, 0};
	unsigned n = 0;
	arena_init(&arena, 1u << 20);
	if (!read_suite(&arena, "labels.tsv", &lines)) {
		arena_clear(&arena);
		skip();
	}
	assert_int_equal(lines_that_differ(lines, encoding_label_name, &n), 0);
	assert_int_equal(n, 228);
	arena_clear(&arena);
}

static void
every_content_type_of_the_suite_agrees(void **state)
{
	(void)state;
	struct arena arena;
	struct str lines = {NULL, 0};
	unsigned n = 0;
	arena_init(&arena, 1u << 20);
	if (!read_suite(&arena, "charset_cases.tsv", &lines)) {
		arena_clear(&arena);
		skip();
	}
	assert_int_equal(lines_that_differ(lines, encoding_of_content_type, &n), 0);
	assert_int_equal(n, 26);
	arena_clear(&arena);
}

/* What we answer otherwise, on purpose. */
static const struct {
	const char *file, *suite_says, *we_say, *reason;
} DIFFERENCES[] = {
    {"sniff/test-yahoo-jp.dat", "euc-jp", "UTF-8",
	"the file declares EUC-JP and is stored in UTF-8: a wrong declaration is overruled"},
    {"sniff/scripted/tests1.dat", "iso-8859-2", "windows-1252", "no script is run here"},
};

static bool
is_listed(const char *file, struct str suite_says, const char *we_say)
{
	for (size_t i = 0; i < sizeof DIFFERENCES / sizeof *DIFFERENCES; i++) {
		if (strcmp(DIFFERENCES[i].file, file) == 0 &&
		    strcmp(DIFFERENCES[i].we_say, we_say) == 0 &&
		    str_eq_nocase(suite_says, str_from(DIFFERENCES[i].suite_says))) {
			print_message("# %s: %s\n", file, DIFFERENCES[i].reason);
			return true;
		}
	}
	return false;
}

/* Cases of "#data", the page, "#encoding", its name. */
static unsigned
pages_that_differ(const char *file, struct str rest, unsigned *n)
{
	unsigned n_differ = 0;
	size_t at;
	while ((at = str_find(rest, STR("#data\n"))) != STR_NOT_FOUND) {
		rest = str_slice(rest, at + strlen("#data\n"), rest.len);
		size_t end = str_find(rest, STR("\n#encoding\n"));
		struct str page = str_slice(rest, 0, end);
		rest = str_slice(rest, end + strlen("\n#encoding\n"), rest.len);
		struct str expected = str_trim(str_cut(&rest, '\n'));
		struct encoding_choice out;
		encoding_sniff(page, STR("text/html"), (struct str){NULL, 0}, &out);
		++*n;
		if (is_named(out.name, expected) || is_listed(file, expected, out.name))
			continue;
		n_differ++;
		print_message("# %s: %s, not %.*s: %.*s\n", file, out.name, STR_ARGS(expected),
		    STR_ARGS(page));
	}
	return n_differ;
}

static void
every_page_of_the_sniffing_suite_agrees(void **state)
{
	(void)state;
	static const char *const FILES[] = {"sniff/tests1.dat", "sniff/tests2.dat",
	    "sniff/test-yahoo-jp.dat", "sniff/scripted/tests1.dat"};
	struct arena arena;
	unsigned n = 0, n_differ = 0;
	arena_init(&arena, 4u << 20);
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		struct str text = {NULL, 0};
		if (!read_suite(&arena, FILES[i], &text)) {
			arena_clear(&arena);
			skip();
		}
		n_differ += pages_that_differ(FILES[i], text, &n);
	}
	arena_clear(&arena);
	assert_in_range(n, 80, 1000);
	assert_int_equal(n_differ, 0);
}

static void
big5_of_the_suite_is_detected(void **state)
{
	(void)state;
	struct arena arena;
	struct str text = {NULL, 0};
	struct encoding_choice out;
	arena_init(&arena, 1u << 20);
	if (!read_suite(&arena, "sniff/chardet/test_big5.txt", &text)) {
		arena_clear(&arena);
		skip();
	}
	encoding_sniff(text, (struct str){NULL, 0}, (struct str){NULL, 0}, &out);
	assert_string_equal(out.name, "Big5");
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_page_is_read_in_its_encoding),
	    cmocka_unit_test(labels_ignore_case_and_blanks),
	    cmocka_unit_test(every_label_of_the_standard_is_known),
	    cmocka_unit_test(every_content_type_of_the_suite_agrees),
	    cmocka_unit_test(every_page_of_the_sniffing_suite_agrees),
	    cmocka_unit_test(big5_of_the_suite_is_detected),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
