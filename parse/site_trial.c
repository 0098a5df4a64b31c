/* SPDX-License-Identifier: MIT */
/* site_trial.c - the tests of a site profile: stored pages, and what they must become */
#include "parse/site_trial.h"

#include "lib/limits.h"
#include "lib/profile_keys.h"
#include "lib/timestamp.h"
#include "lib/unicode.h"
#include "lib/url.h"
#include "parse/document.h"
#include "parse/overrule.h"
#include "parse/text.h"

#define SHOWN_POINTS 100 /* of a text, in a finding */
#define LEN(array)   (sizeof(array) / sizeof *(array))

struct trial {
	struct site_findings *findings;
	const struct profile *profile;
	const char *section;
	int line;           /* of the section's first entry */
	struct arena *page; /* of the page and what became of it */
	struct record record;
};

/* ---- what became of the page, and what it should be ---- */

static struct str
shown(struct str text)
{
	return text.ptr ? unicode_prefix(text, SHOWN_POINTS) : STR("nothing");
}

static void
expect_text(struct trial *trial, const struct ini_entry *entry, struct str got)
{
	if (!str_eq(got, entry->value))
		site_findings_add(trial->findings, entry->line, "%.*s: the page gives '%.*s'",
		    STR_ARGS(entry->key), STR_ARGS(shown(got)));
}

static void
compare_title(struct trial *trial, const struct ini_entry *entry)
{
	expect_text(trial, entry, trial->record.article.title);
}

static void
compare_published(struct trial *trial, const struct ini_entry *entry)
{
	expect_text(trial, entry, trial->record.article.date_published);
}

static void
compare_modified(struct trial *trial, const struct ini_entry *entry)
{
	expect_text(trial, entry, trial->record.article.date_modified);
}

static void
compare_kind(struct trial *trial, const struct ini_entry *entry)
{
	expect_text(trial, entry, trial->record.article.page_kind);
}

static void
compare_related(struct trial *trial, const struct ini_entry *entry)
{
	size_t n = trial->record.article.related.n;
	unsigned long long wanted;
	if (str_to_uint(entry->value, &wanted) && wanted != n)
		site_findings_add(trial->findings, entry->line, "related: the page gives %zu", n);
}

/* Names parted by commas, as one text. */
static struct str
join(struct arena *arena, struct str names, struct str name)
{
	return names.ptr ? arena_printf(arena, "%.*s, %.*s", STR_ARGS(names), STR_ARGS(name))
			 : name;
}

/* All lines of the key are one list; the first of them is compared. */
static void
compare_authors(struct trial *trial, const struct ini_entry *entry)
{
	const struct person_list *authors = &trial->record.article.authors;
	struct str got = {NULL, 0}, wanted = {NULL, 0};
	const struct ini_entry *line, *first = NULL;
	for (size_t at = 0; (line = profile_next(trial->profile, trial->section, &at)) != NULL;) {
		struct str rest = line->value;
		if (!str_eq(line->key, entry->key))
			continue;
		first = first ? first : line;
		while (rest.ptr) {
			struct str name = str_trim(str_cut(&rest, ','));
			if (name.len > 0)
				wanted = join(trial->page, wanted, name);
		}
	}
	for (size_t i = 0; i < authors->n; i++)
		got = join(trial->page, got, authors->items[i].name);
	if (entry == first && !str_eq(got, wanted))
		site_findings_add(trial->findings, entry->line, "authors: the page gives '%.*s'",
		    STR_ARGS(shown(got)));
}

static bool
has_text(struct arena *arena, struct str text, struct str wanted)
{
	return str_find(text_fold(arena, text), wanted) != STR_NOT_FOUND;
}

/* Whether a block of the body says this, white space folded. */
static bool
body_has(const struct trial *trial, struct str wanted)
{
	const struct block_list *blocks = &trial->record.article.blocks;
	struct str text = text_fold(trial->page, wanted);
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->items[i];
		if (has_text(trial->page, block->text, text) ||
		    has_text(trial->page, block->caption, text))
			return true;
		for (size_t j = 0; j < block->rows.n; j++)
			for (size_t k = 0; k < block->rows.items[j].n; k++)
				if (has_text(trial->page, block->rows.items[j].items[k], text))
					return true;
	}
	return false;
}

static void
compare_has(struct trial *trial, const struct ini_entry *entry)
{
	if (!body_has(trial, entry->value))
		site_findings_add(
		    trial->findings, entry->line, "has: no block of the body says it");
}

static void
compare_lacks(struct trial *trial, const struct ini_entry *entry)
{
	if (entry->value.len > 0 && body_has(trial, entry->value))
		site_findings_add(trial->findings, entry->line, "lacks: the body says it");
}

