/* SPDX-License-Identifier: MIT */
/* test_fingerprint.c - what alike texts have in common, and what keeps others apart */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/fingerprint.h"
#include "lib/unicode.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* A text of `n` random Han characters. */
static struct str
random_text(struct arena *arena, uint64_t *seed, size_t n)
{
	char *text = arena_alloc(arena, n * UNICODE_MAX_BYTES + 1);
	size_t len = 0;
	for (size_t i = 0; i < n; i++)
		len += unicode_put(text + len, 0x4E00 + (uint32_t)(next_random(seed) % 3000));
	return (struct str){text, len};
}

/* The text with `n` characters replaced at random places. */
static struct str
edited(struct arena *arena, uint64_t *seed, struct str text, size_t n)
{
	char *copy = (char *)arena_copy(arena, text).ptr;
	for (size_t i = 0; i < n; i++) {
		size_t at = next_random(seed) % (text.len / 3) * 3;
		unicode_put(copy + at, 0x4E00 + (uint32_t)(next_random(seed) % 3000));
	}
	return (struct str){copy, text.len};
}

static bool
share_a_band(const struct fingerprint *a, const struct fingerprint *b)
{
	for (size_t i = 0; i < FINGERPRINT_BANDS; i++)
		if (a->bands[i] == b->bands[i])
			return true;
	return false;
}

static int
distance(uint64_t a, uint64_t b)
{
	int n = 0;
	for (uint64_t bits = a ^ b; bits; bits &= bits - 1)
		n++;
	return n;
}

static void
fingerprint_folds_looks_but_no_figures(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
	    {"腰痛，怎么办？", "腰痛,怎么办?", true},
	    {"腰 痛。", "腰痛", true},
	    {"ＭＲＩ", "mri", true},
	    {"“腰脱”（俗称）", "\"腰脱\"(俗称)", true},
	    {"1.5mg", "15mg", false},
	    {"1,000", "1000", false},
	    {">20°", "<20°", false},
	    {"10⁹/L", "109/L", false},
	    {"①", "1", false},
	    {"Rh(-)", "Rh(+)", false},
	    {"60-70", "6070", false},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++)
		if (str_eq(fingerprint_fold(&arena, str_from(cases[i].a)),
			fingerprint_fold(&arena, str_from(cases[i].b))) != cases[i].same)
			fail_msg("%s and %s", cases[i].a, cases[i].b);
	arena_clear(&arena);
}

static void
fingerprint_bands_find_texts_of_jaccard_four_fifths(void **state)
{
	struct arena arena;
	uint64_t seed = 7;
	size_t n = 0, n_found = 0;
	(void)state;
	arena_init(&arena, 1u << 28);
	while (n < 400) {
		struct fingerprint a, b;
		struct str text = random_text(&arena, &seed, 300 + next_random(&seed) % 900);
		struct str copy =
		    edited(&arena, &seed, text, 1 + text.len / 3 / (30 + next_random(&seed) % 20));
		double jaccard = fingerprint_jaccard(&arena, text, copy);
		if (jaccard >= 0.8 && jaccard < 0.88) {
			fingerprint_compute(text, &a);
			fingerprint_compute(copy, &b);
			n++;
			n_found += share_a_band(&a, &b);
		}
		arena_reset(&arena);
	}
	print_message("# recall at Jaccard 0.80 to 0.88: %zu of %zu\n", n_found, n);
	assert_true(n_found * 100 >= n * 95);
	arena_clear(&arena);
}

static void
fingerprint_bands_pass_over_other_texts(void **state)
{
	struct arena arena;
	uint64_t seed = 11;
	size_t n_found = 0;
	(void)state;
	arena_init(&arena, 1u << 28);
	for (int i = 0; i < 1000; i++) {
		struct fingerprint a, b;
		fingerprint_compute(random_text(&arena, &seed, 700), &a);
		fingerprint_compute(random_text(&arena, &seed, 700), &b);
		n_found += share_a_band(&a, &b);
		assert_true(distance(a.simhash, b.simhash) > 8);
		arena_reset(&arena);
	}
	assert_int_equal(n_found, 0);
	arena_clear(&arena);
}

