/* SPDX-License-Identifier: MIT */
/* state.c - articles that live only in the JSON state of a script-built page */
#include "parse/state.h"

#include <json-c/json.h>

#include "lib/ascii.h"
#include "parse/blocks.h"
#include "parse/body.h"
#include "parse/compare.h"
#include "parse/date.h"
#include "parse/loose_json.h"
#include "parse/person.h"
#include "parse/related.h"
#include "parse/rich_text.h"
#include "parse/text.h"

#define MOST_OBJECTS   65536 /* of one state: lists of hundreds of teasers have thousands */
#define SMALLEST_BODY  100   /* bytes of text that may be an article */
#define LITTLE_BODY    60    /* units on the visible page: it has no body of its own */
#define WHOLE_BODY     800   /* units: nobody shows that much of an article and hides the rest */
#define MORE_TIMES     1.5   /* a body that goes on where the page stops is so much longer */
#define SAME_KEY       30    /* bytes of a comparison key that are no accident */
#define MOST_KEY       200
#define FEWEST_RELATED 2

/* What sites call the members of an article, a person, a term; each list ends with NULL. */
static const char *const titles[] = {
    "title", "headline", "articleTitle", "article_title", "subject", NULL};
static const char *const bodies[] = {"content", "body", "articleBody", "html", "contentHtml",
    "bodyHtml", "article_content", "articleContent", "detail", "text", "richText", "blocks",
    "content_elements", "document", "sections", NULL};
static const char *const dates[] = {"publishTime", "publish_time", "publishedAt", "datePublished",
    "pubDate", "publishDate", "publish_date", "createTime", "create_time", "createdAt", "ctime",
    "date", NULL};
static const char *const people[] = {
    "doctor", "author", "authors", "expert", "doctorInfo", "authorInfo", "user", NULL};
static const char *const person_names[] = {
    "name", "realName", "doctorName", "doctor_name", "nickname", NULL};
static const char *const job_titles[] = {"jobTitle", "job_title", "professionalTitle",
    "doctorTitle", "position", "title", "level", NULL};
static const char *const affiliations[] = {"hospital", "hospitalName", "hospital_name",
    "affiliation", "organization", "institution", NULL};
static const char *const levels[] = {
    "hospitalLevel", "hospital_level", "organizationLevel", "grade", NULL};
static const char *const departments[] = {
    "department", "departmentName", "deptName", "department_name", NULL};
static const char *const disclaimers[] = {"disclaimer", "statement", "tips", NULL};
static const char *const term_names[] = {"term", "word", "keyword", NULL};
static const char *const definitions[] = {"definition", "explanation", "explain", "desc", NULL};
static const char *const urls[] = {"url", "link", "href", "path", NULL};
static const char *const teasers[] = {
    "summary", "teaser", "abstract", "digest", "description", "desc", "brief", "intro", NULL};

/* The first of the members that an object has as text. */
static struct str
first_text(struct arena *arena, struct json_object *object, const char *const *names)
{
	for (; *names; names++) {
		struct str text = str_trim(loose_json_text(object, *names));
		if (text.len > 0)
			return arena_copy(arena, text);
	}
	return (struct str){NULL, 0};
}

static bool
read_person(struct arena *arena, struct json_object *object, struct person *person)
{
	*person = (struct person){.name = first_text(arena, object, person_names)};
	person->job_title = first_text(arena, object, job_titles);
	person->affiliation = first_text(arena, object, affiliations);
	person->affiliation_grade = first_text(arena, object, levels);
	person->department = first_text(arena, object, departments);
	return person->name.ptr != NULL;
}

/* An author may be an object or a bare name. */
static bool
read_author(struct arena *arena, struct json_object *value, struct person *person)
{
	if (json_object_is_type(value, json_type_object))
		return read_person(arena, value, person);
	if (!json_object_is_type(value, json_type_string))
		return false;
	struct str name = str_trim(str_from(json_object_get_string(value)));
	*person = (struct person){.name = arena_copy(arena, name)};
	return person_part_of(name) == PERSON_NAME;
}

static void
read_people(struct arena *arena, struct json_object *object, struct person_list *list)
{
	struct person person;
	for (const char *const *name = people; *name && list->n == 0; name++) {
		struct json_object *value = loose_json_member(object, *name);
		if (json_object_is_type(value, json_type_array))
			value = json_object_array_get_idx(value, 0);
		if (read_author(arena, value, &person))
			*ARENA_PUSH(arena, list) = person;
	}
}

/* ---- finding the article among a state's objects ---- */

struct state {
	struct json_object **objects;
	size_t n;
};

