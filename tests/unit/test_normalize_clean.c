/* SPDX-License-Identifier: MIT */
/* test_normalize_clean.c - articles from record to cleaner record: what goes, what stays, and the
 * receipt */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "lib/io.h"
#include "lib/limits.h"
#include "normalize/body.h"
#include "normalize/clean.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

struct bench {
	struct arena arena;
	struct clean clean;
};

static void
open_bench(struct bench *bench)
{
	struct str why;
	arena_init(&bench->arena, LIMIT_RECORD_BYTES);
	bench->clean = (struct clean){.repair = repair_new(false), .rules = rules_new()};
	assert_true(rules_load(bench->clean.rules, "normalize/rules", &why));
	assert_true(rules_finish(bench->clean.rules, &why));
}

static void
close_bench(struct bench *bench)
{
	repair_free(bench->clean.repair);
	rules_free(bench->clean.rules);
	arena_clear(&bench->arena);
}

/* An article whose paragraphs are the lines of the text; "# " makes a heading, "|" a line feed. */
static struct record
article_of(struct arena *arena, struct str text)
{
	struct record record = {.kind = RECORD_ARTICLE};
	record.visit.url = STR("https://www.example.org/a/1.html");
	record.article.page_kind = STR("article");
	while (text.ptr) {
		struct str line = str_cut(&text, '\n');
		if (line.len == 0)
			continue;
		struct block *block = ARENA_PUSH(arena, &record.article.blocks);
		bool heading = str_starts(line, STR("# "));
		block->type = heading ? BLOCK_HEADING : BLOCK_PARAGRAPH;
		block->level = heading ? 2 : 0;
		char *copy =
		    (char *)arena_copy(arena, str_slice(line, heading ? 2 : 0, line.len)).ptr;
		for (char *c = copy; *c; c++)
			if (*c == '^')
				*c = '\n';
		block->text = str_from(copy);
	}
	return record;
}

static struct str
blocks_as_text(struct arena *arena, const struct article *article)
{
	struct str all = STR("");
	for (size_t i = 0; i < article->blocks.n; i++) {
		const struct block *block = &article->blocks.items[i];
		all = arena_printf(arena, "%.*s%s%.*s\n", STR_ARGS(all),
		    block->type == BLOCK_HEADING ? "# " : "", STR_ARGS(block->text));
	}
	return all;
}

static void
clean_finds_the_structure(void **state)
{
	static const struct {
		const char *name, *in, *out;
	} cases[] = {
	    {"a bold paragraph is a heading", "**治疗方法**\n多休息。\n", "# 治疗方法\n多休息。\n"},
	    {"bold in a sentence is not", "要**多休息**。\n", "要多休息。\n"},
	    {"a run-in label stays in its paragraph", "**保守治疗：**多休息。\n",
		"保守治疗：多休息。\n"},
	    {"一、 is a heading", "一、病因\n久坐是主要原因。\n", "# 一、病因\n久坐是主要原因。\n"},
	    {"一、 with a sentence is not", "一、久坐是主要原因。\n二、劳损。\n",
		"一、久坐是主要原因。\n二、劳损。\n"},
	    {"a list of short items has no headings", "一、休息\n二、理疗\n三、手术\n",
		"一、休息\n二、理疗\n三、手术\n"},
	    {"items in one line come apart", "方法有：1. 休息；2. 理疗；3. 手术。\n",
		"方法有：\n1. 休息；\n2. 理疗；\n3. 手术。\n"},
	    {"two lists in one line come apart", "轻：①休息；②理疗；①手术；②牵引。\n",
		"轻：\n①休息；\n②理疗；\n①手术；\n②牵引。\n"},
	    {"a number 1 without a 2 begins no list", "轻：①休息；②理疗；①手术。\n",
		"轻：\n①休息；\n②理疗；①手术。\n"},
	    {"items behind spaces come apart", "方法:1.休息 2.理疗 3.手术\n",
		"方法:\n1.休息\n2.理疗\n3.手术\n"},
	    {"two behind spaces stay", "方法:1.休息 2.理疗\n", "方法:1.休息 2.理疗\n"},
	    {"references behind spaces stay", "第 1、第 2、第 3、第 4 腰椎\n",
		"第 1、第 2、第 3、第 4 腰椎\n"},
	    {"figures behind spaces stay", "血糖 1.5 mg 2.5 mg 3.5 mg\n",
		"血糖 1.5 mg 2.5 mg 3.5 mg\n"},
	    {"figures in one line stay", "剂量：1.5 mg；2.5 mg。\n", "剂量：1.5 mg；2.5 mg。\n"},
	    {"numbers out of turn stay", "见：2. 图；1. 表。\n", "见：2. 图；1. 表。\n"},
	    {"nested items come apart", "一、内科：1. 药；2. 针。二、外科\n",
		"一、内科：\n1. 药；\n2. 针。\n二、外科\n"},
	    {"a short line above long text is a heading",
		"腰痛很常见。\n病因与病理\n椎间盘随年龄增长逐渐退变，久坐和搬重物会加快这一过程，最"
		"终压迫"
		"神经根。\n",
		"腰痛很常见。\n# "
		"病因与病理\n椎间盘随年龄增长逐渐退变，久坐和搬重物会加快这一过程，最终压迫"
		"神经根。\n"},
	};
	struct bench bench;
	(void)state;
	open_bench(&bench);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct record record = article_of(&bench.arena, str_from(cases[i].in));
		clean_record(&bench.clean, &bench.arena, &record);
		struct str got = blocks_as_text(&bench.arena, &record.article);
		if (!str_eq(got, str_from(cases[i].out)))
			fail_msg("%s: wanted '%s', got '%.*s'", cases[i].name, cases[i].out,
			    STR_ARGS(got));
	}
	close_bench(&bench);
}

