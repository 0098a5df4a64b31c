/* SPDX-License-Identifier: MIT */
/* preview.c - what a selector finds in page files, for people who write site profiles */
#include "parse/preview.h"

#include "lib/diag.h"
#include "lib/limits.h"
#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/select.h"

static bool
print_matches(const struct selector *selector, const char *charset, struct arena *arena,
    struct str body, struct io_out *out)
{
	struct encoding_choice choice;
	struct decoded decoded;
	struct dom dom;
	encoding_sniff(body, (struct str){NULL, 0}, str_from(charset), &choice);
	if (!decode_to_utf8(arena, body, &choice, &decoded))
		return false;
	dom_build_whole(&dom, arena, decoded.text);
	return select_print(selector, arena, &dom, out);
}

void
preview_page(
    const struct selector *selector, const char *charset, struct io_in *in, struct io_out *out)
{
	struct arena arena;
	struct str body = io_in_peek(in, LIMIT_PAGE_BYTES + 1);
	arena_init(&arena, LIMIT_PARSE_BYTES);
	if (body.len > LIMIT_PAGE_BYTES)
		diag_warn("'%s' is larger than a page may be", in->name);
	else if (!print_matches(selector, charset, &arena, body, out))
		diag_warn("'%s' cannot be searched to its end", in->name);
	arena_clear(&arena);
}
