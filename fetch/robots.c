/* SPDX-License-Identifier: MIT */
/* robots.c - the rules that a robots.txt has for one crawler (RFC 9309) */
#include "fetch/robots.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/robots_path.h"
#include "lib/arena.h"
#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/limits.h"
#include "lib/mem.h"

/*
 * Where the RFC leaves room, this follows Google's published parser, which site owners test their
 * files with: a line may lack its colon, a directive may be misspelt in the usual ways, a rule for
 * /index.html allows its folder too.  One thing is ours: an encoding of an unreserved character
 * ("%62" for "b") is undone on both sides before a Disallow is compared, as the RFC asks, but not
 * for an Allow, so that a doubt never lets us in.
 */

/* A longer line is cut here: not quite eight times the longest URL that old browsers took, as
 * Google does. */
#define LINE_BYTES (2083u * 8u - 1u)

/* The memory of one file's rules: every octet of a pattern may need three. */
#define ROBOTS_BYTES (64u << 20)

/* Rules with an asterisk times octets of a path: beyond it nobody is let in, because a host's file
 * could take seconds for each of its URLs otherwise.  Long paths meet a thousand such rules yet. */
#define MOST_SEARCHED (8u << 20)

enum directive { USER_AGENT, ALLOW, DISALLOW, SITEMAP, CRAWL_DELAY, UNKNOWN };

/* Compared with the beginning of a line's key, without case. */
static const struct {
	struct str name;
	enum directive directive;
} directives[] = {
    {STR_INIT("user-agent"), USER_AGENT},
    {STR_INIT("useragent"), USER_AGENT},
    {STR_INIT("user agent"), USER_AGENT},
    {STR_INIT("allow"), ALLOW},
    {STR_INIT("disallow"), DISALLOW},
    {STR_INIT("dissallow"), DISALLOW},
    {STR_INIT("dissalow"), DISALLOW},
    {STR_INIT("disalow"), DISALLOW},
    {STR_INIT("diasllow"), DISALLOW},
    {STR_INIT("disallaw"), DISALLOW},
    {STR_INIT("sitemap"), SITEMAP},
    {STR_INIT("site-map"), SITEMAP},
    {STR_INIT("crawl-delay"), CRAWL_DELAY},
};

struct rule {
	struct str pattern; /* folded when it disallows */
	size_t weight;
	bool allow;
};

/* The merged groups of the crawler, or those for '*'. */
struct group {
	struct {
		struct rule *items;
		size_t n;
	} rules;
	size_t n_searching; /* rules with an asterisk */
	double crawl_delay;
	bool exists;
};

struct robots {
	struct arena arena;
	struct group own, any;
	struct str_list sitemaps;
};

struct reader {
	struct robots *robots;
	struct str agent;
	bool in_own, in_any; /* whom the group at hand is for */
	bool had_rule;       /* the next User-agent line begins a new group */
};

static enum directive
find_directive(struct str key)
{
	for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
		if (str_starts_nocase(key, directives[i].name))
			return directives[i].directive;
	return UNKNOWN;
}

/* Cuts a line into key and value at its colon or, failing that, at the blank between two words. */
static bool
split_line(struct str line, struct str *key, struct str *value)
{
	line = str_trim(str_slice(line, 0, str_find_char(line, '#')));
	size_t at = str_find_char(line, ':');
	if (at != STR_NOT_FOUND) {
		*key = str_trim(str_slice(line, 0, at));
		*value = str_trim(str_slice(line, at + 1, line.len));
		return key->len > 0;
	}
	for (at = 0; at < line.len && !ascii_is_space(line.ptr[at]); at++)
		continue;
	*key = str_slice(line, 0, at);
	*value = str_trim(str_slice(line, at, line.len));
	for (size_t i = 0; i < value->len; i++)
		if (ascii_is_space(value->ptr[i]))
			return false;
	return key->len > 0 && value->len > 0;
}

/* The product token at the beginning of a User-agent line's value. */
static struct str
product_token(struct str value)
{
	size_t len = 0;
	while (len < value.len &&
	       (ascii_is_alpha(value.ptr[len]) || value.ptr[len] == '-' || value.ptr[len] == '_'))
		len++;
	return str_slice(value, 0, len);
}

static void
begin_group(struct reader *reader, struct str value)
{
	struct robots *robots = reader->robots;
	if (reader->had_rule)
		reader->in_own = reader->in_any = reader->had_rule = false;
	if (str_eq(value, STR("*")) ||
	    (str_starts(value, STR("*")) && ascii_is_space(value.ptr[1])))
		reader->in_any = robots->any.exists = true;
	else if (reader->agent.len > 0 && str_eq_nocase(product_token(value), reader->agent))
		reader->in_own = robots->own.exists = true;
}

static void
add_to(struct robots *robots, struct group *group, struct str pattern, bool allow)
{
	struct rule *rule = ARENA_PUSH(&robots->arena, &group->rules);
	rule->weight = pattern.len;
	rule->pattern = allow ? pattern : robots_path_fold(&robots->arena, pattern);
	rule->allow = allow;
	group->n_searching += str_find_char(pattern, '*') != STR_NOT_FOUND;
}

