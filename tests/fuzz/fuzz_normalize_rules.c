/* SPDX-License-Identifier: MIT */
/* fuzz_normalize_rules.c - libFuzzer target: any bytes as a rule file, and as lines */
#include <assert.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/unicode.h"
#include "normalize/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
match_lines(struct rules *rules, struct str text)
{
	struct rules_place place = {STR("www.example.org"), STR("")};
	struct rules_hit hit;
	while (text.ptr) {
		struct str line = str_trim(str_cut(&text, '\n'));
		if (rules_match(rules, &place, line, &hit))
			assert(hit.name.len > 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str text = {(const char *)data, len}, why = {NULL, 0};
	struct rules *rules = rules_new();
	if (!rules_load_text(rules, STR("fuzz.rules"), text, &why))
		assert(why.len > 0);
	else if (!rules_finish(rules, &why))
		assert(why.len > 0);
	else
		match_lines(rules, text);
	rules_free(rules);
	return 0;
}
