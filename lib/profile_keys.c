/* SPDX-License-Identifier: MIT */
/* profile_keys.c - the one table of what a site profile may say: its sections, keys and values */
#include "lib/profile_keys.h"

#include "lib/ascii.h"
#include "lib/pattern.h"
#include "lib/profile_value.h"
#include "lib/timestamp.h"
#include "lib/unicode.h"
#include "lib/url.h"

#define EVERY false
#define ONCE  true

const struct profile_key profile_keys[] = {
#define KEY(section, name, value, once)                                                            \
	{                                                                                          \
		STR_INIT(section), STR_INIT(name), value, once                                     \
	}
    KEY("site", "hosts", PROFILE_HOSTS, EVERY),
    KEY("site", "start", PROFILE_URL, EVERY),
    KEY("site", "sitemap", PROFILE_URL, EVERY),
    KEY("site", "feed", PROFILE_URL, EVERY),
    KEY("fetch", "delay", PROFILE_SECONDS, ONCE),
    KEY("fetch", "header", PROFILE_HEADER, EVERY),
    KEY("scope", "follow", PROFILE_PATTERN, EVERY),
    KEY("scope", "ignore", PROFILE_PATTERN, EVERY),
    KEY("scope", "depth", PROFILE_COUNT, ONCE),
    KEY("scope", "revisit", PROFILE_INTERVALS, ONCE),
    KEY("parse", "remove", PROFILE_SELECTOR, EVERY),
    KEY("parse", "body", PROFILE_SELECTOR, EVERY),
    KEY("parse", "title", PROFILE_SELECTOR, EVERY),
    KEY("parse", "site_name", PROFILE_SELECTOR, EVERY),
    KEY("parse", "description", PROFILE_SELECTOR, EVERY),
    KEY("parse", "keywords", PROFILE_SELECTOR, EVERY),
    KEY("parse", "date_published", PROFILE_SELECTOR, EVERY),
    KEY("parse", "date_modified", PROFILE_SELECTOR, EVERY),
    KEY("parse", "image", PROFILE_SELECTOR, EVERY),
    KEY("parse", "next_page", PROFILE_SELECTOR, EVERY),
    KEY("parse", "authors", PROFILE_SELECTOR, EVERY),
    KEY("parse", "author_name", PROFILE_SELECTOR, EVERY),
    KEY("parse", "author_job_title", PROFILE_SELECTOR, EVERY),
    KEY("parse", "author_affiliation", PROFILE_SELECTOR, EVERY),
    KEY("parse", "author_grade", PROFILE_SELECTOR, EVERY),
    KEY("parse", "author_department", PROFILE_SELECTOR, EVERY),
    KEY("parse", "related_item", PROFILE_SELECTOR, EVERY),
    KEY("parse", "related_title", PROFILE_SELECTOR, EVERY),
    KEY("parse", "related_url", PROFILE_SELECTOR, EVERY),
    KEY("parse", "related_author", PROFILE_SELECTOR, EVERY),
    KEY("parse", "related_teaser", PROFILE_SELECTOR, EVERY),
    KEY("parse", "term_item", PROFILE_SELECTOR, EVERY),
    KEY("parse", "term", PROFILE_SELECTOR, EVERY),
    KEY("parse", "term_definition", PROFILE_SELECTOR, EVERY),
    KEY("normalize", "literal", PROFILE_TEXT, EVERY),
    KEY("normalize", "line", PROFILE_TEXT, EVERY),
    KEY("normalize", "needs", PROFILE_TEXT, EVERY),
    KEY("normalize", "pattern", PROFILE_PATTERN, EVERY),
    KEY("normalize", "disclaimer", PROFILE_TEXT, ONCE),
    KEY("normalize", "section", PROFILE_TEXT, EVERY),
    KEY("normalize", "test", PROFILE_TEXT, EVERY),
    KEY("normalize", "keep", PROFILE_TEXT, EVERY),
    KEY("normalize", "keep-section", PROFILE_TEXT, EVERY),
    KEY("test", "page", PROFILE_FILE, ONCE),
    KEY("test", "url", PROFILE_URL, ONCE),
    KEY("test", "title", PROFILE_WORDS, ONCE),
    KEY("test", "authors", PROFILE_WORDS, EVERY),
    KEY("test", "date_published", PROFILE_DATE, ONCE),
    KEY("test", "date_modified", PROFILE_DATE, ONCE),
    KEY("test", "has", PROFILE_TEXT, EVERY),
    KEY("test", "lacks", PROFILE_TEXT, EVERY),
    KEY("test", "related", PROFILE_COUNT, ONCE),
    KEY("test", "page_kind", PROFILE_TEXT, ONCE),
#undef KEY
};
const size_t profile_n_keys = sizeof profile_keys / sizeof *profile_keys;

