/* SPDX-License-Identifier: MIT */
/* json_ld.c - facts out of JSON-LD: schema.org's articles and Baidu's cambrian form */
#include "parse/json_ld.h"

#include <json-c/json.h>
#include <string.h>

#include "parse/loose_json.h"

#define MOST_OBJECTS 2048 /* looked at in one block: a block of a real page has tens */
#define MOST_AUTHORS 16

/* schema.org types that stand for the page's own article; the second group only fills gaps. */
static const char *const article_types[] = {"Article", "NewsArticle", "BlogPosting", "Report",
    "ScholarlyArticle", "TechArticle", "MedicalScholarlyArticle", "ReportageNewsArticle",
    "AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "BackgroundNewsArticle",
    "AdvertiserContentArticle", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting",
    "Recipe", "HowTo", "Review", "CreativeWork", NULL};
static const char *const page_types[] = {
    "WebPage", "MedicalWebPage", "ItemPage", "QAPage", "VideoObject", NULL};

struct text_row {
	const char *member;
	enum fact_field field;
};

static const struct text_row text_rows[] = {
    {"datePublished", FACT_PUBLISHED},
    {"pubDate", FACT_PUBLISHED},
    {"uploadDate", FACT_PUBLISHED},
    {"dateCreated", FACT_PUBLISHED},
    {"dateModified", FACT_MODIFIED},
    {"upDate", FACT_MODIFIED},
    {"description", FACT_DESCRIPTION},
    {"articleBody", FACT_BODY},
    {"inLanguage", FACT_LANGUAGE},
};

/* Every object of a block, the outer before the inner. */
struct objects {
	struct json_object *items[MOST_OBJECTS];
	size_t n;
};

static bool
name_is_in(struct json_object *name, const char *const *names)
{
	if (!json_object_is_type(name, json_type_string))
		return false;
	for (; *names; names++)
		if (strcmp(json_object_get_string(name), *names) == 0)
			return true;
	return false;
}

static bool
has_type(struct json_object *object, const char *const *names)
{
	struct json_object *type = loose_json_member(object, "@type");
	if (!json_object_is_type(type, json_type_array))
		return name_is_in(type, names);
	for (size_t i = 0; i < json_object_array_length(type); i++)
		if (name_is_in(json_object_array_get_idx(type, i), names))
			return true;
	return false;
}

/* Baidu's form has no @type, but a context of its own. */
static bool
is_cambrian(struct json_object *object)
{
	struct str context = loose_json_text(object, "@context");
	return str_find(context, STR("cambrian")) != STR_NOT_FOUND;
}

/* {"@id": X} stands for the object that has this @id and more. */
static struct json_object *
resolve(const struct objects *all, struct json_object *object)
{
	struct str id = loose_json_text(object, "@id");
	if (!id.ptr || loose_json_member(object, "name"))
		return object;
	for (size_t i = 0; i < all->n; i++)
		if (loose_json_member(all->items[i], "name") &&
		    str_eq(loose_json_text(all->items[i], "@id"), id))
			return all->items[i];
	return object;
}

static struct str
copied(struct arena *arena, struct json_object *object, const char *member)
{
	return arena_copy(arena, str_trim(loose_json_text(object, member)));
}

static void
fill_person(struct arena *arena, struct json_object *author, struct person *person)
{
	static const char *const employers[] = {"memberOf", "affiliation", "worksFor"};
	person->job_title = copied(arena, author, "jobTitle");
	person->url = copied(arena, author, "url");
	for (size_t i = 0; i < sizeof employers / sizeof *employers && !person->affiliation.ptr;
	     i++) {
		struct json_object *employer = loose_json_member(author, employers[i]);
		if (json_object_is_type(employer, json_type_array))
			employer = json_object_array_get_idx(employer, 0);
		person->affiliation = copied(arena, employer, "legalName");
		if (!person->affiliation.ptr)
			person->affiliation = copied(arena, employer, "name");
		person->department = copied(arena, employer, "department");
		person->affiliation_grade = copied(arena, employer, "organizationLevel");
	}
}

