/* SPDX-License-Identifier: MIT */
/* clean.c - one article from record to cleaner record: the order of all steps */
#include "normalize/clean.h"

#include <stdlib.h>
#include <string.h>

#include "lib/digest.h"
#include "lib/fingerprint.h"
#include "lib/url.h"
#include "lib/url_site.h"
#include "normalize/boilerplate.h"
#include "normalize/dates.h"
#include "normalize/flags.h"
#include "normalize/headings.h"
#include "normalize/language.h"
#include "normalize/sections.h"
#include "normalize/split.h"
#include "normalize/teasers.h"
#include "normalize/titles.h"

static struct boilerplate_page
page_of(struct arena *arena, const struct record *record)
{
	struct boilerplate_page page = {.host = STR(""), .site = STR("")};
	struct url url;
	struct str none = {NULL, 0};
	if (url_resolve(arena, none, record->visit.url, &url) == URL_OK) {
		page.host = url.host;
		page.site = url_site(url.host);
	}
	return page;
}

static void
repair_labels(const struct clean *clean, struct arena *arena, struct article *article)
{
	struct str *const labels[] = {&article->title, &article->site_name, &article->description};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		repair_text(clean->repair, arena, REPAIR_LABEL, labels[i]);
	for (size_t i = 0; i < article->keywords.n; i++)
		repair_text(clean->repair, arena, REPAIR_LABEL, &article->keywords.items[i]);
}

/* A description that is nothing but boilerplate describes nothing. */
static void
clean_description(const struct clean *clean, struct arena *arena,
    const struct boilerplate_page *page, struct article *article)
{
	struct rules_hit hit;
	struct str none = {NULL, 0};
	if (article->description.len == 0 ||
	    !boilerplate_match(clean->rules, page, none, article->description, &hit))
		return;
	*ARENA_PUSH(arena, &article->removed) = (struct removed){
	    .rule = hit.name, .text = article->description, .member = STR("description")};
	article->description = none;
}

/* A line of the disclaimer, and where it came in. */
struct numbered {
	struct str text;
	size_t at;
};

