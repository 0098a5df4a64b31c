/* SPDX-License-Identifier: MIT */
/* prepass.c - the page as the parser needs it: without what extraction never reads
 *
 * A tokenizer without a tree.  The tree decides a few things about tokens: whether <style> begins a
 * raw text, and whether white space counts.  It does so differently only inside of <select>,
 * <frameset>, <template> with columns, <pre>, and foreign content, so those are followed, and what
 * they make uncertain ends the work.
 */
#include "parse/prepass.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/unicode.h"
#include "parse/prepass_aside.h"
#include "parse/prepass_attribute.h"
#include "parse/prepass_foreign.h"
#include "parse/prepass_scan.h"

#define SHORTEST_ASIDE 8 /* bytes: for less, the way there and back takes longer */

struct prepass {
	struct arena *arena;
	struct prepass_aside *aside;
	struct str html;
	size_t at;    /* what is before it has been looked at */
	size_t taken; /* what is before it has been written or dropped */
	char *out;    /* NULL as long as nothing was dropped */
	size_t len;
	struct prepass_foreign foreign;
	size_t n_pre;        /* <pre> that are open */
	bool keeps_space;    /* some <pre> may be open, whatever its end tags say */
	bool in_select;      /* perhaps */
	bool after_template; /* behind some <template> */
};

/* ---- what is done with a start tag, by its name ---- */

enum treatment {
	ORDINARY,
	WHOLE,     /* its attributes take part in building the tree */
	SCRIPT,    /* script data follows */
	STYLE,     /* raw text follows that nobody reads */
	RAW,       /* raw text follows */
	PRE,       /* white space counts */
	LISTING,   /* an old <pre>, too rare to follow */
	SCOPE,     /* end tags inside of it do not reach elements outside */
	COLUMN,    /* in a template, hides what follows */
	SELECT,    /* ignores most start tags */
	TEMPLATE,  /* has rules of its own */
	FOREIGN,   /* svg, math */
	UNBOUNDED, /* nothing after it is certain */
};

struct tag_rule {
	struct str name;
	enum treatment treatment;
};

/*
 * By first letter.  WHOLE are the formatting elements, which the parser counts by their attributes
 * (13.2.4.3, "Noah's Ark"; never more than one <a>), and those whose attributes are merged.
 */
#define RULES (const struct tag_rule[])
#define END                                                                                        \
	{                                                                                          \
		{NULL, 0}, ORDINARY                                                                \
	}
static const struct tag_rule *const rules['z' - 'a' + 1] = {
    ['a' - 'a'] = RULES{{STR_INIT("applet"), SCOPE}, END},
    ['b' - 'a'] =
	RULES{{STR_INIT("b"), WHOLE}, {STR_INIT("big"), WHOLE}, {STR_INIT("body"), WHOLE}, END},
    ['c' - 'a'] = RULES{{STR_INIT("code"), WHOLE}, {STR_INIT("caption"), SCOPE},
	{STR_INIT("col"), COLUMN}, END},
    ['e' - 'a'] = RULES{{STR_INIT("em"), WHOLE}, END},
    ['f' - 'a'] = RULES{{STR_INIT("font"), WHOLE}, {STR_INIT("frameset"), UNBOUNDED}, END},
    ['h' - 'a'] = RULES{{STR_INIT("html"), WHOLE}, END},
    ['i' - 'a'] =
	RULES{{STR_INIT("i"), WHOLE}, {STR_INIT("iframe"), RAW}, {STR_INIT("isindex"), WHOLE}, END},
    ['l' - 'a'] = RULES{{STR_INIT("listing"), LISTING}, END},
    ['m' - 'a'] = RULES{{STR_INIT("math"), FOREIGN}, {STR_INIT("marquee"), SCOPE}, END},
    ['n' - 'a'] = RULES{{STR_INIT("nobr"), WHOLE}, {STR_INIT("noembed"), RAW},
	{STR_INIT("noframes"), RAW}, END},
    ['o' - 'a'] = RULES{{STR_INIT("object"), SCOPE}, END},
    ['p' - 'a'] = RULES{{STR_INIT("pre"), PRE}, {STR_INIT("plaintext"), UNBOUNDED}, END},
    ['s' - 'a'] = RULES{{STR_INIT("script"), SCRIPT}, {STR_INIT("strong"), WHOLE},
	{STR_INIT("style"), STYLE}, {STR_INIT("svg"), FOREIGN}, {STR_INIT("select"), SELECT},
	{STR_INIT("s"), WHOLE}, {STR_INIT("small"), WHOLE}, {STR_INIT("strike"), WHOLE}, END},
    ['t' - 'a'] = RULES{{STR_INIT("td"), SCOPE}, {STR_INIT("title"), RAW},
	{STR_INIT("table"), SCOPE}, {STR_INIT("th"), SCOPE}, {STR_INIT("textarea"), RAW},
	{STR_INIT("template"), TEMPLATE}, {STR_INIT("tt"), WHOLE}, END},
    ['u' - 'a'] = RULES{{STR_INIT("u"), WHOLE}, END},
    ['x' - 'a'] = RULES{{STR_INIT("xmp"), RAW}, END},
};
#undef RULES
#undef END