struct str
profile_section(struct str written)
{
	struct str test = STR("test");
	bool names_one = str_starts(written, STR("test ")) &&
			 !str_is_blank(str_slice(written, test.len, written.len));
	return names_one ? test : written;
}

bool
profile_has_section(struct str section)
{
	for (size_t i = 0; i < profile_n_keys; i++)
		if (str_eq(profile_keys[i].section, section))
			return true;
	return false;
}

const struct profile_key *
profile_key_find(struct str section, struct str name)
{
	for (size_t i = 0; i < profile_n_keys; i++)
		if (str_eq(profile_keys[i].section, section) && str_eq(profile_keys[i].name, name))
			return &profile_keys[i];
	return NULL;
}

/* ---- values ---- */

static struct str
wrong_host(struct arena *arena, struct str value)
{
	while (value.len > 0) {
		size_t end = 0;
		while (end < value.len && !ascii_is_space(value.ptr[end]) && value.ptr[end] != ',')
			end++;
		struct str host = str_slice(value, 0, end);
		if (end > 0 && !profile_is_host(host))
			return arena_printf(arena,
			    "'%.*s' is no host (without scheme, port or path; in Punycode)",
			    STR_ARGS(host));
		value = str_slice(value, end + 1, value.len);
	}
	return (struct str){NULL, 0};
}

static struct str
wrong_url(struct arena *arena, struct str value)
{
	struct url url;
	enum url_result result = url_join(arena, NULL, value, &url);
	return str_from(result == URL_OK ? NULL : url_result_name(result));
}

static struct str
wrong_pattern(struct arena *arena, struct str value)
{
	struct str why = {NULL, 0};
	struct pattern *pattern = pattern_new(arena, value, false, &why);
	bool worked = pattern != NULL;
	pattern_free(pattern);
	return worked ? (struct str){NULL, 0} : why;
}

static bool
is_date(struct str text)
{
	int64_t at;
	return text.len == 0 || timestamp_read(text, &at);
}

struct str
profile_value_wrong(struct arena *arena, const struct profile_key *key, struct str value)
{
	double seconds;
	int64_t shortest, longest;
	unsigned long long n;
	if (!unicode_is_valid(value))
		return STR("not UTF-8 text");
	switch (key->value) {
	case PROFILE_HOSTS:
		return wrong_host(arena, value);
	case PROFILE_URL:
		return wrong_url(arena, value);
	case PROFILE_PATTERN:
		return wrong_pattern(arena, value);
	case PROFILE_SECONDS:
		return str_from(
		    profile_read_seconds(value, &seconds) ? NULL : "no number of seconds");
	case PROFILE_HEADER:
		return str_from(profile_is_header(value) ? NULL : "no field of a request");
	case PROFILE_COUNT:
		return str_from(str_to_uint(value, &n) ? NULL : "no whole number");
	case PROFILE_INTERVALS:
		return str_from(
		    profile_read_intervals(value, &shortest, &longest)
			? NULL
			: "takes the shortest and the longest interval, as in '6h 30d'");
	case PROFILE_DATE:
		return str_from(is_date(value) ? NULL : "no date as records have it");
	case PROFILE_FILE:
	case PROFILE_TEXT:
		return str_from(value.len > 0 ? NULL : "says nothing");
	case PROFILE_SELECTOR:
	case PROFILE_WORDS:
		break;
	}
	return (struct str){NULL, 0};
}

bool
profile_check_section(
    struct arena *arena, const struct profile *profile, const char *section, struct str *why)
{
	const struct ini_entry *entry;
	for (size_t at = 0; (entry = profile_next(profile, section, &at)) != NULL;) {
		const struct profile_key *key = profile_key_find(entry->section, entry->key);
		struct str wrong =
		    key ? profile_value_wrong(arena, key, entry->value)
			: arena_printf(arena, "no key of [%s] is called so", section);
		if (!wrong.ptr)
			continue;
		*why = arena_printf(arena, "%.*s:%d: %.*s: %.*s", STR_ARGS(profile->path),
		    entry->line, STR_ARGS(entry->key), STR_ARGS(wrong));
		return false;
	}
	return true;
}
