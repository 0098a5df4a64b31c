/* SPDX-License-Identifier: MIT */
/* shelf.c - articles in the database: their current state, their versions, their end */
#include "store/shelf.h"

#include "lib/digest.h"
#include "lib/limits.h"
#include "lib/timestamp.h"
#include "store/frontier.h"

enum statement {
	FIND,
	INSERT,
	REPLACE,
	KEEP_VERSION,
	DELETE,
	UNREAD,
	HAS_ARTICLE,
	HAS_ALIAS,
	ALIASES,
	N_STATEMENTS
};
_Static_assert(N_STATEMENTS == SHELF_STATEMENTS, "SHELF_STATEMENTS counts the table");

static const char *const sql[N_STATEMENTS] = {
    [FIND] = "SELECT id, content_digest, metadata_digest, extractor, rules, payload_digest, "
	     "fetched_at, deleted FROM article WHERE url_id = ?",
    [INSERT] =
	"INSERT INTO article (page_kind, title, site_name, language, date_published, "
	"date_modified, content_digest, simhash, word_count, disclaimer, record, "
	"changed_at, source_id, fetched_at, payload_digest, extractor, rules, "
	"metadata_digest, text_length, n_authors, change, url_id, site, stored_at, "
	"first_change, teasers) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
	"?17, ?18, ?19, ?20, ?21, ?22, (SELECT site FROM url WHERE id = ?22), ?12, ?21, ?23) "
	"RETURNING id",
    [REPLACE] = "UPDATE article SET page_kind = ?1, title = ?2, site_name = ?3, language = ?4, "
		"date_published = ?5, date_modified = ?6, content_digest = ?7, simhash = ?8, "
		"word_count = ?9, disclaimer = ?10, record = ?11, changed_at = ?12, "
		"source_id = ?13, fetched_at = ?14, payload_digest = ?15, extractor = ?16, "
		"rules = ?17, metadata_digest = ?18, text_length = ?19, n_authors = ?20, "
		"change = ?21, n_versions = n_versions + ?24, deleted = NULL, deleted_at = NULL, "
		"teasers = ?23 "
		"WHERE url_id = ?22 RETURNING id",
    [KEEP_VERSION] = "INSERT INTO version (article_id, n, content_digest, record, replaced_at, "
		     "cause) SELECT id, n_versions, content_digest, record, ?2, ?3 "
		     "FROM article WHERE id = ?1",
    [DELETE] = "UPDATE article SET deleted = ?3, deleted_at = ?4, change = ?5 "
	       "WHERE url_id = ?1 AND (?2 = 0 OR source_id = ?2) AND deleted IS NULL",
    /* With validators, a page that is back as it was would be not-modified for ever. */
    [UNREAD] = "UPDATE url SET etag = NULL, last_modified = NULL, payload_digest = NULL "
	       "WHERE id IN (SELECT url_id FROM article WHERE url_id = ?1 "
	       "UNION SELECT source_id FROM article WHERE url_id = ?1)",
    [HAS_ARTICLE] = "SELECT 1 FROM article WHERE url_id = ?1 AND deleted IS NULL "
		    "AND (?2 = 0 OR source_id = ?2)",
    [HAS_ALIAS] = "SELECT EXISTS (SELECT 1 FROM url WHERE alias_of = ?)",
    [ALIASES] = "WITH RECURSIVE " FRONTIER_LED(
	"?1") " SELECT url.id FROM led "
	      "JOIN url USING (id) JOIN article AS own ON own.url_id = url.id "
	      "JOIN article AS target ON target.url_id = ?1 "
	      "WHERE n > 0 AND url.id <> ?1 AND own.deleted IS NULL "
	      "AND target.deleted IS NULL AND " SHELF_ALIAS_AGREES,
};

void
shelf_open(struct shelf *shelf, struct db *db)
{
	shelf->db = db;
	buf_init(&shelf->line, LIMIT_LINE_BYTES + RECORD_INPUT_MAX);
	for (int i = 0; i < N_STATEMENTS; i++)
		shelf->statements[i] = db_prepare(db, sql[i]);
	parts_open(&shelf->parts, db);
}

