/* SPDX-License-Identifier: MIT */
/* tokenizer.c - text into search terms: words, and pairs of characters where none divide words */
#include "store/tokenizer.h"

#include <sqlite3.h>

#include "lib/diag.h"
#include "lib/unicode.h"

#define MAX_WORD 256 /* bytes of a word that count; longer ones are no words */

typedef int token_taker(void *state, int flags, const char *token, int len, int start, int end);

/* Where a run stands: the token it goes on with. */
struct scan {
	struct str text;
	void *state;
	token_taker *take;
	int n_tokens, n_single; /* single: runs of one character */
};

static int
give(struct scan *scan, const char *token, size_t len, size_t start, size_t end)
{
	scan->n_tokens++;
	return scan->take ? scan->take(scan->state, 0, token, (int)len, (int)start, (int)end)
			  : SQLITE_OK;
}

/* A run of characters that are not divided into words, from *at on. */
static int
give_pairs(struct scan *scan, size_t *at)
{
	struct str text = scan->text;
	size_t first = *at, second = *at;
	int result = SQLITE_OK;
	unicode_next(text, &second);
	for (size_t end = second, n = 0; result == SQLITE_OK; n++) {
		bool more = end < text.len && unicode_is_cjk(unicode_next(text, &end));
		if (!more) {
			*at = second;
			scan->n_single += n == 0;
			return n > 0 ? result
				     : give(scan, text.ptr + first, second - first, first, second);
		}
		result = give(scan, text.ptr + first, end - first, first, end);
		first = second;
		second = end;
	}
	return result;
}

static bool
is_word(uint32_t c)
{
	return (unicode_is_letter(c) || unicode_is_digit(c)) && !unicode_is_cjk(c);
}

static int
give_word(struct scan *scan, size_t *at)
{
	char word[MAX_WORD + UNICODE_MAX_BYTES];
	size_t len = 0, start = *at, end = *at;
	while (end < scan->text.len) {
		size_t next = end;
		uint32_t c = unicode_next(scan->text, &next);
		if (!is_word(c))
			break;
		if (len < MAX_WORD)
			len += unicode_put(word + len, unicode_lower(unicode_fold_width(c)));
		end = next;
	}
	*at = end;
	return give(scan, word, len, start, end);
}

static int
scan_all(struct scan *scan)
{
	int result = SQLITE_OK;
	for (size_t at = 0; at < scan->text.len && result == SQLITE_OK;) {
		size_t next = at;
		uint32_t c = unicode_next(scan->text, &next);
		if (unicode_is_cjk(c))
			result = give_pairs(scan, &at);
		else if (is_word(c))
			result = give_word(scan, &at);
		else
			at = next;
	}
	return result;
}

bool
tokenizer_knows(struct str text)
{
	struct scan scan = {.text = text};
	scan_all(&scan);
	return scan.n_tokens > 0 && scan.n_single == 0;
}

/* ---- what FTS5 calls ---- */

static int
create(void *context, const char **args, int n_args, Fts5Tokenizer **out)
{
	(void)args;
	(void)n_args;
	*out = context; /* it has no state; anything but NULL */
	return SQLITE_OK;
}

static void
destroy(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int
tokenize(
    Fts5Tokenizer *tokenizer, void *state, int flags, const char *text, int len, token_taker *take)
{
	struct scan scan = {.text = {text, (size_t)len}, .state = state, .take = take};
	(void)tokenizer;
	(void)flags;
	return scan_all(&scan);
}

void
tokenizer_register(struct db *db)
{
	fts5_tokenizer functions = {create, destroy, tokenize}; /* copied */
	fts5_api *api = NULL;
	struct sqlite3_stmt *ask = db_prepare(db, "SELECT fts5(?1)");
	sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
	db_one(db, ask);
	db_finish(ask);
	if (!api || api->xCreateTokenizer(api, "winnow", db, &functions, NULL) != SQLITE_OK)
		diag_die("this SQLite has no full-text search");
}