static void
add_author(
    struct facts *facts, struct arena *arena, const struct objects *all, struct json_object *author)
{
	static const char *const organisations[] = {
	    "Organization", "NewsMediaOrganization", "Corporation", "WebSite", NULL};
	if (json_object_is_type(author, json_type_string)) {
		facts_add(
		    facts, arena, FACT_AUTHOR, "json-ld", str_from(json_object_get_string(author)));
		return;
	}
	author = resolve(all, author);
	const char *source = has_type(author, organisations) ? "organization" : "json-ld";
	struct fact *fact =
	    facts_add(facts, arena, FACT_AUTHOR, source, loose_json_text(author, "name"));
	if (!fact)
		return;
	fact->person.name = fact->value;
	fill_person(arena, author, &fact->person);
}

static void
add_authors(
    struct facts *facts, struct arena *arena, const struct objects *all, struct json_object *value)
{
	if (!json_object_is_type(value, json_type_array)) {
		if (value)
			add_author(facts, arena, all, value);
		return;
	}
	for (size_t i = 0; i < json_object_array_length(value) && i < MOST_AUTHORS; i++)
		add_author(facts, arena, all, json_object_array_get_idx(value, i));
}

static struct str
title_of(struct arena *arena, struct json_object *object, bool cambrian)
{
	static const char *const members[] = {"headline", "name", "title"};
	struct str title = {NULL, 0};
	for (size_t i = 0; i < sizeof members / sizeof *members && title.len == 0; i++)
		title = copied(arena, object, members[i]);
	if (cambrian && title.len == 0)
		title = copied(arena,
		    loose_json_member(loose_json_member(object, "data"), "WebPage"), "headline");
	return title.len > 0 ? title : (struct str){NULL, 0};
}

/* The address of the page that an object describes. */
static struct str
address_of(struct arena *arena, struct json_object *object)
{
	struct json_object *page = loose_json_member(object, "mainEntityOfPage");
	struct str address = copied(arena, object, "mainEntityOfPage");
	if (json_object_is_type(page, json_type_object))
		address = copied(arena, page, "@id");
	return address.len > 0 ? address : copied(arena, object, "url");
}

static void
collect_object(
    struct facts *facts, struct arena *arena, const struct objects *all, struct json_object *object)
{
	bool cambrian = is_cambrian(object);
	struct str title = title_of(arena, object, cambrian);
	size_t before = facts->n;
	facts_add(facts, arena, FACT_TITLE, "json-ld", title);
	for (size_t i = 0; i < sizeof text_rows / sizeof *text_rows; i++)
		facts_add(facts, arena, text_rows[i].field, "json-ld",
		    loose_json_text(object, text_rows[i].member));
	add_authors(facts, arena, all, loose_json_member(object, "author"));
	if (cambrian)
		add_authors(facts, arena, all,
		    loose_json_member(loose_json_member(object, "data"), "Author"));
	struct str address = address_of(arena, object);
	for (size_t i = before; i < facts->n; i++) {
		facts->items[i].about = title;
		facts->items[i].address = address;
	}
	struct str publisher = loose_json_text(loose_json_member(object, "publisher"), "name");
	facts_add(facts, arena, FACT_SITE_NAME, "json-ld", publisher);
}

void
json_ld_collect(struct facts *facts, struct arena *arena, struct str script)
{
	struct json_object *root = loose_json_read(arena, script);
	if (!root)
		return;
	struct objects *all = arena_alloc(arena, sizeof *all);
	all->n = loose_json_list(root, all->items, MOST_OBJECTS);
	for (size_t i = 0; i < all->n; i++)
		if (has_type(all->items[i], article_types) || is_cambrian(all->items[i]))
			collect_object(facts, arena, all, all->items[i]);
	for (size_t i = 0; i < all->n; i++)
		if (has_type(all->items[i], page_types))
			collect_object(facts, arena, all, all->items[i]);
	json_object_put(root);
}