void
shelf_close(struct shelf *shelf)
{
	for (int i = 0; i < N_STATEMENTS; i++)
		db_finish(shelf->statements[i]);
	parts_close(&shelf->parts);
	buf_clear(&shelf->line);
}

const char *
shelf_effect_name(enum shelf_effect effect)
{
	static const char *const names[] = {[SHELF_NONE] = NULL,
	    [SHELF_SAME] = "same",
	    [SHELF_REREAD] = "reread",
	    [SHELF_CHANGED] = "changed",
	    [SHELF_NEW] = "new",
	    [SHELF_DELETED] = "deleted"};
	return names[effect];
}

bool
shelf_keeps(struct str page_kind)
{
	return str_eq(page_kind, STR("article")) || str_eq(page_kind, STR("qa"));
}

/* The digest of the blocks' texts, for records that normalize has not seen. */
static struct str
digest_of_blocks(struct arena *arena, const struct article *article)
{
	char text[DIGEST_LEN + 1];
	struct digest *digest = digest_new();
	digest_add(digest, article->title);
	for (size_t i = 0; i < article->blocks.n; i++) {
		digest_add(digest, STR("\n"));
		digest_add(digest, article->blocks.items[i].text);
	}
	digest_free(digest, text);
	return arena_copy(arena, str_from(text));
}

/* What is said about the article, without its body and without what changes at every visit. */
static struct str
digest_of_metadata(struct shelf *shelf, struct arena *arena, const struct article *a)
{
	struct record record = {.kind = RECORD_ARTICLE};
	record.article = (struct article){.page_kind = a->page_kind,
	    .canonical_url = a->canonical_url,
	    .title = a->title,
	    .site_name = a->site_name,
	    .language = a->language,
	    .description = a->description,
	    .image = a->image,
	    .keywords = a->keywords,
	    .authors = a->authors,
	    .date_published = a->date_published,
	    .date_modified = a->date_modified};
	buf_reset(&shelf->line);
	bool fits = record_write(&record, &shelf->line);
	return fits ? digest_of(arena, buf_str(&shelf->line)) : (struct str){NULL, 0};
}

/* What the database has of an article, as far as it decides what becomes of a new record. */
struct stored {
	int64_t id; /* 0: it is new */
	struct str content_digest, metadata_digest, extractor, rules, payload_digest, fetched_at;
	bool is_deleted;
};

static struct stored
find(struct shelf *shelf, struct arena *arena, int64_t url_id)
{
	struct sqlite3_stmt *row = shelf->statements[FIND];
	struct stored stored = {.id = 0};
	db_bind(shelf->db, row, "i", url_id);
	if (!db_step(shelf->db, row))
		return stored;
	stored.id = db_int(row, 0);
	struct str *texts[] = {&stored.content_digest, &stored.metadata_digest, &stored.extractor,
	    &stored.rules, &stored.payload_digest, &stored.fetched_at};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_copy(arena, db_text(row, (int)i + 1));
	stored.is_deleted = db_text(row, 7).ptr;
	db_one(shelf->db, row);
	return stored;
}

static bool
is_older(const struct record *record, const struct stored *stored)
{
	int64_t new, old;
	return stored->id && timestamp_read(record->visit.fetched_at, &new) &&
	       timestamp_read(stored->fetched_at, &old) && new < old;
}

static bool
is_made_alike(const struct article *article, const struct stored *stored)
{
	return str_eq(stored->extractor, article->extractor) &&
	       str_eq(stored->rules, article->rules);
}

/* Whether another content means that the page changed, not only how we read it. */
static bool
is_from_source(const struct record *record, const struct stored *stored)
{
	if (record->visit.payload_digest.ptr && stored->payload_digest.ptr)
		return !str_eq(record->visit.payload_digest, stored->payload_digest);
	return is_made_alike(&record->article, stored);
}

struct digests {
	struct str content, metadata;
};

