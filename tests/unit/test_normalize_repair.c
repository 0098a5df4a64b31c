/* SPDX-License-Identifier: MIT */
/* test_normalize_repair.c - what is repaired in a text, and what must never change */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "normalize/repair.h"
#include "tests/unit/normalize_snippets.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

struct pair {
	const char *name, *in, *out;
};

static void
check(struct repair *repair, enum repair_kind kind, const struct pair *pairs, size_t n)
{
	struct arena arena;
	arena_init(&arena, 1u << 24);
	for (size_t i = 0; i < n; i++) {
		struct str text = str_from(pairs[i].in);
		repair_text(repair, &arena, kind, &text);
		if (!str_eq(text, str_from(pairs[i].out)))
			fail_msg("%s: '%s': wanted '%s', got '%.*s'", pairs[i].name, pairs[i].in,
			    pairs[i].out, STR_ARGS(text));
		assert_false(repair_text(repair, &arena, kind, &text)); /* twice is once */
	}
	arena_clear(&arena);
}

static void
repair_cleans_prose(void **state)
{
	static const struct pair pairs[] = {
	    {"spaces at both ends", "  a b  ", "a b"},
	    {"runs of spaces", "a  \t b", "a b"},
	    {"ideographic indent", "　　腰痛", "腰痛"},
	    {"no-break indent", "\u00a0\u00a0腰痛", "腰痛"},
	    {"space between Han", "腰 痛", "腰痛"},
	    {"no-break space between Han", "腰\u00a0痛", "腰痛"},
	    {"ideographic space between Han divides", "姓名　职称", "姓名　职称"},
	    {"space between Han and Latin", "维生素 C 片", "维生素 C 片"},
	    {"space after a mark", "甲。 乙", "甲。 乙"},
	    {"line ends", "a\r\nb\rc", "a\nb\nc"},
	    {"blank lines", "a\n\n \nb", "a\nb"},
	    {"line separator", "a\u2028b", "a\nb"},
	    {"thin space", "5\u2009mg", "5 mg"},
	    {"control characters",
		"a\x01\x02\x7f"
		"b",
		"ab"},
	    {"C1 control",
		"a\xc2\x86"
		"b",
		"ab"},
	    {"zero-width space", "腰\u200b痛", "腰痛"},
	    {"byte-order mark", "\ufeff腰痛", "腰痛"},
	    {"soft hyphen", "Wirbel\u00adsäule", "Wirbelsäule"},
	    {"bidi override", "a\u202eb\u202cc", "abc"},
	    {"bidi isolate", "a\u2066b\u2069c", "abc"},
	    {"joiner between letters", "a\u200db", "ab"},
	    {"joiner in an emoji stays", "👨\u200d👩", "👨\u200d👩"},
	    {"non-joiner in Persian stays", "می\u200cخواهم", "می\u200cخواهم"},
	    {"variation selector after Han stays", "葛\U000e0100", "葛\U000e0100"},
	    {"variation selector after a letter", "a\ufe0f", "a"},
	    {"full-width digits and letters", "Ｌ４－Ｌ５，１２３ａｂｃ", "L4－L5，123abc"},
	    {"NFC", "e\u0301", "é"},
	    {"NFC of Hangul", "\u1112\u1161\u11ab", "한"},
	    {"NFC of a compatibility ideograph", "\uf90a", "金"},
	    {"ohm sign", "\u2126", "Ω"},
	    {"NFC after something invisible", "e\u200b\u0301", "é"},
	    {"entities", "a&nbsp;&lt;3个月&gt; &#8451; &#x2103;", "a <3个月> ℃ ℃"},
	    {"entity twice over", "5 &amp;amp;lt; 6", "5 < 6"},
	    {"zero-width by entity", "a&#8203;b", "ab"},
	    {"not an entity", "AT&T R&D; &copy &foo; &", "AT&T R&D; &copy &foo; &"},
	    {"UTF-8 as Latin-1", "cafÃ© naÃ¯ve", "café naïve"},
	    {"UTF-8 as windows-1252", "donâ€™t", "don’t"},
	    {"degree sign as Latin-1", "37Â°", "37°"},
	    {"Chinese as Latin-1", "ä¸­æ–‡", "中文"},
	    {"capital before a quotation's end", "«SANTÉ»", "«SANTÉ»"},
	    {"French stays", "déjà vu, là-bas", "déjà vu, là-bas"},
	    {"Portuguese stays", "IRMÃ e avó", "IRMÃ e avó"},
	};
	struct repair *repair = repair_new(false);
	(void)state;
	check(repair, REPAIR_PROSE, pairs, COUNT(pairs));
	repair_free(repair);
}

