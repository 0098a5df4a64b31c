/* SPDX-License-Identifier: MIT */
/* test_url_suite.c - lib/url.c and lib/url_host.c held against the suites of web-platform-tests */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "lib/arena.h"
#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/limits.h"
#include "lib/url.h"
#include "lib/url_host.h"
#include "tests/unit/suite.h"

/* One line: hex(base) TAB hex(input) TAB hex(href) or "!" TAB protocol. Returns agreement. */
static bool
agrees(struct arena *arena, struct str line)
{
	struct str base = suite_unhex(arena, str_cut(&line, '\t'));
	struct str input = suite_unhex(arena, str_cut(&line, '\t'));
	struct str href = str_cut(&line, '\t');
	struct url url;
	enum url_result result = url_resolve(arena, base, input, &url);
	if (str_eq(line, STR("http:")) || str_eq(line, STR("https:")))
		return result == URL_OK && str_eq(url.href, suite_unhex(arena, href));
	if (str_eq(href, STR("!")))
		return result != URL_OK;
	return result == URL_INVALID || result == URL_OTHER_SCHEME;
}

static void
every_case_of_urltestdata_agrees(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	FILE *file = fopen(suite_path(&arena, "url", "urltestdata.hex.tsv"), "r");
	assert_non_null(file);
	char *line = NULL;
	size_t cap = 0;
	unsigned n = 0, n_disagree = 0;
	ssize_t len;
	while ((len = getline(&line, &cap, file)) > 0) {
		arena_reset(&arena);
		struct str text = {line, (size_t)len - 1};
		n++;
		if (!agrees(&arena, text)) {
			print_message("# line %u: %.*s\n", n, STR_ARGS(text));
			n_disagree++;
		}
	}
	free(line);
	fclose(file);
	arena_clear(&arena);
	assert_in_range(n, 874, 10000);
	assert_int_equal(n_disagree, 0);
}

/* What domain to ASCII made of one case of a JSON suite. */
enum verdict {
	AGREES,
	REFUSED,  /* a domain that the suite gives a result for */
	ACCEPTED, /* a domain that the suite refuses */
	DIFFERS
};

static enum verdict
judge(struct str input, json_object *wanted)
{
	struct buf host;
	buf_init(&host, LIMIT_URL_BYTES);
	enum verdict verdict = AGREES;
	if (!url_host_parse(&host, input))
		verdict = wanted ? REFUSED : AGREES;
	else if (!wanted)
		verdict = ACCEPTED;
	else if (!str_eq(buf_str(&host), str_from(json_object_get_string(wanted))))
		verdict = DIFFERS;
	buf_clear(&host);
	return verdict;
}

/* Where libidn2 2.3.3 and toascii.json part, and why. */
static const struct known {
	const char *input; /* or its beginning */
	enum verdict verdict;
	const char *reason;
} known[] = {
    {"a†--", REFUSED, "hyphens in third and fourth place"},
    {"ab--c.ß", REFUSED, "hyphens in third and fourth place"},
    {"-†", REFUSED, "hyphen in front"},
    {"-x.ß", REFUSED, "hyphen in front"},
    {"x-.ß", REFUSED, "hyphen at the end"},
    {"x0123456789", REFUSED, "label over 63 characters"},
    {"0123456789", REFUSED, "domain over 253 characters"},
    {"look\xe1\xa0\x8eout.net", REFUSED, "U+180E ignored since Unicode 16"},
    {"look\xe2\x81\xabout.net", REFUSED, "U+206B ignored since Unicode 16"},
    {"\xd3\x80.com", REFUSED, "U+04C0 mapped since Unicode 16"},
    {"\xe2\x86\x83.com", REFUSED, "U+2183 mapped since Unicode 16"},
    {"\xf0\xaf\xa1\xa8.com", REFUSED, "U+2F868 mapped since Unicode 16"},
    {"look\xd6\xbeout.net", ACCEPTED, "no bidi rule in the transitional mode"},
};

static bool
is_known(struct str input, enum verdict verdict)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (verdict == known[i].verdict && str_starts(input, str_from(known[i].input)))
			return true;
	return false;
}

static json_object *
open_cases(const char *name)
{
	struct arena arena;
	arena_init(&arena, 1u << 20);
	json_object *cases = json_object_from_file(suite_path(&arena, "url", name));
	arena_clear(&arena);
	assert_non_null(cases);
	return cases;
}

/* Judges case i; false when it is one of the comments between the cases. */
static bool
judge_case(json_object *cases, size_t i, struct str *input, enum verdict *verdict)
{
	json_object *one = json_object_array_get_idx(cases, i), *text, *wanted;
	if (!json_object_object_get_ex(one, "input", &text))
		return false;
	json_object_object_get_ex(one, "output", &wanted);
	*input =
	    (struct str){json_object_get_string(text), (size_t)json_object_get_string_len(text)};
	*verdict = judge(*input, wanted);
	return true;
}

static void
toascii_agrees_but_for_what_is_known(void **state)
{
	(void)state;
	json_object *cases = open_cases("toascii.json");
	unsigned n = 0, n_unknown = 0;
	for (size_t i = 0; i < json_object_array_length(cases); i++) {
		struct str input;
		enum verdict verdict;
		if (!judge_case(cases, i, &input, &verdict))
			continue;
		n++;
		if (verdict != AGREES && !is_known(input, verdict)) {
			print_message("# %.*s: verdict %d\n", STR_ARGS(input), (int)verdict);
			n_unknown++;
		}
	}
	json_object_put(cases);
	assert_in_range(n, 87, 10000);
	assert_int_equal(n_unknown, 0);
}

/*
 * Of the 2,671 cases libidn2 2.3.3 refuses 157 that it should not: for characters that Unicode 16
 * maps or ignores and its tables disallow (or symbols beside one of the deviation characters), for
 * hyphens in third and fourth place or at an end, and for length.  It never gives another host,
 * and never accepts what the suite refuses.  A later libidn2 may refuse fewer.
 */
#define IDNA_REFUSED_MAX 157

static void
idna_suite_never_leads_to_another_host(void **state)
{
	(void)state;
	json_object *cases = open_cases("IdnaTestV2.json");
	unsigned n = 0, by_verdict[DIFFERS + 1] = {0};
	for (size_t i = 0; i < json_object_array_length(cases); i++) {
		struct str input;
		enum verdict verdict;
		/* No URL has an empty host, whatever UTS 46 makes of one. */
		if (!judge_case(cases, i, &input, &verdict) || input.len == 0)
			continue;
		n++;
		by_verdict[verdict]++;
	}
	json_object_put(cases);
	assert_in_range(n, 2670, 10000);
	assert_int_equal(by_verdict[ACCEPTED], 0);
	assert_int_equal(by_verdict[DIFFERS], 0);
	assert_in_range(by_verdict[REFUSED], 0, IDNA_REFUSED_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_case_of_urltestdata_agrees),
	    cmocka_unit_test(toascii_agrees_but_for_what_is_known),
	    cmocka_unit_test(idna_suite_never_leads_to_another_host),
	};
	if (!suite_is_there("url", "urltestdata.hex.tsv")) {
		printf("1..0 # SKIP no suites/url under WINNOW_SHARED\n");
		return 0;
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