/* An empty value matches nothing: "Disallow:" forbids nothing. */
static void
add_rule(struct reader *reader, struct str value, bool allow)
{
	struct robots *robots = reader->robots;
	reader->had_rule = true;
	if (value.len == 0 || (!reader->in_own && !reader->in_any))
		return;
	struct str pattern = robots_path_pattern(&robots->arena, value);
	size_t name = pattern.len;
	while (name > 0 && pattern.ptr[name - 1] != '/')
		name--;
	struct str folder = {NULL, 0};
	if (allow && name > 0 &&
	    str_starts(str_slice(pattern, name, pattern.len), STR("index.htm")))
		folder =
		    arena_printf(&robots->arena, "%.*s$", STR_ARGS(str_slice(pattern, 0, name)));
	struct group *groups[] = {
	    reader->in_own ? &robots->own : NULL, reader->in_any ? &robots->any : NULL};
	for (size_t i = 0; i < 2; i++) {
		if (!groups[i])
			continue;
		add_to(robots, groups[i], pattern, allow);
		if (folder.ptr)
			add_to(robots, groups[i], folder, true);
	}
}

/* A decimal number of seconds; the largest wins where a file gives several. */
static void
add_crawl_delay(struct reader *reader, struct str value)
{
	char text[32];
	char *end;
	if (value.len == 0 || value.len >= sizeof text || !ascii_is_digit(value.ptr[0]))
		return;
	memcpy(text, value.ptr, value.len);
	text[value.len] = '\0';
	double seconds = strtod(text, &end);
	if (end == text || !(seconds >= 0))
		return;
	if (reader->in_own && seconds > reader->robots->own.crawl_delay)
		reader->robots->own.crawl_delay = seconds;
	if (reader->in_any && seconds > reader->robots->any.crawl_delay)
		reader->robots->any.crawl_delay = seconds;
}

static void
read_line(struct reader *reader, struct str line)
{
	struct str key, value;
	struct robots *robots = reader->robots;
	if (!split_line(str_slice(line, 0, LINE_BYTES), &key, &value))
		return;
	switch (find_directive(key)) {
	case USER_AGENT:
		begin_group(reader, value);
		break;
	case ALLOW:
		add_rule(reader, value, true);
		break;
	case DISALLOW:
		add_rule(reader, value, false);
		break;
	case CRAWL_DELAY:
		add_crawl_delay(reader, value);
		break;
	case SITEMAP:
		if (value.len > 0)
			*ARENA_PUSH(&robots->arena, &robots->sitemaps) =
			    arena_copy(&robots->arena, value);
		break;
	case UNKNOWN:
		break;
	}
}

/* Lines end in CR, LF or both. */
static struct str
cut_line(struct str *rest)
{
	size_t at = 0;
	while (at < rest->len && rest->ptr[at] != '\n' && rest->ptr[at] != '\r')
		at++;
	struct str line = str_slice(*rest, 0, at);
	*rest = str_slice(*rest, at + 1, rest->len);
	return line;
}

/* UTF-16 as its ASCII: directives and paths are nothing else, and what is becomes '?'. */
static struct str
narrow(struct arena *arena, struct str text, bool big_endian)
{
	char *out = arena_alloc(arena, text.len / 2 + 1);
	for (size_t i = 0; i + 1 < text.len; i += 2) {
		unsigned char high = (unsigned char)text.ptr[i + !big_endian];
		unsigned char low = (unsigned char)text.ptr[i + big_endian];
		out[i / 2] = high || low >= 0x80 ? '?' : (char)low;
	}
	return (struct str){out, text.len / 2};
}

static struct str
without_mark(struct arena *arena, struct str text)
{
	static const char utf8[] = "\xef\xbb\xbf";
	if (str_starts(text, STR("\xff\xfe")) || str_starts(text, STR("\xfe\xff")))
		return narrow(arena, str_slice(text, 2, text.len), text.ptr[0] == '\xfe');
	size_t mark = 0; /* a cut mark is passed over too */
	while (mark < 3 && mark < text.len && text.ptr[mark] == utf8[mark])
		mark++;
	return str_slice(text, mark, text.len);
}

struct robots *
robots_new(struct str text, struct str agent)
{
	struct robots *robots = mem_alloc(sizeof *robots);
	struct reader reader = {.robots = robots, .agent = agent};
	arena_init(&robots->arena, ROBOTS_BYTES);
	robots->own.crawl_delay = robots->any.crawl_delay = -1;
	text = str_slice(text, 0, LIMIT_ROBOTS_BYTES);
	struct str rest = without_mark(&robots->arena, text);
	while (rest.len > 0)
		read_line(&reader, cut_line(&rest));
	return robots;
}

void
robots_free(struct robots *robots)
{
	if (!robots)
		return;
	arena_clear(&robots->arena);
	mem_free(robots);
}

static const struct group *
group_of(const struct robots *robots)
{
	return robots->own.exists ? &robots->own : &robots->any;
}

bool
robots_allow(const struct robots *robots, struct str path)
{
	struct arena scratch;
	const struct group *group = group_of(robots);
	size_t allow = 0, disallow = 0;
	if (group->n_searching > MOST_SEARCHED / (path.len + 1))
		return false;
	arena_init(&scratch, ROBOTS_BYTES);
	struct str folded = robots_path_fold(&scratch, path);
	for (size_t i = 0; i < group->rules.n; i++) {
		const struct rule *rule = &group->rules.items[i];
		size_t *best = rule->allow ? &allow : &disallow;
		if (rule->weight > *best &&
		    robots_path_matches(rule->pattern, rule->allow ? path : folded))
			*best = rule->weight;
	}
	arena_clear(&scratch);
	return allow >= disallow;
}

double
robots_crawl_delay(const struct robots *robots)
{
	return group_of(robots)->crawl_delay;
}

const struct str_list *
robots_sitemaps(const struct robots *robots)
{
	return &robots->sitemaps;
}