/* An odd number of bytes lost its last one: that cannot be undone exactly. */
static void
repair_undoes_utf8_read_as_gbk(void **state)
{
	static const struct pair pairs[] = {
	    {"as GBK", "澶寸棝鍙戠儹鍜冲椊娴佹稌", "头痛发热咳嗽流涕"},
	    {"as GBK, with the euro sign of windows-936", "娉ㄦ剰浼戞伅澶氬枬姘村惂",
		"注意休息多喝水吧"},
	    {"cut", "澶寸棝鍙戠儹鍜冲椊娴佹", "澶寸棝鍙戠儹鍜冲椊娴佹"},
	    {"Chinese stays", "高血压患者应低盐饮食，定期测量血压。",
		"高血压患者应低盐饮食，定期测量血压。"},
	};
	struct repair *repair = repair_new(false);
	(void)state;
	check(repair, REPAIR_PROSE, pairs, COUNT(pairs));
	repair_free(repair);
}

static void
repair_keeps_the_lines_of_code_and_the_spaces_of_labels(void **state)
{
	static const struct pair code[] = {
	    {"spaces and tabs", "a  b\n\tc\n", "a  b\n\tc\n"},
	    {"entities are code", "&lt;b&gt;", "&lt;b&gt;"},
	    {"invisible goes", "a\u200bb", "ab"},
	};
	static const struct pair label[] = {
	    {"space between Han stays", "范李 主治医师", "范李 主治医师"},
	    {"line feed", "a\nb", "a b"},
	    {"ideographic space", "甲　乙", "甲 乙"},
	};
	struct repair *repair = repair_new(false);
	(void)state;
	check(repair, REPAIR_CODE, code, COUNT(code));
	check(repair, REPAIR_LABEL, label, COUNT(label));
	repair_free(repair);
}

static void
repair_writes_chinese_marks_only_on_demand(void **state)
{
	static const struct pair pairs[] = {
	    {"between Han", "疼痛,麻木;无力:是(否)?是!", "疼痛，麻木；无力：是（否）？是！"},
	    {"beside a digit", "1,000 例,5例,约3:1", "1,000 例,5例，约3:1"},
	    {"beside a Latin letter", "维生素C,钙", "维生素C,钙"},
	    {"beside a digit over a space", "约 5 ,钙", "约 5 ,钙"},
	    {"after Han at the end", "注意:", "注意："},
	};
	struct repair *repair = repair_new(true);
	(void)state;
	check(repair, REPAIR_PROSE, pairs, COUNT(pairs));
	repair_free(repair);
}

/* Alone, in a Chinese sentence, and as a label: the bytes that stand there now stand there after.
 */
static void
repair_never_changes_a_figure_unit_sign_or_range(void **state)
{
	struct repair *repair = repair_new(false);
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 26);
	assert_true(COUNT(normalize_snippets) >= 500);
	for (size_t i = 0; i < COUNT(normalize_snippets); i++) {
		struct str snippet = str_from(normalize_snippets[i]);
		struct str sentence =
		    arena_printf(&arena, "患者（%.*s）需要复查。", STR_ARGS(snippet));
		struct str alone = snippet, within = sentence, label = snippet;
		repair_text(repair, &arena, REPAIR_PROSE, &alone);
		repair_text(repair, &arena, REPAIR_PROSE, &within);
		repair_text(repair, &arena, REPAIR_LABEL, &label);
		if (!str_eq(alone, snippet) || !str_eq(within, sentence) || !str_eq(label, snippet))
			fail_msg("'%s' became '%.*s'", normalize_snippets[i], STR_ARGS(alone));
	}
	arena_clear(&arena);
	repair_free(repair);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(repair_cleans_prose),
	    cmocka_unit_test(repair_undoes_utf8_read_as_gbk),
	    cmocka_unit_test(repair_keeps_the_lines_of_code_and_the_spaces_of_labels),
	    cmocka_unit_test(repair_writes_chinese_marks_only_on_demand),
	    cmocka_unit_test(repair_never_changes_a_figure_unit_sign_or_range),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