/* The longest of the members that may be a body: a text, or a tree of an editor's objects. */
static struct str
longest_body(struct arena *arena, struct json_object *object)
{
	struct str longest = {NULL, 0};
	for (const char *const *name = bodies; *name; name++) {
		struct json_object *value = loose_json_member(object, *name);
		struct str body = json_object_is_type(value, json_type_string)
				      ? str_trim(loose_json_text(object, *name))
				      : rich_text_html(arena, value);
		if (body.len > longest.len)
			longest = body;
	}
	return arena_copy(arena, longest);
}

static struct json_object *
best_article(struct arena *arena, const struct state *state, struct str *body)
{
	struct json_object *best = NULL;
	size_t longest = SMALLEST_BODY;
	*body = (struct str){NULL, 0};
	for (size_t i = 0; i < state->n; i++) {
		if (!json_object_is_type(state->objects[i], json_type_object) ||
		    !first_text(arena, state->objects[i], titles).ptr)
			continue;
		struct str text = longest_body(arena, state->objects[i]);
		if (text.len >= longest) {
			longest = text.len + 1;
			*body = text;
			best = state->objects[i];
		}
	}
	return best;
}

/* ---- the body: HTML, or lines of text ---- */

static void
blocks_of_html(struct page *page, struct str html)
{
	struct page part = {
	    .arena = page->arena, .url = page->url, .base = page->base, .article = page->article};
	part.title_at = PAGE_NONE;
	dom_build(&part.dom, page->arena, html);
	hints_collect(&part.hints, page->arena, &part.dom);
	segment_page(&part.segments, page->arena, &part.dom);
	body_find(&part);
	blocks_build(&part);
}

static void
blocks_of_lines(struct page *page, struct str text)
{
	while (text.ptr) {
		struct str line = text_fold(page->arena, str_cut(&text, '\n'));
		if (line.len == 0)
			continue;
		struct block *block = ARENA_PUSH(page->arena, &page->article->blocks);
		block->type = BLOCK_PARAGRAPH;
		block->text = line;
	}
}

static void
fill_body(struct page *page, struct str body)
{
	page->article->blocks = (struct block_list){NULL, 0};
	if (str_find(body, STR("</")) != STR_NOT_FOUND ||
	    str_find(body, STR("<br")) != STR_NOT_FOUND)
		blocks_of_html(page, body);
	else
		blocks_of_lines(page, body);
}

/* ---- what stands around the body ---- */

static void
fill_date(struct page *page, struct json_object *article)
{
	struct date date;
	struct date_context context = {page->article->language, page->now};
	struct str text = first_text(page->arena, article, dates);
	if (text.ptr &&
	    (date_read(text, &context, &date) || date_read_epoch(text, &context, &date)))
		page->article->date_published = date_print(page->arena, &date);
}

static void
fill_terms(struct page *page, const struct state *state)
{
	for (size_t i = 0; i < state->n; i++) {
		struct term term = {.term = first_text(page->arena, state->objects[i], term_names)};
		term.definition = first_text(page->arena, state->objects[i], definitions);
		if (!term.term.ptr || !term.definition.ptr)
			continue;
		term.url = page_link(page, first_text(page->arena, state->objects[i], urls));
		*ARENA_PUSH(page->arena, &page->article->terms) = term;
	}
}

static bool
read_teaser(struct page *page, struct json_object *object, struct related *related)
{
	*related = (struct related){.title = first_text(page->arena, object, titles)};
	related->url = page_link(page, first_text(page->arena, object, urls));
	if (!related->title.ptr || !related->url.ptr)
		return false;
	read_people(page->arena, object, &related->authors);
	struct str teaser = first_text(page->arena, object, teasers);
	if (teaser.ptr) {
		related->teaser = text_fold(page->arena, teaser);
		related->teaser_truncated = related_is_truncated(related->teaser);
	}
	return true;
}

static void
fill_related(struct page *page, const struct state *state)
{
	for (size_t i = 0; i < state->n; i++) {
		struct json_object *array = state->objects[i];
		struct related_list list = {NULL, 0};
		if (!json_object_is_type(array, json_type_array))
			continue;
		for (size_t j = 0; j < json_object_array_length(array); j++) {
			struct related related;
			if (read_teaser(page, json_object_array_get_idx(array, j), &related) &&
			    !compare_same(page->arena, related.title, page->article->title))
				*ARENA_PUSH(page->arena, &list) = related;
		}
		if (list.n >= FEWEST_RELATED && list.n > page->article->related.n)
			page->article->related = list;
	}
}

