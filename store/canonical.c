/* SPDX-License-Identifier: MIT */
/* canonical.c - pages that say they are another page of their site: one article, not two */
#include "store/canonical.h"

#include "lib/url_key.h"
#include "lib/url_site.h"

void
canonical_open(struct canonical *canonical, struct frontier *frontier)
{
	canonical->frontier = frontier;
	canonical->target = db_prepare(frontier->db,
	    "SELECT alias_of IS NOT NULL, is_forgotten, article.id IS NOT NULL, title, "
	    "content_digest FROM url LEFT JOIN article ON url_id = url.id AND deleted IS NULL "
	    "WHERE url.id = ?");
	canonical->release =
	    db_prepare(frontier->db, "UPDATE url SET alias_of = NULL, due_at = min(due_at, ?2) "
				     "WHERE alias_of = ?1 AND outcome IS NOT 'redirected'");
}

void
canonical_close(struct canonical *canonical)
{
	db_finish(canonical->target);
	db_finish(canonical->release);
}

/* The URL that the page says it is, when that is another one of its site; absent otherwise. */
static struct str
named(struct arena *arena, const struct record *record)
{
	struct str none = {NULL, 0};
	struct url own, other;
	if (!record->article.canonical_url.ptr ||
	    url_resolve(arena, none, record->visit.url, &own) != URL_OK ||
	    url_resolve(arena, record->visit.url, record->article.canonical_url, &other) != URL_OK)
		return none;
	bool is_other = url_same_site(own.host, other.host) &&
			!str_eq(url_key(arena, &own), url_key(arena, &other));
	return is_other ? other.href : none;
}

enum verdict { REFUSED, AWAITED, STANDS };

static enum verdict
judge(struct canonical *canonical, const struct article *article, int64_t target)
{
	struct sqlite3_stmt *row = canonical->target;
	enum verdict verdict = AWAITED;
	db_bind(canonical->frontier->db, row, "i", target);
	if (!db_step(canonical->frontier->db, row))
		return REFUSED;
	if (db_int(row, 1))
		verdict = STANDS;
	else if (db_int(row, 0))
		verdict = REFUSED;
	else if (db_int(row, 2))
		verdict = str_eq(db_text(row, 3), article->title) ||
				  str_eq(db_text(row, 4), article->content_digest)
			      ? STANDS
			      : REFUSED;
	db_one(canonical->frontier->db, row);
	return verdict;
}

bool
canonical_follow(struct canonical *canonical, struct arena *arena, const struct record *record,
    int64_t url_id, struct str now)
{
	struct str text = named(arena, record);
	int64_t target = text.ptr ? frontier_add(canonical->frontier, arena, text,
					record->visit.depth, record->visit.url, now)
				  : 0;
	enum verdict verdict = target ? judge(canonical, &record->article, target) : REFUSED;
	frontier_alias(canonical->frontier, url_id, verdict == REFUSED ? 0 : target);
	return verdict == STANDS;
}

void
canonical_release(struct canonical *canonical, int64_t url_id, struct str now)
{
	db_run(canonical->frontier->db, canonical->release, "it", url_id, now);
}