static void
clean_gives_marker_and_level_of_headings(void **state)
{
	struct bench bench;
	(void)state;
	open_bench(&bench);
	struct record record = article_of(
	    &bench.arena, STR("一、病因\n久坐。\n（二）劳损\n搬重物。\n# 3. 外伤\n跌倒。\n"));
	clean_record(&bench.clean, &bench.arena, &record);
	const struct block *blocks = record.article.blocks.items;
	assert_true(str_eq(blocks[0].marker, STR("一、")) && blocks[0].level == 2);
	assert_true(str_eq(blocks[2].marker, STR("（二）")) && blocks[2].level == 3);
	assert_true(str_eq(blocks[4].marker, STR("3.")) && blocks[4].level == 2);
	const struct section *sections = record.article.sections.items;
	assert_int_equal(record.article.sections.n, 3);
	assert_true(str_eq(sections[1].heading, STR("（二）劳损")));
	assert_true(str_eq(sections[1].text, STR("搬重物。")));
	close_bench(&bench);
}

static void
clean_takes_out_whole_lines_only(void **state)
{
	struct bench bench;
	(void)state;
	open_bench(&bench);
	struct record record = article_of(&bench.arena,
	    STR("腰痛^了解详情^多休息。\n请点击了解详情页。\n【免费咨询】\n# 相关阅读\n"
		"本内容不能作为治疗依据，如有不适请到医院进行科学治疗\n健康园 | 实用的医典\n"));
	record.article.site_name = STR("健康园");
	clean_record(&bench.clean, &bench.arena, &record);
	assert_true(str_eq(blocks_as_text(&bench.arena, &record.article),
	    STR("腰痛\n多休息。\n请点击了解详情页。\n")));
	static const struct {
		const char *rule, *text;
		int at;
	} wanted[] = {
	    {"phrase:了解详情", "了解详情", 0},
	    {"phrase:免费咨询", "【免费咨询】", 2},
	    {"related-heading:相关阅读", "相关阅读", 3},
	    {"disclaimer-medical", "本内容不能作为治疗依据，如有不适请到医院进行科学治疗", 4},
	    {"slogan", "健康园 | 实用的医典", 5},
	};
	assert_int_equal(record.article.removed.n, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++) {
		const struct removed *got = &record.article.removed.items[i];
		assert_true(str_eq(got->rule, str_from(wanted[i].rule)));
		assert_true(str_eq(got->text, str_from(wanted[i].text)));
		assert_int_equal(got->at, wanted[i].at);
	}
	assert_true(str_eq(record.article.disclaimer, str_from(wanted[3].text)));
	assert_true(str_eq(record.article.disclaimer_kind, STR("medical")));
	close_bench(&bench);
}

/* ---- the law: blocks and receipt, interleaved by `at`, are the incoming blocks ---- */

/* Takes `piece` off the front of *rest, white space between them apart. */
static bool
take_piece(struct str *rest, struct str piece)
{
	*rest = str_trim(*rest);
	if (piece.len == 0 || !str_starts(*rest, piece))
		return false;
	*rest = str_slice(*rest, piece.len, rest->len);
	return true;
}

static void
check_interleaved(const struct body *before, const struct article *after)
{
	struct str block = {NULL, 0};
	size_t n_blocks = 0, n_removed = 0;
	for (size_t i = 0; i < before->pieces.n; i++) {
		struct str rest = before->pieces.items[i].block.text;
		while (str_trim(rest).len > 0) {
			const struct removed *removed = &after->removed.items[n_removed];
			if (n_removed < after->removed.n &&
			    removed->at == before->pieces.items[i].at &&
			    take_piece(&rest, removed->text)) {
				n_removed++;
				continue;
			}
			if (str_trim(block).len == 0 && n_blocks < after->blocks.n)
				block = after->blocks.items[n_blocks++].text;
			struct str line = str_slice(block, 0, str_find_char(block, '\n'));
			if (!take_piece(&rest, line))
				fail_msg("lost or moved: '%.*s'", STR_ARGS(rest));
			block = str_trim(str_slice(block, line.len, block.len));
		}
	}
	assert_int_equal(n_blocks, after->blocks.n);
	assert_int_equal(n_removed, after->removed.n);
	assert_int_equal(str_trim(block).len, 0);
}

