/* SPDX-License-Identifier: MIT */
/* test_normalize_frequent.c - normalize/frequent.h: counts are exact whatever the room and order */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "lib/limits.h"
#include "normalize/frequent.h"

#define SITES 3
#define PAGES 200 /* of a site */
#define LINES 12  /* of a page */
#define TEXTS 400 /* that a line can be: the first few are on many pages */

struct crawl {
	struct arena arena;
	struct record records[SITES * PAGES];
	size_t n_pages[SITES][TEXTS]; /* with the text */
};

static const char *const site_urls[SITES] = {
    "https://a.example.org/%d", "https://b.example.net/%d", "https://example.com/%d"};
static const char *const sites[SITES] = {"example.org", "example.net", "example.com"};

static struct str
text_of(struct arena *arena, size_t text)
{
	return arena_printf(arena, "line %zu", text);
}

/* Numbers with a fixed seed; a product of two makes small ones frequent. */
static size_t
pick(uint32_t *random)
{
	*random = *random * 1664525u + 1013904223u;
	size_t a = *random >> 20;
	*random = *random * 1664525u + 1013904223u;
	size_t b = *random >> 20;
	return a * b * b / 4096 / 4096 * TEXTS / 4096;
}

static struct crawl *
make_crawl(void)
{
	struct crawl *crawl = calloc(1, sizeof *crawl);
	uint32_t random = 1;
	assert_non_null(crawl);
	arena_init(&crawl->arena, LIMIT_RECORD_BYTES);
	for (size_t i = 0; i < SITES * PAGES; i++) {
		struct record *record = &crawl->records[i];
		bool seen[TEXTS] = {false};
		record->kind = RECORD_ARTICLE;
		record->visit.url = arena_printf(&crawl->arena, site_urls[i % SITES], (int)i);
		for (int j = 0; j < LINES; j++) {
			size_t text = pick(&random);
			struct block *block = ARENA_PUSH(&crawl->arena, &record->article.blocks);
			block->text = text_of(&crawl->arena, text);
			crawl->n_pages[i % SITES][text] += !seen[text];
			seen[text] = true;
		}
	}
	return crawl;
}

/* Every pass in another order. */
static int
count(struct crawl *crawl, struct frequent *frequent)
{
	int passes = 0;
	do {
		for (size_t i = 0; i < SITES * PAGES; i++) {
			size_t at = passes % 2 ? SITES * PAGES - 1 - i : i;
			frequent_count(frequent, &crawl->arena, &crawl->records[at]);
		}
		passes++;
	} while (frequent_next_pass(frequent));
	return passes;
}

static void
frequent_is_exact_however_little_room(void **state)
{
	static const struct {
		size_t most;
		int least_passes;
	} cases[] = {{100000, 1}, {500, 2}, {100, 4}, {4, 50}};
	struct crawl *crawl = make_crawl();
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct frequent *frequent = frequent_new(cases[i].most);
		size_t n_frequent = 0;
		int passes = count(crawl, frequent);
		assert_true(passes >= cases[i].least_passes);
		assert_true(passes == 1 || i > 0);
		for (size_t text = 0; text < TEXTS; text++) {
			struct str line = text_of(&crawl->arena, text);
			for (int site = 0; site < SITES; site++) {
				bool wanted = learned_is_common(PAGES, crawl->n_pages[site][text]);
				assert_int_equal(frequent_has(frequent, str_from(sites[site]),
						     LEARNED_LINE, line),
				    wanted);
				n_frequent += wanted;
			}
			assert_false(
			    frequent_has(frequent, STR("example.org"), LEARNED_TITLE, line));
			assert_false(
			    frequent_has(frequent, STR("example.edu"), LEARNED_LINE, line));
		}
		assert_true(n_frequent >= SITES);
		frequent_free(frequent);
	}
	arena_clear(&crawl->arena);
	free(crawl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(frequent_is_exact_however_little_room),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