static enum treatment
treatment_of(struct str name)
{
	const struct tag_rule *rule = rules[ascii_lower(name.ptr[0]) - 'a'];
	for (; rule && rule->name.ptr; rule++)
		if (str_eq_nocase(rule->name, name))
			return rule->treatment;
	return ORDINARY;
}

/* ---- writing ---- */

static void
write_bytes(struct prepass *p, const char *ptr, size_t len)
{
	memcpy(p->out + p->len, ptr, len);
	p->len += len;
}

/* Puts `instead`, which is not longer, in the place of [from, to). */
static void
replace(struct prepass *p, size_t from, size_t to, struct str instead)
{
	if (!p->out)
		p->out = arena_alloc(p->arena, p->html.len);
	write_bytes(p, p->html.ptr + p->taken, from - p->taken);
	write_bytes(p, instead.ptr, instead.len);
	p->taken = to;
}

/* Everything to the end stays. */
static void
stop(struct prepass *p)
{
	p->at = p->html.len;
}

/* Writes a stand-in for a text. */
static void
write_mark(struct prepass *p, struct str text)
{
	char mark[PREPASS_MARK_BYTES];
	prepass_put_aside(p->aside, p->arena, text, mark);
	write_bytes(p, mark, sizeof mark);
}

/* Puts [from, to) aside. */
static void
put_aside(struct prepass *p, size_t from, size_t to)
{
	replace(p, from, to, STR(""));
	write_mark(p, str_slice(p->html, from, to));
}

/* ---- texts ---- */

static size_t
fold_space(struct prepass *p, size_t end)
{
	const char *text = p->html.ptr;
	size_t at = p->at;
	bool feeds = false;
	for (; at < end && ascii_is_space(text[at]); at++)
		feeds = feeds || text[at] == '\n' || text[at] == '\r';
	if (at - p->at > 1 && p->n_pre == 0 && !p->keeps_space)
		replace(p, p->at, at, feeds ? STR("\n") : STR(" "));
	return at;
}

/*
 * Behind a character reference, or what may be one, at `at` (an ampersand), and the character after
 * it where that decides whether it is one.
 */
static size_t
pass_reference(struct str text, size_t at)
{
	at++;
	while (at < text.len && (ascii_is_alnum(text.ptr[at]) || text.ptr[at] == '#'))
		at++;
	return at < text.len && (text.ptr[at] == ';' || text.ptr[at] == '=') ? at + 1 : at;
}

/* Behind a character that the parser might replace; it takes CR LF for one. */
static size_t
pass_character(struct str text, size_t at)
{
	if (str_starts(str_slice(text, at, text.len), STR("\r\n")))
		return at + 2;
	unicode_next(text, &at);
	return at;
}

/* A run of [at, end) that begins with a character that is no white space.  White space at its end
 * is not part of it: how much there is may matter. */
static size_t
take_run(struct prepass *p, size_t end)
{
	size_t to = p->at + prepass_plain_len(str_slice(p->html, p->at, end));
	if (to == p->at)
		return pass_character(p->html, p->at);
	while (ascii_is_space(p->html.ptr[to - 1]))
		to--;
	if (to - p->at >= SHORTEST_ASIDE && !p->aside->closed)
		put_aside(p, p->at, to);
	return to;
}

static void
take_text(struct prepass *p)
{
	const char *from = p->html.ptr + p->at;
	const char *sign = memchr(from, '<', p->html.len - p->at);
	size_t end = sign ? (size_t)(sign - p->html.ptr) : p->html.len;
	while (p->foreign.n == 0 && p->at < end) {
		char c = p->html.ptr[p->at];
		if (ascii_is_space(c))
			p->at = fold_space(p, end);
		else if (c == '&')
			p->at = pass_reference(str_slice(p->html, 0, end), p->at);
		else
			p->at = take_run(p, end);
	}
	p->at = end;
}

/* ---- start tags ---- */

/* Of attributes with one name only the first counts, and gumbo glues what follows the others. */
static bool
repeats_name(const struct scan_tag *tag)
{
	for (size_t i = 1; i < tag->n; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq_nocase(tag->attributes[i].name, tag->attributes[j].name))
				return true;
	return false;
}