static const char *const sentences[] = {"腰痛多因久坐引起。", "了解详情", "**一、治疗**",
    "免费咨询 | 分享到", "体温≥38.5℃时用药", "方法：1. 休息；2. 理疗；3. 手术。", "　　多喝水。",
    "（一）休息", "以上内容仅供参考，如有不适请及时就医。", "Read more", "病因与病理机制",
    "椎间盘随年龄增长逐渐退变，久坐和搬重物会加快这一过程，最终压迫神经根，引起疼痛。",
    "来源：健康报", "① 甲；② 乙。", "# 小标题", "a &amp; b", "１２３", "责任编辑：张三"};

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static struct str
random_text(struct arena *arena, uint64_t *seed)
{
	struct str text = STR("");
	size_t n = next_random(seed) % 12;
	for (size_t i = 0; i < n; i++)
		text = arena_printf(arena, "%.*s%s%s", STR_ARGS(text),
		    sentences[next_random(seed) % COUNT(sentences)],
		    next_random(seed) % 4 == 0 ? "^" : "\n");
	return text;
}

static void
clean_loses_no_character_and_doing_it_twice_is_doing_it_once(void **state)
{
	struct bench bench;
	uint64_t seed = 1;
	(void)state;
	open_bench(&bench);
	for (int round = 0; round < 2000; round++) {
		struct record record = article_of(&bench.arena, random_text(&bench.arena, &seed));
		struct record again;
		struct body before;
		struct buf once, twice;
		struct str why;
		body_open(&before, &bench.arena, bench.clean.repair, &record.article.blocks);
		clean_record(&bench.clean, &bench.arena, &record);
		check_interleaved(&before, &record.article);
		buf_init(&once, LIMIT_LINE_BYTES);
		buf_init(&twice, LIMIT_LINE_BYTES);
		assert_true(record_write(&record, &once));
		assert_true(record_read(&bench.arena, str_trim(buf_str(&once)), &again, &why));
		clean_record(&bench.clean, &bench.arena, &again);
		assert_true(record_write(&again, &twice));
		if (!str_eq(buf_str(&once), buf_str(&twice)))
			fail_msg("once: %s\ntwice: %s", once.ptr, twice.ptr);
		buf_clear(&once);
		buf_clear(&twice);
		arena_reset(&bench.arena);
	}
	close_bench(&bench);
}

/* ---- the page at the heart ---- */

static struct str
read_seed(struct arena *arena)
{
	char path[4096];
	struct buf text;
	const char *why, *shared = getenv("WINNOW_SHARED");
	struct str copy = {NULL, 0};
	snprintf(path, sizeof path, "%s/seed/page-text.txt", shared ? shared : "../shared");
	buf_init(&text, 1u << 20);
	if (io_read_file(path, 1u << 20, &text, &why))
		copy = arena_copy(arena, buf_str(&text));
	else
		print_message("# SKIP cannot read %s: %s\n", path, why);
	buf_clear(&text);
	return copy;
}

static void
clean_leaves_no_button_of_the_seed_page_anywhere(void **state)
{
	static const char *const gone[] = {"了解疾病", "了解详情", "自测工具", "行动指南",
	    "延展阅读", "免费咨询", "民福康", "实用医典", "不能作为治疗依据"};
	static const char *const kept[] = {"60°-70°", "L4-L5、L5-S1", ">20°", "踇长伸肌", "Ⅰ-Ⅱ期",
	    "保守治疗:非甾体抗炎药", "1.2-1.5g/kg", "疼痛是一种令人不快的感觉"};
	struct bench bench;
	(void)state;
	open_bench(&bench);
	struct str seed = read_seed(&bench.arena);
	if (!seed.ptr) {
		close_bench(&bench);
		skip();
	}
	struct record record = article_of(&bench.arena, seed);
	clean_record(&bench.clean, &bench.arena, &record);
	for (size_t i = 0; i < COUNT(gone); i++)
		assert_int_equal(str_find(record.article.text, str_from(gone[i])), STR_NOT_FOUND);
	for (size_t i = 0; i < COUNT(kept); i++)
		if (str_find(record.article.text, str_from(kept[i])) == STR_NOT_FOUND)
			fail_msg("lost: %s", kept[i]);
	assert_true(str_eq(
	    record.article.disclaimer, STR("本内容不能作为治疗依据,如有不适请到医院进行科学治疗")));
	assert_true(str_eq(record.article.language, STR("zh-Hans")));
	close_bench(&bench);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(clean_finds_the_structure),
	    cmocka_unit_test(clean_gives_marker_and_level_of_headings),
	    cmocka_unit_test(clean_takes_out_whole_lines_only),
	    cmocka_unit_test(clean_loses_no_character_and_doing_it_twice_is_doing_it_once),
	    cmocka_unit_test(clean_leaves_no_button_of_the_seed_page_anywhere),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
