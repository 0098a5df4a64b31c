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
#include "parse/prepass_foreign.h"
#include "parse/prepass_out.h"
#include "parse/prepass_scan.h"
#include "parse/prepass_start.h"

struct prepass {
	struct str html;
	size_t at; /* what is before it has been looked at */
	struct prepass_out out;
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

/* Everything to the end stays. */
static void
stop(struct prepass *p)
{
	p->at = p->html.len;
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
		prepass_out_replace(&p->out, p->at, at, feeds ? STR("\n") : STR(" "));
	return at;
}

/* A run of [at, end) that begins with a character that is no white space.  White space at its end
 * is not part of it: how much there is may matter. */
static size_t
take_run(struct prepass *p, size_t end)
{
	size_t to = p->at + prepass_plain_len(str_slice(p->html, p->at, end));
	if (to == p->at)
		return prepass_out_pass(str_slice(p->html, 0, end), p->at);
	while (ascii_is_space(p->html.ptr[to - 1]))
		to--;
	const struct prepass_item run = {.text = str_slice(p->html, p->at, to)};
	if (prepass_out_takes(&p->out, run.text.len)) {
		prepass_out_replace(&p->out, p->at, to, STR(""));
		prepass_out_mark(&p->out, &run);
	}
	return to;
}

static void
take_text(struct prepass *p)
{
	const char *from = p->html.ptr + p->at;
	const char *sign = memchr(from, '<', p->html.len - p->at);
	size_t end = sign ? (size_t)(sign - p->html.ptr) : p->html.len;
	while (p->foreign.n == 0 && p->at < end) {
		if (ascii_is_space(p->html.ptr[p->at]))
			p->at = fold_space(p, end);
		else
			p->at = take_run(p, end);
	}
	p->at = end;
}

/* ---- start tags ---- */

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
		prepass_out_replace(&p->out, p->at, end, STR(""));
	} else if (treatment == SCRIPT && prepass_out_takes(&p->out, body.len)) {
		prepass_out_replace(&p->out, p->at, end, STR(""));
		prepass_out_runs(&p->out, body);
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
		prepass_start_write(&p->out, p->at, &tag, p->foreign.n > 0);
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
		prepass_out_replace(&p->out, text, end, STR("-->"));
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
prepass_cut(struct arena *arena, struct str html, bool all_attributes, struct prepass_aside *aside)
{
	struct prepass p = {.html = html,
	    .out = {
		.arena = arena, .aside = aside, .html = html, .all_attributes = all_attributes}};
	prepass_aside_init(aside, html);
	while (p.at < html.len) {
		if (html.ptr[p.at] == '<')
			take_markup(&p);
		else
			take_text(&p);
	}
	return prepass_out_done(&p.out);
}
