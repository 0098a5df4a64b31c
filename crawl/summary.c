/* SPDX-License-Identifier: MIT */
/* summary.c - what a night brought, read from the store's report */
#include "crawl/summary.h"

#include <json-c/json.h>

#include "lib/json.h"

/* A list for ARENA_PUSH. */
struct outcomes {
	struct summary_outcome *items;
	size_t n;
};

static unsigned long long
read_count(struct json_object *object, const char *name)
{
	struct json_object *value;
	if (!json_object_object_get_ex(object, name, &value))
		return 0;
	int64_t n = json_object_get_int64(value);
	return n > 0 ? (unsigned long long)n : 0;
}

static bool
find_object(struct json_object *root, const char *name, struct json_object **out)
{
	return json_object_object_get_ex(root, name, out) &&
	       json_object_is_type(*out, json_type_object);
}

/* In the order of the table of outcomes, whatever the order in the report. */
static void
read_outcomes(struct arena *arena, struct json_object *classes, struct summary *out)
{
	struct outcomes list = {NULL, 0};
	for (size_t i = 0; i < outcome_table_len; i++) {
		struct json_object *class;
		const struct outcome_row *row = &outcome_table[i];
		if (!find_object(classes, outcome_class_name(row->class), &class))
			continue;
		unsigned long long n = read_count(class, row->name);
		out->by_class[row->class] += n;
		if (n > 0)
			*ARENA_PUSH(arena, &list) = (struct summary_outcome){row, n};
	}
	out->outcomes = list.items;
	out->n = list.n;
}

static void
read_articles(struct json_object *owner, struct summary_articles *out)
{
	struct json_object *articles;
	if (find_object(owner, "articles", &articles))
		*out = (struct summary_articles){read_count(articles, "new"),
		    read_count(articles, "changed"), read_count(articles, "unchanged"),
		    read_count(articles, "deleted")};
}

static struct str
read_text(struct arena *arena, struct json_object *object, const char *name)
{
	struct json_object *value;
	if (!json_object_object_get_ex(object, name, &value))
		return (struct str){NULL, 0};
	return arena_copy(arena, str_from(json_object_get_string(value)));
}

/* The items of a list that may be missing. */
static size_t
find_list(struct json_object *root, const char *name, struct json_object **out)
{
	bool found = json_object_object_get_ex(root, name, out) &&
		     json_object_is_type(*out, json_type_array);
	return found ? json_object_array_length(*out) : 0;
}

static void
read_sites(struct arena *arena, struct json_object *root, struct summary_sites *out)
{
	struct json_object *list, *usual;
	size_t n = find_list(root, "sites", &list);
	for (size_t i = 0; i < n; i++) {
		struct json_object *item = json_object_array_get_idx(list, i);
		struct summary_site *site = ARENA_PUSH(arena, out);
		site->site = read_text(arena, item, "site");
		site->asked = read_count(item, "asked");
		site->good = read_count(item, "good");
		site->nights = read_count(item, "nights");
		read_articles(item, &site->articles);
		if (find_object(item, "usual", &usual)) {
			site->usual_good = read_count(usual, "good");
			site->usual_articles = read_count(usual, "articles");
		}
	}
}

static void
read_suspicions(struct arena *arena, struct json_object *root, struct summary_suspicions *out)
{
	struct json_object *list;
	size_t n = find_list(root, "suspicious", &list);
	for (size_t i = 0; i < n; i++) {
		struct json_object *item = json_object_array_get_idx(list, i);
		*ARENA_PUSH(arena, out) = (struct summary_suspicion){read_text(arena, item, "site"),
		    read_text(arena, item, "reason"), read_text(arena, item, "detail")};
	}
}

bool
summary_read(struct arena *arena, struct str report, struct summary *out)
{
	struct json_object *root = NULL, *articles, *outcomes;
	const char *why;
	bool ok = json_read(report, &root, &why) && find_object(root, "articles", &articles) &&
		  find_object(root, "outcomes", &outcomes);
	if (ok) {
		*out = (struct summary){.n = 0};
		read_articles(root, &out->articles);
		read_outcomes(arena, outcomes, out);
		read_sites(arena, root, &out->sites);
		read_suspicions(arena, root, &out->suspicions);
	}
	json_object_put(root);
	return ok;
}

bool
summary_is_good(const struct summary *summary, double min_success)
{
	unsigned long long asked = 0;
	unsigned long long good =
	    summary->by_class[OUTCOME_OK] + summary->by_class[OUTCOME_NOT_MODIFIED];
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++)
		if (class != OUTCOME_REDIRECTED && class != OUTCOME_DUPLICATE)
			asked += summary->by_class[class];
	if (summary->suspicions.n > 0)
		return false;
	if (min_success < 0)
		return asked == 0 || good > 0;
	return (double)good * 100 >= min_success * (double)asked;
}
