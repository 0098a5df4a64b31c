/* SPDX-License-Identifier: MIT */
/* selector.c - CSS selectors compiled: a parser with a stack of its own for what is in parentheses
 */
#include "parse/selector.h"

#include "lib/ascii.h"
#include "lib/unicode.h"
#include "parse/selector_code.h"
#include "parse/selector_scan.h"
#include "parse/selector_words.h"
#include "parse/text.h"

/* A compound selector (tests on one element) and the combinator before it. */
struct compound {
	const struct selector_combinator *combinator; /* NULL: the first of its selector */
	struct selector_ops ops;
};
struct compound_list {
	struct compound *items;
	size_t n;
};

/* One level of parentheses: the list of selectors inside. */
struct frame {
	const struct selector_pseudo *pseudo; /* whose list this is; NULL for the outermost */
	struct selector_ops done;             /* of the selectors that are complete */
	bool has_done;
	struct compound_list compounds; /* of the selector being read */
	struct compound current;
	bool open; /* `current` has a test */
};

struct parser {
	struct selector_scan scan;
	struct frame frames[SELECTOR_MAX_DEPTH + 1];
	size_t depth;
	size_t n_ops;    /* pushed so far */
	const char *why; /* the first error; NULL while there is none */
};

static bool
fail(struct parser *parser, const char *why)
{
	if (!parser->why)
		parser->why = why;
	return false;
}

static struct frame *
top(struct parser *parser)
{
	return &parser->frames[parser->depth];
}

static struct selector_op *
push(struct parser *parser, struct selector_ops *ops, enum selector_code code)
{
	struct selector_op *op = ARENA_PUSH(parser->scan.arena, ops);
	op->code = code;
	return op;
}

/* A test of the compound that is being read. */
static struct selector_op *
push_test(struct parser *parser, enum selector_code code)
{
	struct frame *frame = top(parser);
	if (++parser->n_ops > SELECTOR_MAX_PARTS)
		fail(parser, "the selector has too many parts");
	frame->open = true;
	return push(parser, &frame->current.ops, code);
}

static void
append(struct parser *parser, struct selector_ops *ops, const struct selector_ops *more)
{
	for (size_t i = 0; i < more->n; i++)
		*ARENA_PUSH(parser->scan.arena, ops) = more->items[i];
}

static struct str
lower(struct arena *arena, struct str text)
{
	char *copy = arena_alloc(arena, text.len + 1);
	for (size_t i = 0; i < text.len; i++)
		copy[i] = ascii_lower(text.ptr[i]);
	return (struct str){copy, text.len};
}

/* failure[i]: how many characters of `value` end at i that are also its beginning. */
static const uint16_t *
failure_of(struct arena *arena, struct str value)
{
	uint16_t *failure = arena_alloc(arena, (value.len + 1) * sizeof *failure);
	for (size_t i = 1, k = 0; i < value.len; i++) {
		while (k > 0 && value.ptr[i] != value.ptr[k])
			k = failure[k - 1];
		k += value.ptr[i] == value.ptr[k];
		failure[i] = (uint16_t)k;
	}
	return failure;
}

/* ---- tests ---- */

static bool
read_type(struct parser *parser)
{
	struct str name;
	if (top(parser)->open)
		return fail(parser, "the element's name must stand first");
	if (selector_scan_take(&parser->scan, '*')) {
		top(parser)->open = true;
	} else if (selector_scan_name(&parser->scan, &name)) {
		struct selector_op *op = push_test(parser, SELECTOR_TYPE);
		op->name = lower(parser->scan.arena, name);
		op->tag = tag_find(op->name);
	}
	if (selector_scan_peek(&parser->scan) == '|')
		return fail(parser, "namespaces are not supported");
	return true;
}

/* .class and #id are short for [class~=...] and [id=...]. */
static bool
read_shorthand(struct parser *parser, const char *attribute, enum selector_match match)
{
	struct str name;
	parser->scan.at++;
	if (!selector_scan_name(&parser->scan, &name))
		return fail(parser, "a name is expected here");
	struct selector_op *op = push_test(parser, SELECTOR_ATTRIBUTE);
	op->name = str_from(attribute);
	op->match = match;
	op->value = name;
	return true;
}

static bool
read_operator(struct selector_scan *scan, enum selector_match *match)
{
	char sign = selector_scan_peek(scan);
	if (!selector_operator_find(sign, match))
		return false;
	scan->at++;
	return sign == '=' || selector_scan_take(scan, '=');
}

static bool
read_case_flag(struct selector_scan *scan, bool *nocase)
{
	char flag = ascii_lower(selector_scan_peek(scan));
	if (flag != 'i' && flag != 's')
		return false;
	*nocase = flag == 'i';
	scan->at++;
	selector_scan_space(scan);
	return true;
}

