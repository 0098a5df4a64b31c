/* SPDX-License-Identifier: MIT */
/* site_state.c - what an export has of each site, in numbers */
#include "store/site_state.h"

#include <stdlib.h>

static const char *const names[SITE_N_NUMBERS] = {
    [SITE_ARTICLES] = "articles",
    [SITE_LENGTH] = "length",
    [SITE_WITH_AUTHOR] = "with_author",
    [SITE_TURNED] = "turned",
    [SITE_NEW] = "new",
    [SITE_NEW_LENGTH] = "new_length",
    [SITE_NEW_WITH_AUTHOR] = "new_with_author",
};

/* The site, and its numbers in their order. */
#define SELECT                                                                                     \
	"SELECT article.site, count(*), sum(text_length), sum(n_authors > 0), "                    \
	"sum(url.class = 'ok' AND url.outcome NOT IN ('article', 'qa')), sum(change > ?1), "       \
	"sum(iif(change > ?1, text_length, 0)), sum(change > ?1 AND n_authors > 0) "               \
	"FROM article JOIN url ON url.id = source_id WHERE "
#define GROUP " GROUP BY article.site ORDER BY article.site"

/* Without a selection the index over sites has all that is asked of articles. */
static const char all[] = SELECT "deleted IS NULL AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL "
				 "AND ?5 IS NULL AND ?6 IS NULL AND ?7 IS NULL" GROUP;
static const char selected[] = SELECT SELECTION_IS_IN GROUP;

const char *
site_number_name(enum site_number number)
{
	return names[number];
}

void
site_state_count(struct db *db, const struct selection *selection, int64_t since,
    struct arena *arena, struct site_states *out)
{
	struct selection_lists lists;
	struct sqlite3_stmt *rows = db_prepare(db, selection_is_any(selection) ? selected : all);
	*out = (struct site_states){NULL, 0};
	selection_bind(selection, &lists, db, rows, since);
	while (db_step(db, rows)) {
		struct site_state *state = ARENA_PUSH(arena, out);
		state->site = arena_copy(arena, db_text(rows, 0));
		for (int i = 0; i < SITE_N_NUMBERS; i++)
			state->numbers[i] = db_int(rows, i + 1);
	}
	db_finish(rows);
	selection_unbind(&lists);
}

static int
compare(const void *key, const void *item)
{
	return str_compare(*(const struct str *)key, ((const struct site_state *)item)->site);
}

const struct site_state *
site_state_find(const struct site_states *states, struct str site)
{
	if (states->n == 0)
		return NULL;
	return bsearch(&site, states->items, states->n, sizeof *states->items, compare);
}
