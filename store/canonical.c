/* SPDX-License-Identifier: MIT */
/* canonical.c - pages that say they are another page of their site: one article, not two */
#include "store/canonical.h"

#include "lib/url_key.h"
#include "lib/url_site.h"

void
canonical_open(struct canonical *canonical, struct frontier *frontier)
{
	canonical->frontier = frontier;
	canonical->way = db_prepare(frontier->db,
	    "WITH RECURSIVE " FRONTIER_WAY(
		"?1") " SELECT way.id, alias_of IS NOT NULL, "
		      "is_forgotten, article.id IS NOT NULL, title, content_digest FROM way "
		      "JOIN url USING (id) LEFT JOIN article ON url_id = url.id AND deleted IS "
		      "NULL "
		      "ORDER BY n");
	canonical->release =
	    db_prepare(frontier->db, "UPDATE url SET alias_of = NULL, due_at = min(due_at, ?2) "
				     "WHERE alias_of = ?1 AND outcome IS NOT 'redirected'");
}

void
canonical_close(struct canonical *canonical)
{
	db_finish(canonical->way);
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

enum verdict { AWAITED, REFUSED, STANDS };
enum { ID, IS_ALIAS, IS_FORGOTTEN, HAS_ARTICLE, TITLE, CONTENT };

/* What one URL of the way says; AWAITED: it is no article (yet), and the next one may tell. */
static enum verdict
judge_step(struct sqlite3_stmt *row, const struct article *article)
{
	if (db_int(row, IS_FORGOTTEN))
		return STANDS;
	if (!db_int(row, HAS_ARTICLE))
		return AWAITED;
	bool agrees = str_eq(db_text(row, TITLE), article->title) ||
		      str_eq(db_text(row, CONTENT), article->content_digest);
	return agrees ? STANDS : REFUSED;
}

/* Along the way from the target to the first article, which is the target after it.  A way that
 * leads back to the page itself makes it the article; so does one that is too long. */
static enum verdict
judge(struct canonical *canonical, const struct article *article, int64_t own, int64_t *target)
{
	struct sqlite3_stmt *row = canonical->way;
	struct db *db = canonical->frontier->db;
	enum verdict verdict = AWAITED;
	bool is_endless = false, is_back = false;
	db_bind(db, row, "i", *target);
	while (db_step(db, row)) {
		is_endless = db_int(row, IS_ALIAS) != 0;
		is_back = is_back || db_int(row, ID) == own;
		if (verdict != AWAITED)
			continue;
		verdict = judge_step(row, article);
		if (verdict == STANDS)
			*target = db_int(row, ID);
	}
	return is_back || (verdict == AWAITED && is_endless) ? REFUSED : verdict;
}

int64_t
canonical_follow(struct canonical *canonical, struct arena *arena, const struct record *record,
    int64_t url_id, struct str now)
{
	struct str text = named(arena, record);
	int64_t target = text.ptr ? frontier_add(canonical->frontier, arena, text,
					record->visit.depth, record->visit.url, now)
				  : 0;
	enum verdict verdict =
	    target ? judge(canonical, &record->article, url_id, &target) : REFUSED;
	frontier_alias(canonical->frontier, url_id, verdict == REFUSED ? 0 : target);
	return verdict == STANDS ? target : 0;
}

void
canonical_release(struct canonical *canonical, int64_t url_id, struct str now)
{
	db_run(canonical->frontier->db, canonical->release, "it", url_id, now);
}