static bool
read_value(struct parser *parser, struct selector_op *op)
{
	struct selector_scan *scan = &parser->scan;
	if (!read_operator(scan, &op->match))
		return fail(parser, "an operator such as = or ^= or a ']' is expected here");
	selector_scan_space(scan);
	if (!selector_scan_string(scan, &op->value) && !selector_scan_name(scan, &op->value))
		return fail(parser, "a value is expected here; what is no name stands in quotes");
	selector_scan_space(scan);
	op->nocase = selector_has_nocase_value(op->name);
	read_case_flag(scan, &op->nocase);
	if (op->nocase)
		op->value = lower(scan->arena, op->value);
	op->failure = failure_of(scan->arena, op->value);
	return true;
}

static bool
read_attribute(struct parser *parser)
{
	struct selector_scan *scan = &parser->scan;
	struct str name;
	scan->at++;
	selector_scan_space(scan);
	if (!selector_scan_name(scan, &name))
		return fail(parser, "an attribute's name is expected here");
	struct selector_op *op = push_test(parser, SELECTOR_ATTRIBUTE);
	op->name = lower(scan->arena, name);
	op->match = SELECTOR_EXISTS;
	selector_scan_space(scan);
	if (selector_scan_take(scan, ']'))
		return true;
	if (!read_value(parser, op))
		return false;
	return selector_scan_take(scan, ']') || fail(parser, "a ']' is expected here");
}

static void
add_nth(struct parser *parser, const struct selector_pseudo *pseudo, int64_t a, int64_t b)
{
	struct selector_op *op = push_test(parser, SELECTOR_NTH);
	op->backwards = pseudo->backwards;
	op->of_type = pseudo->of_type;
	op->a = a;
	op->b = b;
}

static bool
read_nth(struct parser *parser, const struct selector_pseudo *pseudo)
{
	int64_t a, b;
	if (!selector_scan_nth(&parser->scan, &a, &b))
		return fail(
		    parser, "odd, even, a number or a pattern such as 2n+1 is expected here");
	add_nth(parser, pseudo, a, b);
	return true;
}

static bool
read_text(struct parser *parser)
{
	struct str text;
	struct selector_scan *scan = &parser->scan;
	if (!selector_scan_string(scan, &text) && !selector_scan_name(scan, &text))
		return fail(parser, "a text in quotes is expected here");
	struct selector_op *op = push_test(parser, SELECTOR_CONTAINS);
	op->value = text_fold(scan->arena, text);
	op->failure = failure_of(scan->arena, op->value);
	return op->value.len > 0 || fail(parser, "the text is empty");
}

static bool
read_argument(struct parser *parser, const struct selector_pseudo *pseudo)
{
	struct selector_scan *scan = &parser->scan;
	if (!selector_scan_take(scan, '('))
		return fail(parser, "this pseudo-class needs an argument in parentheses");
	selector_scan_space(scan);
	if (pseudo->argument == SELECTOR_ARGUMENT_LIST ||
	    pseudo->argument == SELECTOR_ARGUMENT_RELATIVE) {
		if (parser->depth == SELECTOR_MAX_DEPTH)
			return fail(parser, "parentheses are nested too deeply");
		top(parser)->open = true;
		parser->depth++;
		*top(parser) = (struct frame){.pseudo = pseudo};
		return true; /* ends at its ')' */
	}
	if (pseudo->argument == SELECTOR_ARGUMENT_NTH ? !read_nth(parser, pseudo)
						      : !read_text(parser))
		return false;
	selector_scan_space(scan);
	return selector_scan_take(scan, ')') || fail(parser, "a ')' is expected here");
}

static bool
read_pseudo(struct parser *parser)
{
	struct selector_scan *scan = &parser->scan;
	struct str name;
	scan->at++;
	if (selector_scan_peek(scan) == ':')
		return fail(parser, "pseudo-elements are not supported");
	size_t from = scan->at;
	if (!selector_scan_name(scan, &name))
		return fail(parser, "the name of a pseudo-class is expected here");
	const struct selector_pseudo *pseudo = selector_pseudo_find(name);
	if (!pseudo) {
		scan->at = from;
		return fail(parser, "this pseudo-class is not known");
	}
	if (pseudo->argument != SELECTOR_ARGUMENT_NONE)
		return read_argument(parser, pseudo);
	if (selector_scan_peek(scan) == '(')
		return fail(parser, "this pseudo-class takes no argument");
	if (pseudo->code != SELECTOR_NTH) {
		push_test(parser, pseudo->code);
		return true;
	}
	add_nth(parser, pseudo, 0, 1);
	if (pseudo->both) {
		add_nth(parser, pseudo, 0, 1);
		top(parser)->current.ops.items[top(parser)->current.ops.n - 1].backwards = true;
	}
	return true;
}

