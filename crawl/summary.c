/* SPDX-License-Identifier: MIT */
/* summary.c - what a night brought: counts, one line of words, and whether it was good */
#include "crawl/summary.h"

#include <json-c/json.h>
#include <string.h>

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

bool
summary_read(struct arena *arena, struct str report, struct summary *out)
{
	struct json_object *root = NULL, *articles, *outcomes;
	const char *why;
	bool ok = json_read(report, &root, &why) && find_object(root, "articles", &articles) &&
		  find_object(root, "outcomes", &outcomes);
	if (ok) {
		*out = (struct summary){.n_new = read_count(articles, "new"),
		    .n_changed = read_count(articles, "changed"),
		    .n_unchanged = read_count(articles, "unchanged")};
		read_outcomes(arena, outcomes, out);
	}
	json_object_put(root);
	return ok;
}

/* " (3 http-error, 1 truncated)", unless the class says it all. */
static void
add_details(const struct summary *summary, enum outcome_class class, struct buf *out)
{
	const char *separator = " (";
	for (size_t i = 0; i < summary->n; i++) {
		const struct summary_outcome *outcome = &summary->outcomes[i];
		if (outcome->row->class != class)
			continue;
		if (strcmp(outcome->row->name, outcome_class_name(class)) == 0)
			return;
		buf_addf(out, "%s%llu %s", separator, outcome->n, outcome->row->name);
		separator = ", ";
	}
	buf_add_text(out, ")");
}

void
summary_words(const struct summary *summary, struct buf *out)
{
	unsigned long long all = 0;
	const char *separator = ": ";
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++)
		all += summary->by_class[class];
	buf_addf(out, "%llu new, %llu changed, %llu unchanged articles; %llu outcomes",
	    summary->n_new, summary->n_changed, summary->n_unchanged, all);
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++) {
		if (summary->by_class[class] == 0)
			continue;
		buf_addf(out, "%s%llu %s", separator, summary->by_class[class],
		    outcome_class_name(class));
		add_details(summary, class, out);
		separator = ", ";
	}
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
	if (min_success < 0)
		return asked == 0 || good > 0;
	return (double)good * 100 >= min_success * (double)asked;
}