static void
fill_article(
    struct page *page, const struct state *state, struct json_object *found, struct str body)
{
	struct article *article = page->article;
	article->title = first_text(page->arena, found, titles);
	page_evidence(page, "title", "state");
	fill_body(page, body);
	if (article->authors.n == 0) {
		read_people(page->arena, found, &article->authors);
		if (article->authors.n > 0)
			page_evidence(page, "authors", "state");
	}
	if (!article->date_published.ptr) {
		fill_date(page, found);
		if (article->date_published.ptr)
			page_evidence(page, "date_published", "state");
	}
	if (!article->disclaimer.ptr)
		article->disclaimer = first_text(page->arena, found, disclaimers);
	if (article->terms.n == 0)
		fill_terms(page, state);
	fill_related(page, state);
}

/* The JSON of a script: its whole text, or what is assigned to a name before the first bracket. */
static struct str
json_of_script(const struct dom *dom, uint32_t script)
{
	struct str none = {NULL, 0};
	if (script + 1 >= dom->nodes[script].end)
		return none;
	struct str text = str_trim(dom->nodes[script + 1].text);
	struct str type = dom_attribute(dom, script, "type");
	if (str_find_nocase(type, STR("ld+json")) != STR_NOT_FOUND)
		return none;
	if (str_find_nocase(type, STR("json")) != STR_NOT_FOUND)
		return text;
	size_t at = 0;
	while (
	    at < text.len && (ascii_is_alnum(text.ptr[at]) ||
				 str_find_char(STR("_$.[]\"' \t"), text.ptr[at]) != STR_NOT_FOUND))
		at++;
	if (at == 0 || at >= text.len || text.ptr[at] != '=')
		return none;
	text = str_trim(str_slice(text, at + 1, text.len));
	return str_starts(text, STR("{")) || str_starts(text, STR("[")) ? text : none;
}

/* Units of all blocks: a Han character is one, a word of letters two. */
static uint32_t
units_of(const struct block_list *blocks)
{
	uint32_t units = 0;
	for (size_t i = 0; i < blocks->n; i++) {
		struct measure m = measure_of(blocks->items[i].text);
		units += m.cjk + 2 * (m.words - m.cjk);
	}
	return units;
}

/* Whether a body begins as another one: its first long block is among those of the other. */
static bool
begins_as(struct arena *arena, const struct block_list *part, const struct block_list *whole)
{
	struct str key = {NULL, 0};
	for (size_t i = 0; i < part->n && key.len < SAME_KEY; i++)
		key = str_slice(compare_key(arena, part->items[i].text), 0, MOST_KEY);
	for (size_t i = 0; i < whole->n && key.len >= SAME_KEY; i++)
		if (str_find(compare_key(arena, whole->items[i].text), key) != STR_NOT_FOUND)
			return true;
	return false;
}

/* Takes a body that shows what the page shows, and goes on. */
static bool
continue_body(struct page *page, struct str body)
{
	struct block_list shown = page->article->blocks;
	fill_body(page, body);
	if (units_of(&page->article->blocks) >= MORE_TIMES * units_of(&shown) &&
	    begins_as(page->arena, &shown, &page->article->blocks))
		return true;
	page->article->blocks = shown;
	return false;
}

/* What one script's state has. */
static bool
fill_of_script(struct page *page, uint32_t script, bool has_body)
{
	struct state state;
	struct str body;
	struct str json = json_of_script(&page->dom, script);
	struct json_object *root = json.ptr ? loose_json_read(page->arena, json) : NULL;
	if (!root)
		return false;
	state.objects = arena_alloc(page->arena, MOST_OBJECTS * sizeof *state.objects);
	state.n = loose_json_list(root, state.objects, MOST_OBJECTS);
	struct json_object *article = best_article(page->arena, &state, &body);
	bool filled = article && (!has_body || continue_body(page, body));
	if (filled && !has_body)
		fill_article(page, &state, article, body);
	json_object_put(root);
	return filled;
}

const char *
state_fill(struct page *page)
{
	uint32_t units = units_of(&page->article->blocks);
	if (units >= WHOLE_BODY)
		return NULL;
	for (uint32_t node = 0; node < page->dom.n; node++)
		if (page->dom.nodes[node].tag == TAG_SCRIPT &&
		    fill_of_script(page, node, units >= LITTLE_BODY))
			return "state";
	const struct fact *stated = facts_first(&page->facts, FACT_BODY, NULL);
	return units >= LITTLE_BODY && stated && continue_body(page, stated->value) ? stated->source
										    : NULL;
}