static bool
read_test(struct parser *parser)
{
	switch (selector_scan_peek(&parser->scan)) {
	case '.':
		return read_shorthand(parser, "class", SELECTOR_HAS_TOKEN);
	case '#':
		return read_shorthand(parser, "id", SELECTOR_EQUALS);
	case '[':
		return read_attribute(parser);
	case ':':
		return read_pseudo(parser);
	case '*':
	case '|':
		return read_type(parser);
	default:
		if (selector_scan_at_name(&parser->scan))
			return read_type(parser);
		return fail(parser, "this character cannot stand here");
	}
}

/* ---- compounds, selectors, lists ---- */

static void
close_compound(struct parser *parser, const struct selector_combinator *next)
{
	struct frame *frame = top(parser);
	*ARENA_PUSH(parser->scan.arena, &frame->compounds) = frame->current;
	frame->current = (struct compound){.combinator = next};
	frame->open = false;
	parser->n_ops++;
}

static bool
read_combinator(struct parser *parser, const struct selector_combinator *combinator)
{
	struct frame *frame = top(parser);
	bool relative = frame->pseudo && frame->pseudo->argument == SELECTOR_ARGUMENT_RELATIVE;
	if (frame->open)
		close_compound(parser, combinator);
	else if (relative && frame->compounds.n == 0 && !frame->current.combinator)
		frame->current.combinator = combinator;
	else
		return fail(parser, "an element is expected before the combinator");
	parser->scan.at++;
	return true;
}

static void
emit_forwards(struct parser *parser, struct frame *frame)
{
	push(parser, &frame->done, SELECTOR_ALL);
	for (size_t i = 0; i < frame->compounds.n; i++) {
		const struct compound *compound = &frame->compounds.items[i];
		if (compound->combinator)
			push(parser, &frame->done, compound->combinator->forwards);
		append(parser, &frame->done, &compound->ops);
	}
}

static void
emit_backwards(struct parser *parser, struct frame *frame)
{
	push(parser, &frame->done, SELECTOR_ALL);
	for (size_t i = frame->compounds.n; i-- > 0;) {
		const struct compound *compound = &frame->compounds.items[i];
		append(parser, &frame->done, &compound->ops);
		push(parser, &frame->done,
		    compound->combinator ? compound->combinator->backwards : SELECTOR_ANCESTORS);
	}
}

/* At a ',' or ')' or the end: one selector of the list is complete. */
static bool
end_selector(struct parser *parser)
{
	struct frame *frame = top(parser);
	if (!frame->open)
		return fail(parser, "a selector is expected here");
	close_compound(parser, NULL);
	if (frame->pseudo && frame->pseudo->argument == SELECTOR_ARGUMENT_RELATIVE)
		emit_backwards(parser, frame);
	else
		emit_forwards(parser, frame);
	if (frame->has_done)
		push(parser, &frame->done, SELECTOR_OR);
	frame->has_done = true;
	frame->compounds = (struct compound_list){NULL, 0};
	return true;
}

static bool
end_list(struct parser *parser)
{
	if (parser->depth == 0)
		return fail(parser, "there is no '(' for this");
	if (!end_selector(parser))
		return false;
	struct frame *inner = top(parser);
	parser->depth--;
	append(parser, &top(parser)->current.ops, &inner->done);
	push_test(parser, inner->pseudo->code);
	parser->scan.at++;
	return true;
}

static bool
read_next(struct parser *parser, bool after_space)
{
	char c = selector_scan_peek(&parser->scan);
	if (c == ',') {
		if (!end_selector(parser))
			return false;
		parser->scan.at++;
		return true;
	}
	if (c == ')')
		return end_list(parser);
	const struct selector_combinator *combinator = selector_combinator_find(c);
	if (combinator)
		return read_combinator(parser, combinator);
	if (after_space && top(parser)->open)
		close_compound(parser, selector_combinator_find(' '));
	return read_test(parser);
}

static bool
read_all(struct parser *parser)
{
	for (;;) {
		bool space = selector_scan_space(&parser->scan);
		if (selector_scan_peek(&parser->scan) == '\0')
			break;
		if (!read_next(parser, space) || parser->why)
			return false;
	}
	if (parser->depth > 0)
		return fail(parser, "a ')' is missing");
	return end_selector(parser) && !parser->why;
}

const struct selector *
selector_compile(struct arena *arena, struct str text, struct str *why)
{
	struct parser parser = {.scan = {arena, text, 0}};
	if (text.len > SELECTOR_MAX_BYTES)
		fail(&parser, "the selector is too long");
	if (parser.why || !read_all(&parser)) {
		struct str before = str_slice(text, 0, parser.scan.at);
		*why =
		    arena_printf(arena, "character %zu: %s", unicode_count(before) + 1, parser.why);
		return NULL;
	}
	struct selector *selector = arena_alloc(arena, sizeof *selector);
	selector->ops = parser.frames[0].done;
	return selector;
}