static const struct {
	struct str key;
	void (*compare)(struct trial *trial, const struct ini_entry *entry);
} comparisons[] = {
    {STR_INIT("title"), compare_title},
    {STR_INIT("authors"), compare_authors},
    {STR_INIT("date_published"), compare_published},
    {STR_INIT("date_modified"), compare_modified},
    {STR_INIT("has"), compare_has},
    {STR_INIT("lacks"), compare_lacks},
    {STR_INIT("related"), compare_related},
    {STR_INIT("page_kind"), compare_kind},
};

/* False when the section expects nothing. */
static bool
compare_all(struct trial *trial)
{
	const struct ini_entry *entry;
	bool expects = false;
	for (size_t at = 0; (entry = profile_next(trial->profile, trial->section, &at)) != NULL;)
		for (size_t i = 0; i < LEN(comparisons); i++) {
			if (!str_eq(comparisons[i].key, entry->key))
				continue;
			comparisons[i].compare(trial, entry);
			expects = true;
		}
	return expects;
}

/* A page that gives no article has a name for that, which `page_kind` may expect. */
static void
compare_outcome(struct trial *trial)
{
	const struct record *record = &trial->record;
	bool links = record->kind == RECORD_LINKS;
	struct str name = links ? STR("links") : record->outcome.outcome;
	struct str wanted = profile_value(trial->profile, trial->section, "page_kind");
	if (!str_eq(name, wanted))
		site_findings_add(
		    trial->findings, trial->line, "the page is no article: %.*s", STR_ARGS(name));
}

/* ---- the page ---- */

static bool
read_page(struct trial *trial, struct buf *body)
{
	struct str page = profile_value(trial->profile, trial->section, "page");
	struct str url = profile_value(trial->profile, trial->section, "url");
	const char *reason;
	if (page.len == 0 || url.len == 0) {
		site_findings_add(trial->findings, trial->line, "[%s] needs the keys page and url",
		    trial->section);
		return false;
	}
	const char *path = ini_path(trial->page, trial->profile->path, page);
	if (io_read_file(path, LIMIT_PAGE_BYTES, body, &reason))
		return true;
	site_findings_add(trial->findings, trial->line, "cannot read '%s': %s", path, reason);
	return false;
}

/* Whether the profile is the one that the URL's pages are read with. */
static bool
is_own_url(struct trial *trial, const struct profiles *all, struct url *url)
{
	struct str text = profile_value(trial->profile, trial->section, "url");
	if (url_join(trial->page, NULL, text, url) != URL_OK)
		return false; /* the value has been found wrong */
	const struct profile *owner = profiles_find(all, url->host);
	if (owner == trial->profile)
		return true;
	site_findings_add(trial->findings, trial->line, "url: '%.*s' belongs to %.*s",
	    STR_ARGS(url->host), STR_ARGS(owner ? owner->path : STR("no profile given here")));
	return false;
}

static bool
try_page(struct trial *trial, const struct overrules *overrules)
{
	struct url url;
	struct buf body;
	buf_init(&body, LIMIT_PAGE_BYTES);
	bool worked = read_page(trial, &body) && is_own_url(trial, overrules->profiles, &url);
	if (worked) {
		struct document document = {
		    .body = buf_str(&body), .overrules = overrules, .now = timestamp_now()};
		trial->record = (struct record){.visit.url = url.href};
		document_parse(trial->page, &document, &trial->record);
		if (trial->record.kind != RECORD_ARTICLE)
			compare_outcome(trial);
		else if (!compare_all(trial))
			site_findings_add(
			    trial->findings, trial->line, "[%s] expects nothing", trial->section);
	}
	buf_clear(&body);
	return worked;
}

static bool
is_new_section(const struct profile *profile, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_eq(profile->entries.items[i].section, profile->entries.items[at].section))
			return false;
	return true;
}

size_t
site_trial_run(
    struct site_findings *findings, const struct profiles *all, const struct profile *profile)
{
	size_t n = 0;
	struct str why;
	struct arena page;
	struct trial trial = {.findings = findings, .profile = profile, .page = &page};
	const struct overrule *overrule = overrule_compile(findings->arena, profile, &why);
	struct overrules overrules = {
	    all, arena_alloc(findings->arena, all->n * sizeof *overrules.items)};
	overrules.items[profile - all->items] = overrule; /* the others stay out of it */
	arena_init(&page, LIMIT_PARSE_BYTES);
	for (size_t i = 0; overrule && i < profile->entries.n; i++) {
		const struct ini_entry *entry = &profile->entries.items[i];
		if (!str_eq(profile_section(entry->section), STR("test")) ||
		    !is_new_section(profile, i))
			continue;
		trial.section = entry->section.ptr;
		trial.line = entry->line;
		n += try_page(&trial, &overrules);
		arena_reset(&page);
	}
	arena_clear(&page);
	return n;
}
