/* SPDX-License-Identifier: MIT */
/* duplicates.c - which stored articles say nearly the same under several URLs */
#include "store/duplicates.h"

#include "lib/fingerprint.h"
#include "lib/limits.h"

/*
 * Articles of one content digest are one from the start.  Of each digest one article is looked for
 * by the bands of its MinHash: only articles that share a band are compared, and in a band that
 * very many share (pages of one template), each with MOST_COMPARED others at most.  Bands, pairs
 * and groups are temporary tables, which SQLite spills to disk.
 */
#define MOST_COMPARED 32

static const char tables[] =
    "CREATE TEMP TABLE member (article INTEGER PRIMARY KEY, root INTEGER NOT NULL);"
    "INSERT INTO temp.member SELECT id, min(id) OVER (PARTITION BY content_digest) FROM article "
    "WHERE deleted IS NULL AND record ->> '$.minhash' IS NOT NULL;"
    "CREATE INDEX temp.member_root ON member (root);"
    "CREATE TEMP TABLE band (n INTEGER, key TEXT, article INTEGER, "
    "PRIMARY KEY (n, key, article)) WITHOUT ROWID;"
    "INSERT INTO temp.band SELECT hash.key, hash.value, article.id "
    "FROM temp.member JOIN article ON article.id = member.article AND article.id = member.root, "
    "json_each(record, '$.minhash') AS hash;"
    "CREATE TEMP TABLE pair (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID";

static const char groups[] =
    "WITH named AS (SELECT root, url.url AS url FROM temp.member "
    "JOIN article ON article.id = member.article JOIN url ON url.id = url_id) "
    "SELECT first, url FROM named JOIN (SELECT root, min(url) AS first FROM named GROUP BY root "
    "HAVING count(*) > 1) USING (root) ORDER BY first, url";

struct search {
	struct db *db;
	struct arena arena; /* of one comparison */
	struct sqlite3_stmt *text, *root, *join, *pair;
};

static struct fingerprint_page
read_page(struct search *search, int64_t article)
{
	struct fingerprint_page page = {{NULL, 0}, {NULL, 0}};
	db_bind(search->db, search->text, "i", article);
	while (db_step(search->db, search->text)) {
		page.title = arena_copy(&search->arena, db_text(search->text, 0));
		page.text = arena_copy(&search->arena, db_text(search->text, 1));
	}
	return page;
}

static bool
is_near(struct search *search, int64_t a, int64_t b)
{
	struct arena *arena = &search->arena;
	arena_reset(arena);
	struct fingerprint_page one = read_page(search, a), other = read_page(search, b);
	return fingerprint_jaccard(arena, fingerprint_fold(arena, one.text),
		   fingerprint_fold(arena, other.text)) >= FINGERPRINT_SAME &&
	       fingerprint_same_subject(&one, &other);
}

static int64_t
root_of(struct search *search, int64_t article)
{
	db_bind(search->db, search->root, "i", article);
	return db_one(search->db, search->root);
}

static void
compare(struct search *search, int64_t a, int64_t b)
{
	int64_t root = root_of(search, a), other = root_of(search, b);
	if (root != other && db_run(search->db, search->pair, "ii", a, b) == 1 &&
	    is_near(search, a, b))
		db_run(search->db, search->join, "ii", root, other);
}

/* Compares the articles of each band, which come one after the other. */
static void
compare_bands(struct search *search)
{
	int64_t earlier[MOST_COMPARED];
	size_t n = 0;
	struct sqlite3_stmt *rows = db_prepare(search->db,
	    "SELECT article, key = lag(key) OVER (ORDER BY n, key, article) AND "
	    "n = lag(n) OVER (ORDER BY n, key, article) FROM temp.band ORDER BY n, key, article");
	while (db_step(search->db, rows)) {
		int64_t article = db_int(rows, 0);
		if (!db_int(rows, 1))
			n = 0;
		for (size_t i = 0; i < n && i < MOST_COMPARED; i++)
			compare(search, earlier[i], article);
		earlier[n++ % MOST_COMPARED] = article;
	}
	db_finish(rows);
}

static int64_t
write_groups(struct db *db, struct io_out *out)
{
	struct sqlite3_stmt *rows = db_prepare(db, groups);
	int64_t n = 0;
	for (; db_step(db, rows); n++) {
		io_out_add(out, db_text(rows, 0));
		io_out_add(out, STR("\t"));
		io_out_add(out, db_text(rows, 1));
		io_out_add(out, STR("\n"));
		io_out_commit(out);
	}
	db_finish(rows);
	return n;
}

void
duplicates_find(struct db *db)
{
	struct search search = {.db = db};
	arena_init(&search.arena, LIMIT_RECORD_BYTES);
	db_exec(db, "PRAGMA query_only = OFF"); /* of tables that nobody else sees */
	db_exec(db, tables);
	search.text = db_prepare(db, "SELECT title, record ->> '$.text' FROM article WHERE id = ?");
	search.root = db_prepare(db, "SELECT root FROM temp.member WHERE article = ?");
	search.pair = db_prepare(db, "INSERT OR IGNORE INTO temp.pair VALUES (?1, ?2)");
	search.join = db_prepare(db, "UPDATE temp.member SET root = ?1 WHERE root = ?2");
	compare_bands(&search);
	db_finish(search.text);
	db_finish(search.root);
	db_finish(search.pair);
	db_finish(search.join);
	arena_clear(&search.arena);
}

int64_t
duplicates_write(struct db *db, struct io_out *out)
{
	duplicates_find(db);
	return write_groups(db, out);
}
