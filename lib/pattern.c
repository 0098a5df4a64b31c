/* SPDX-License-Identifier: MIT */
/* pattern.c - regular expressions over UTF-8 (PCRE2), compiled once, bounded in every match */
#include "lib/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "lib/mem.h"

/* Steps of one match.  Honest patterns take tens; (a+)+$ is stopped in under a millisecond. */
#define MATCH_LIMIT 100000
/* Kibibytes of heap of one match, for the interpreter where the JIT compiler declines. */
#define HEAP_LIMIT 4096
/* Nested parentheses: the compiler recurses once for each. */
#define NEST_LIMIT 64

struct pattern {
	pcre2_general_context *memory;
	pcre2_code *code;
	pcre2_match_context *limits;
	pcre2_match_data *match;
};

static void *
allocate(size_t size, void *unused)
{
	(void)unused;
	return mem_alloc(size);
}

static void
release(void *ptr, void *unused)
{
	(void)unused;
	mem_free(ptr);
}

void
pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_match_data_free(pattern->match);
	pcre2_match_context_free(pattern->limits);
	pcre2_code_free(pattern->code);
	pcre2_general_context_free(pattern->memory);
	mem_free(pattern);
}

static void
compile(struct pattern *pattern, struct str source, bool caseless, int *error, size_t *at)
{
	uint32_t flags = PCRE2_UTF | PCRE2_UCP | (caseless ? PCRE2_CASELESS : 0);
	pcre2_compile_context *context = pcre2_compile_context_create(pattern->memory);
	pcre2_set_parens_nest_limit(context, NEST_LIMIT);
	pattern->code =
	    pcre2_compile((PCRE2_SPTR)source.ptr, source.len, flags, error, at, context);
	pcre2_compile_context_free(context);
}

struct pattern *
pattern_new(struct arena *arena, struct str source, bool caseless, struct str *why)
{
	int error;
	size_t at;
	struct pattern *pattern = mem_alloc(sizeof *pattern);
	pattern->memory = pcre2_general_context_create(allocate, release, NULL);
	compile(pattern, source, caseless, &error, &at);
	if (!pattern->code) {
		unsigned char reason[128];
		pcre2_get_error_message(error, reason, sizeof reason);
		*why = arena_printf(arena, "%s at byte %zu", (const char *)reason, at);
		pattern_free(pattern);
		return NULL;
	}
	/* Where JIT is not to be had, the interpreter does the same within the same limits. */
	pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	pattern->limits = pcre2_match_context_create(pattern->memory);
	pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
	pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT);
	pattern->match = pcre2_match_data_create_from_pattern(pattern->code, pattern->memory);
	return pattern;
}

enum pattern_result
pattern_find(struct pattern *pattern, struct str text, size_t from, struct pattern_span *span)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(text.ptr ? text.ptr : "");
	int found = pcre2_match(pattern->code, subject, text.len, from, PCRE2_NO_UTF_CHECK,
	    pattern->match, pattern->limits);
	if (found == PCRE2_ERROR_NOMATCH)
		return PATTERN_NONE;
	if (found < 0)
		return PATTERN_GAVE_UP;
	const size_t *ends = pcre2_get_ovector_pointer(pattern->match);
	*span = (struct pattern_span){ends[0], ends[1]};
	return PATTERN_FOUND;
}

struct str
pattern_group(const struct pattern *pattern, struct str text, unsigned n)
{
	const size_t *ends = pcre2_get_ovector_pointer(pattern->match);
	if (n >= pcre2_get_ovector_count(pattern->match) || ends[2 * n] == PCRE2_UNSET)
		return (struct str){NULL, 0};
	return str_slice(text, ends[2 * n], ends[2 * n + 1]);
}