static int64_t
write_row(struct shelf *shelf, struct arena *arena, const struct shelf_item *item,
    const struct digests *digests, bool is_new, bool new_version)
{
	const struct visit *visit = &item->record->visit;
	const struct article *a = &item->record->article;
	struct record without = *item->record;
	without.article.related = (struct related_list){NULL, 0};
	struct str teasers = parts_teasers(&shelf->parts, arena, a);
	buf_reset(&shelf->line);
	if (!record_write(&without, &shelf->line))
		return 0; /* it came in a line of a smaller limit */
	struct str line = str_slice(buf_str(&shelf->line), 0, shelf->line.len - 1);
	struct sqlite3_stmt *row = shelf->statements[is_new ? INSERT : REPLACE];
	/* The last parameter is REPLACE's alone. */
	db_bind(shelf->db, row, is_new ? "ttttttttitttitttttiiiit" : "ttttttttitttitttttiiiiti",
	    a->page_kind, a->title, a->site_name, a->language, a->date_published, a->date_modified,
	    digests->content, a->simhash, (int64_t)a->word_count, a->disclaimer, line, item->now,
	    item->source_id, visit->fetched_at, visit->payload_digest, a->extractor, a->rules,
	    digests->metadata, (int64_t)a->text.len, (int64_t)a->authors.n,
	    db_next_change(shelf->db), item->url_id, teasers, (int64_t)new_version);
	return db_one(shelf->db, row);
}

enum shelf_effect
shelf_put(struct shelf *shelf, struct arena *arena, const struct shelf_item *item)
{
	const struct article *article = &item->record->article;
	struct stored stored = find(shelf, arena, item->url_id);
	if (is_older(item->record, &stored))
		return SHELF_SAME;
	struct digests digests = {
	    .content = article->content_digest.ptr ? article->content_digest
						   : digest_of_blocks(arena, article),
	    .metadata = digest_of_metadata(shelf, arena, article),
	};
	bool is_new = stored.id == 0;
	bool is_other = !is_new && !str_eq(stored.content_digest, digests.content);
	bool is_same = !is_new && !is_other && !stored.is_deleted &&
		       str_eq(stored.metadata_digest, digests.metadata);
	if (is_same && is_made_alike(article, &stored))
		return SHELF_SAME;
	bool from_source = is_new || stored.is_deleted || is_from_source(item->record, &stored);
	if (is_other)
		db_run(shelf->db, shelf->statements[KEEP_VERSION], "itt", stored.id, item->now,
		    from_source ? STR("source") : STR("rules"));
	int64_t id = write_row(shelf, arena, item, &digests, is_new, is_other);
	if (!is_new)
		parts_drop(&shelf->parts, id);
	parts_add(&shelf->parts, id, article);
	if (is_new || stored.is_deleted)
		shelf_sweep(shelf, item->url_id, item->now);
	if (is_new || stored.is_deleted)
		return SHELF_NEW;
	return from_source && !is_same ? SHELF_CHANGED : SHELF_REREAD;
}

static bool
has_article(struct shelf *shelf, int64_t url_id, int64_t source_id)
{
	db_bind(shelf->db, shelf->statements[HAS_ARTICLE], "ii", url_id, source_id);
	return db_one(shelf->db, shelf->statements[HAS_ARTICLE]) != 0;
}

bool
shelf_has(struct shelf *shelf, int64_t url_id)
{
	return has_article(shelf, url_id, 0);
}

bool
shelf_delete(
    struct shelf *shelf, int64_t url_id, int64_t source_id, struct str cause, struct str now)
{
	if (!has_article(shelf, url_id, source_id))
		return false;
	db_run(shelf->db, shelf->statements[DELETE], "iitti", url_id, source_id, cause, now,
	    db_next_change(shelf->db));
	db_run(shelf->db, shelf->statements[UNREAD], "i", url_id);
	return true;
}

void
shelf_sweep(struct shelf *shelf, int64_t url_id, struct str now)
{
	struct sqlite3_stmt *const *s = shelf->statements;
	db_bind(shelf->db, s[HAS_ALIAS], "i", url_id);
	if (db_one(shelf->db, s[HAS_ALIAS]) == 0)
		return; /* as nearly always, and much cheaper than to follow none */
	for (;;) {
		db_bind(shelf->db, s[ALIASES], "i", url_id);
		int64_t alias = db_one(shelf->db, s[ALIASES]);
		if (alias == 0)
			break;
		shelf_delete(shelf, alias, 0, STR("moved"), now);
	}
}