static void
fingerprint_simhash_is_near_for_edited_copies(void **state)
{
	struct arena arena;
	uint64_t seed = 3;
	(void)state;
	arena_init(&arena, 1u << 28);
	for (int i = 0; i < 200; i++) {
		struct fingerprint a, b;
		struct str text = random_text(&arena, &seed, 1000);
		fingerprint_compute(text, &a);
		fingerprint_compute(edited(&arena, &seed, text, 5), &b);
		assert_true(distance(a.simhash, b.simhash) <= 12);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

static void
fingerprint_of_short_texts_is_defined(void **state)
{
	struct fingerprint none, one, again;
	(void)state;
	fingerprint_compute(STR(""), &none);
	fingerprint_compute(STR("腰痛"), &one);
	fingerprint_compute(STR("腰痛"), &again);
	assert_int_equal(none.simhash, 0);
	assert_true(one.simhash != 0 && one.simhash == again.simhash);
	assert_true(share_a_band(&one, &again) && !share_a_band(&one, &none));
}

/* Fifty and more pages of one template: nothing but the disease differs. */
static void
fingerprint_keeps_diseases_of_one_template_apart(void **state)
{
	static const char *const diseases[] = {"肺炎", "胃炎", "肝炎", "肾炎", "鼻炎", "咽炎",
	    "膀胱炎", "阑尾炎", "胆囊炎", "胰腺炎", "关节炎", "中耳炎", "角膜炎", "结膜炎",
	    "牙龈炎", "心肌炎"};
	static const char template[] = "%s是一种常见的疾病，任何年龄的人都可能得。患者多有疼痛、发"
				       "热、乏力、食欲下降等表现，严重时影响"
				       "日常生活和工作。诊断需要结合病史、体格检查和化验结果，必要"
				       "时做影像学检查。治疗以休息、药物和对症"
				       "处理为主，多数患者在两到四周内恢复。平时应注意饮食清淡、规"
				       "律作息、适当运动，避免劳累和受凉，定期"
				       "复查。如果症状加重或者持续不缓解，应当及时到医院就诊，由医"
				       "生评估后调整治疗方案。得了%s不必惊慌。";
	struct arena arena;
	size_t n = 0, n_alike = 0;
	(void)state;
	arena_init(&arena, 1u << 28);
	for (size_t i = 0; i < COUNT(diseases); i++) {
		for (size_t j = 0; j < i; j++) {
			struct fingerprint_page a = {arena_printf(&arena, "%s的治疗", diseases[i]),
			    arena_printf(&arena, template, diseases[i], diseases[i])};
			struct fingerprint_page b = {arena_printf(&arena, "%s的治疗", diseases[j]),
			    arena_printf(&arena, template, diseases[j], diseases[j])};
			n++;
			n_alike += fingerprint_jaccard(&arena, a.text, b.text) >= FINGERPRINT_SAME;
			if (fingerprint_same_subject(&a, &b))
				fail_msg("%s and %s merge", diseases[i], diseases[j]);
		}
	}
	print_message("# %zu pairs, %zu of them alike by Jaccard, none merged\n", n, n_alike);
	assert_true(n >= 50 && n_alike >= 50);
	arena_clear(&arena);
}

static void
fingerprint_knows_one_subject_under_two_titles(void **state)
{
	static const struct fingerprint_page a = {
	    STR_INIT("腰痛的治疗"), STR_INIT("腰痛以休息为主。腰痛多因久坐。")};
	static const struct fingerprint_page b = {
	    STR_INIT("腰痛怎么治疗比较好呢"), STR_INIT("腰痛以休息为主。腰痛多因久坐。")};
	(void)state;
	assert_true(fingerprint_same_subject(&a, &a));
	assert_true(fingerprint_same_subject(&a, &b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fingerprint_folds_looks_but_no_figures),
	    cmocka_unit_test(fingerprint_bands_find_texts_of_jaccard_four_fifths),
	    cmocka_unit_test(fingerprint_bands_pass_over_other_texts),
	    cmocka_unit_test(fingerprint_simhash_is_near_for_edited_copies),
	    cmocka_unit_test(fingerprint_of_short_texts_is_defined),
	    cmocka_unit_test(fingerprint_keeps_diseases_of_one_template_apart),
	    cmocka_unit_test(fingerprint_knows_one_subject_under_two_titles),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