/* The parser looks at the type of an <input>. */
static bool
goes_aside(const struct prepass *p, const struct scan_attribute *attribute)
{
	return attribute->value.len >= SHORTEST_ASIDE && !p->aside->closed &&
	       !str_eq_nocase(attribute->name, STR("type"));
}

/* A value or script whose runs between references are put aside. */
static void
write_runs(struct prepass *p, struct str value)
{
	for (size_t at = 0; at < value.len;) {
		size_t from = at;
		at += prepass_plain_len(str_slice(value, at, value.len));
		if (at == from)
			at = value.ptr[at] == '&' ? pass_reference(value, at)
						  : pass_character(value, at);
		else if (at - from >= SHORTEST_ASIDE && !p->aside->closed) {
			write_mark(p, str_slice(value, from, at));
			continue;
		}
		write_bytes(p, value.ptr + from, at - from);
	}
}

static void
write_attribute(struct prepass *p, const struct scan_attribute *attribute)
{
	const struct str *value = &attribute->value, *whole = &attribute->whole;
	write_bytes(p, " ", 1);
	if (!goes_aside(p, attribute)) {
		write_bytes(p, whole->ptr, whole->len);
	} else if (prepass_plain_len(*value) == value->len) {
		/* It needs no quotes any more. */
		write_bytes(p, attribute->name.ptr, attribute->name.len);
		write_bytes(p, "=", 1);
		write_mark(p, *value);
	} else {
		const char *end = value->ptr + value->len;
		write_bytes(p, whole->ptr, (size_t)(value->ptr - whole->ptr));
		write_runs(p, *value);
		write_bytes(p, end, (size_t)(whole->ptr + whole->len - end));
	}
}

/* Writes a start tag without the attributes that nobody reads. */
static void
cut_attributes(struct prepass *p, const struct scan_tag *tag)
{
	bool keeps[SCAN_MOST_ATTRIBUTES], changes = false;
	bool foreign = p->foreign.n > 0;
	size_t start = p->at, len = 1 + tag->name.len + (tag->closes_itself ? 3 : 1);
	for (size_t i = 0; i < tag->n && !tag->odd; i++) {
		keeps[i] = prepass_keeps_attribute(tag, i, foreign);
		changes = changes || !keeps[i] || goes_aside(p, &tag->attributes[i]);
		len += keeps[i] ? 1 + tag->attributes[i].whole.len : 0;
	}
	if (tag->odd || !changes || len > tag->end - start || repeats_name(tag))
		return;
	replace(p, start, tag->end, str_slice(p->html, start, start + 1 + tag->name.len));
	for (size_t i = 0; i < tag->n; i++)
		if (keeps[i])
			write_attribute(p, &tag->attributes[i]);
	/* Without the space, the slash would belong to a value without quotes. */
	write_bytes(p, " />" + (tag->closes_itself ? 0 : 2), tag->closes_itself ? 3 : 1);
}

/* Whether a script assigns an object or array to a name: window.__STATE__ = {...} */
static bool
assigns_data(struct str body)
{
	size_t at = 0;
	body = str_trim(body);
	while (
	    at < body.len && (ascii_is_alnum(body.ptr[at]) ||
				 str_find_char(STR("_$.[]\"' \t"), body.ptr[at]) != STR_NOT_FOUND))
		at++;
	if (at == body.len || body.ptr[at] != '=')
		return false;
	body = str_trim(str_slice(body, at + 1, body.len));
	return str_starts(body, STR("{")) || str_starts(body, STR("["));
}

static bool
holds_data(const struct scan_tag *tag, struct str body)
{
	for (size_t i = 0; i < tag->n; i++) {
		struct str value = tag->attributes[i].value;
		if (!str_eq_nocase(tag->attributes[i].name, STR("type")))
			continue;
		/* With a reference in it (application/ld&#43;json) it could be anything. */
		if (str_find_nocase(value, STR("json")) != STR_NOT_FOUND ||
		    str_find_char(value, '&') != STR_NOT_FOUND)
			return true;
	}
	return tag->odd || assigns_data(body);
}

/* The text of an element that holds no markup, at p->at; its end tag is a token of its own. */
static void
take_raw_text(struct prepass *p, const struct scan_tag *tag, enum treatment treatment)
{
	size_t end = treatment == SCRIPT ? scan_script(p->html, p->at)
					 : scan_raw_text(p->html, p->at, tag->name);
	if (end == STR_NOT_FOUND) {
		stop(p);
		return;
	}
	struct str body = str_slice(p->html, p->at, end);
	bool cut = treatment == STYLE || (treatment == SCRIPT && !holds_data(tag, body));
	if (cut && body.len > 0) {
		replace(p, p->at, end, STR(""));
	} else if (treatment == SCRIPT && body.len >= SHORTEST_ASIDE && !p->aside->closed) {
		replace(p, p->at, end, STR(""));
		write_runs(p, body);
	}
	p->at = end;
}

