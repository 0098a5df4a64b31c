/* SPDX-License-Identifier: MIT */
/* fuzz_parse_site.c - any bytes as a page to propose a profile from: every selector is one, and the
 * profile gives what winnow finds without it
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "parse/site_names.h"
#include "parse/site_proof.h"

#define LONGEST_INPUT 8192 /* gumbo is quadratic in nesting, and each selector is a walk */
#define ARENA_BYTES   (1u << 30)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Names of classes and ids in selectors are such that no tool makes. */
static void
check_selector(struct str selector)
{
	for (size_t i = 0; i < selector.len; i++) {
		size_t to = i + 1;
		if (selector.ptr[i] == '"')
			break; /* the value of an attribute */
		if (selector.ptr[i] != '.' && selector.ptr[i] != '#')
			continue;
		while (to < selector.len &&
		       str_find_char(STR(" .:#["), selector.ptr[to]) == STR_NOT_FOUND)
			to++;
		struct str name = str_slice(selector, i + 1, to);
		assert(site_name_judge(name) != SITE_NAME_MADE);
	}
}

static void
check_proposals(const struct site_proposals *proposals, struct arena *arena)
{
	for (size_t i = 0; i < proposals->n; i++) {
		struct str why;
		assert(selector_compile(arena, proposals->items[i].selector, &why));
		check_selector(proposals->items[i].selector);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct site_pages pages = {.arena = &arena};
	struct site_proposals proposals = {NULL, 0};
	struct site_search search;
	struct site_proof proof;
	struct str body = {(const char *)data, size}, none = {NULL, 0};
	const char *why;
	if (size == 0 || size > LONGEST_INPUT)
		return 0;
	arena_init(&arena, ARENA_BYTES);
	bool added = site_pages_add(
	    &pages, STR("page"), STR("https://host.example/a/1.html"), body, none, &why);
	assert(added);
	site_search_init(&search, &arena, &pages);
	site_fields_texts(&search, &proposals);
	site_fields_authors(&search, &proposals);
	site_fields_body(&search, &proposals);
	site_fields_related(&search, &proposals);
	site_search_clear(&search);
	check_proposals(&proposals, &arena);
	site_proof_run(&pages, &proposals, &proof);
	for (int i = 0; i < SITE_N_TOPICS; i++)
		assert(proof.same[i] <= proof.wanted[i] && proof.wanted[i] <= 1);
	arena_clear(&arena);
	return 0;
}