static int
compare_numbered(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;
	int order = str_compare(x->text, y->text);
	return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* The lines of `text` and those of `more`, each once, in the order in which they first came. */
static struct str
join_once(struct arena *arena, struct str text, const struct str_list *more)
{
	struct str_list lines = {NULL, 0};
	size_t len = text.len + 1, used = 0;
	while (text.ptr)
		*ARENA_PUSH(arena, &lines) = str_cut(&text, '\n');
	for (size_t i = 0; i < more->n; len += more->items[i++].len + 1)
		*ARENA_PUSH(arena, &lines) = more->items[i];
	struct numbered *sorted = arena_alloc(arena, lines.n * sizeof *sorted);
	for (size_t i = 0; i < lines.n; i++)
		sorted[i] = (struct numbered){lines.items[i], i};
	qsort(sorted, lines.n, sizeof *sorted, compare_numbered);
	for (size_t i = 1; i < lines.n; i++)
		if (str_eq(sorted[i - 1].text, sorted[i].text))
			lines.items[sorted[i].at].len = 0;
	char *out = arena_alloc(arena, len);
	for (size_t i = 0; i < lines.n; i++) {
		if (lines.items[i].len == 0)
			continue;
		if (used > 0)
			out[used++] = '\n';
		memcpy(out + used, lines.items[i].ptr, lines.items[i].len);
		used += lines.items[i].len;
	}
	return (struct str){out, used};
}

static void
keep_disclaimers(
    struct arena *arena, struct article *article, const struct boilerplate_result *result)
{
	if (result->disclaimers.n > 0)
		article->disclaimer = join_once(arena, article->disclaimer, &result->disclaimers);
	for (size_t i = 0; i < result->kinds.n; i++) {
		struct str kind = result->kinds.items[i], *kinds = &article->disclaimer_kind;
		if (kinds->len == 0)
			*kinds = kind;
		else if (str_find(*kinds, kind) == STR_NOT_FOUND)
			*kinds = arena_printf(arena, "%.*s %.*s", STR_ARGS(*kinds), STR_ARGS(kind));
	}
}

/* Receipts are in the order of the page, whichever step wrote them: a stable sort by counting. */
static void
append_receipt(
    struct arena *arena, struct removed_list *all, const struct removed_list *more, size_t n_blocks)
{
	size_t first = all->n;
	size_t *place = arena_alloc(arena, (n_blocks + 1) * sizeof *place);
	for (size_t i = 0; i < more->n; i++) {
		ARENA_PUSH(arena, all);
		place[more->items[i].at + 1]++;
	}
	for (size_t at = 1; at <= n_blocks; at++)
		place[at] += place[at - 1];
	for (size_t i = 0; i < more->n; i++)
		all->items[first + place[more->items[i].at]++] = more->items[i];
}

/* A line that goes can make a heading of the one before, a heading gives its section's rules, and
 * what was split off can be boilerplate: so until nothing changes.  Each round takes text out or
 * makes headings, so it ends. */
static void
clean_body(const struct clean *clean, struct arena *arena, const struct boilerplate_page *page,
    struct article *article)
{
	struct boilerplate_result result = {{NULL, 0}, {NULL, 0}};
	struct body body;
	size_t n_blocks = article->blocks.n;
	bool changed;
	body_open(&body, arena, clean->repair, &article->blocks);
	boilerplate_apply(&body, clean->rules, page, &result);
	do {
		changed = split_numbered(&body);
		changed |= headings_find(&body);
		if (clean->frequent)
			changed |=
			    boilerplate_apply_common(&body, clean->rules, clean->frequent, page);
		if (changed)
			boilerplate_apply(&body, clean->rules, page, &result);
	} while (changed);
	append_receipt(arena, &article->removed, &body.removed, n_blocks);
	keep_disclaimers(arena, article, &result);
	body_close(&body, &article->blocks);
	sections_fill(arena, article);
}

static void
clean_date(struct arena *arena, struct article *article, struct str fetched_at, struct str member,
    struct str *date)
{
	struct str none = {NULL, 0}, raw = *date, rule;
	if (raw.len == 0)
		return;
	if (!dates_normalize(arena, raw, date)) {
		*date = none;
		rule = STR("not-a-date");
	} else if (dates_is_future(*date, fetched_at)) {
		*date = none;
		rule = STR("future-date");
	} else if (date->len < raw.len && date->len == sizeof "YYYY-MM-DD" - 1) {
		rule = STR("time-without-zone");
	} else {
		return;
	}
	*ARENA_PUSH(arena, &article->removed) =
	    (struct removed){.rule = rule, .text = raw, .member = member};
}

/* Sixteen digits. */
static struct str
hex(struct arena *arena, uint64_t number)
{
	char *digits = arena_alloc(arena, 17);
	for (int i = 15; i >= 0; i--, number >>= 4)
		digits[i] = "0123456789abcdef"[number & 15];
	return (struct str){digits, 16};
}

static void
fill_fingerprints(struct arena *arena, struct article *article)
{
	struct fingerprint fingerprint;
	struct str text = fingerprint_fold(arena, article->text);
	struct str title = fingerprint_fold(arena, article->title);
	struct str none = {NULL, 0};
	article->minhash = (struct str_list){NULL, 0};
	article->simhash = none;
	article->content_digest = none;
	if (text.len == 0)
		return;
	fingerprint_compute(text, &fingerprint);
	article->simhash = hex(arena, fingerprint.simhash);
	for (size_t i = 0; i < FINGERPRINT_BANDS; i++)
		*ARENA_PUSH(arena, &article->minhash) = hex(arena, fingerprint.bands[i]);
	struct digest *digest = digest_new();
	char printed[DIGEST_LEN + 1];
	digest_add(digest, title);
	digest_add(digest, STR("\n"));
	digest_add(digest, text);
	digest_free(digest, printed);
	article->content_digest = arena_copy(arena, str_from(printed));
}

void
clean_record(const struct clean *clean, struct arena *arena, struct record *record)
{
	if (record->kind != RECORD_ARTICLE)
		return;
	struct article *article = &record->article;
	struct boilerplate_page page = page_of(arena, record);
	repair_labels(clean, arena, article);
	page.site_name = article->site_name;
	titles_normalize(arena, clean->frequent, page.site, article);
	clean_description(clean, arena, &page, article);
	clean_body(clean, arena, &page, article);
	struct teasers_tools tools = {clean->repair, clean->rules, &page, clean->whole_teasers};
	teasers_normalize(arena, &tools, article);
	clean_date(arena, article, record->visit.fetched_at, STR("date_published"),
	    &article->date_published);
	clean_date(arena, article, record->visit.fetched_at, STR("date_modified"),
	    &article->date_modified);
	article->language = language_of(article->text, article->language);
	article->word_count = (int)language_count_words(article->text);
	article->rules = rules_digest(clean->rules);
	fill_fingerprints(arena, article);
	flags_fill(arena, article);
}