/* What a start tag of HTML means for the tokens after it.  False when nobody can tell. */
static bool
is_certain(struct prepass *p, enum treatment treatment)
{
	/* Inside of these, a </pre> may be ignored. */
	if (p->n_pre > 0 && (treatment == SCOPE || treatment == SELECT || treatment == TEMPLATE))
		p->keeps_space = true;
	switch (treatment) {
	case STYLE:
	case RAW:
	case FOREIGN:
		return !p->in_select;
	case TEMPLATE:
		p->after_template = true;
		return !p->in_select;
	case COLUMN:
		return !p->after_template;
	case UNBOUNDED:
		return false;
	case SELECT:
		p->in_select = true;
		return true;
	case PRE:
		p->n_pre++;
		return true;
	case LISTING:
		p->keeps_space = true;
		return true;
	default:
		return true;
	}
}

static void
take_start_tag(struct prepass *p)
{
	struct scan_tag tag;
	if (!scan_tag(p->html, p->at + 1, &tag)) {
		stop(p);
		return;
	}
	enum treatment treatment = treatment_of(tag.name);
	bool certain = true;
	if (p->foreign.n > 0 || treatment == FOREIGN)
		certain = is_certain(p, treatment == FOREIGN ? FOREIGN : ORDINARY) &&
			  prepass_foreign_start(&p->foreign, &tag);
	else
		certain = is_certain(p, treatment);
	if (!certain) {
		stop(p);
		return;
	}
	if (treatment != WHOLE)
		cut_attributes(p, &tag);
	p->at = tag.end;
	if (p->foreign.n == 0 && (treatment == SCRIPT || treatment == STYLE || treatment == RAW))
		take_raw_text(p, &tag, treatment);
}

/* ---- all other tokens ---- */

static void
take_end_tag(struct prepass *p)
{
	struct scan_tag tag;
	if (!scan_tag(p->html, p->at + 2, &tag) ||
	    (p->foreign.n > 0 && !prepass_foreign_end(&p->foreign, &tag))) {
		stop(p);
		return;
	}
	enum treatment treatment = treatment_of(tag.name);
	if (treatment == PRE && p->n_pre > 0)
		p->n_pre--;
	else if (treatment == SELECT)
		p->in_select = false;
	p->at = tag.end;
}

static void
go_to(struct prepass *p, size_t end)
{
	p->at = end == STR_NOT_FOUND ? p->html.len : end;
}

static void
take_comment(struct prepass *p)
{
	size_t text = p->at + 4;
	size_t end = scan_comment(p->html, text);
	if (end != STR_NOT_FOUND && end - text > 3)
		replace(p, text, end, STR("-->"));
	go_to(p, end);
}

/* "<!": a comment, a doctype, a CDATA section in foreign content, or a bogus comment. */
static void
take_declaration(struct prepass *p)
{
	struct str rest = str_slice(p->html, p->at, p->html.len);
	if (str_starts(rest, STR("<!--")))
		take_comment(p);
	else if (p->foreign.n > 0 && str_starts(rest, STR("<![CDATA[")))
		go_to(p, prepass_foreign_is_border(&p->foreign)
			     ? STR_NOT_FOUND
			     : scan_past(p->html, p->at, STR("]]>")));
	else
		go_to(p, scan_past(p->html, p->at, STR(">")));
}

/* A "<" begins markup only in front of a letter, "/", "!" or "?". */
static void
take_markup(struct prepass *p)
{
	struct str rest = str_slice(p->html, p->at, p->html.len);
	char next = rest.len > 1 ? rest.ptr[1] : '\0';
	if (ascii_is_alpha(next))
		take_start_tag(p);
	else if (next == '/' && rest.len > 2 && ascii_is_alpha(rest.ptr[2]))
		take_end_tag(p);
	else if (next == '!')
		take_declaration(p);
	else if (next == '?' || next == '/')
		go_to(p, scan_past(p->html, p->at, STR(">")));
	else
		p->at++;
}

struct str
prepass_cut(struct arena *arena, struct str html, struct prepass_aside *aside)
{
	struct prepass p = {.arena = arena, .aside = aside, .html = html};
	prepass_aside_init(aside, html);
	while (p.at < html.len) {
		if (html.ptr[p.at] == '<')
			take_markup(&p);
		else
			take_text(&p);
	}
	if (!p.out)
		return html;
	write_bytes(&p, html.ptr + p.taken, html.len - p.taken);
	return (struct str){p.out, p.len};
}
