/* SPDX-License-Identifier: MIT */
/* cursor.c - how far a consumer has read: DATABASE-ID:N, opaque to everybody else */
#include "store/cursor.h"

#include <stdio.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/diag.h"

#define MOST_DIGITS 18 /* what an int64_t surely holds */

static bool
is_id(struct str text)
{
	if (text.len != CURSOR_ID_LEN)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.ptr[i]) && !(text.ptr[i] >= 'a' && text.ptr[i] <= 'f'))
			return false;
	return true;
}

bool
cursor_read(struct str text, struct cursor *out)
{
	unsigned long long change;
	struct str id = str_cut(&text, ':');
	if (!is_id(id) || !text.ptr || text.len > MOST_DIGITS || !str_to_uint(text, &change))
		return false;
	memcpy(out->database, id.ptr, CURSOR_ID_LEN);
	out->database[CURSOR_ID_LEN] = '\0';
	out->change = (int64_t)change;
	return true;
}

void
cursor_of(struct db *db, struct cursor *out)
{
	struct sqlite3_stmt *row = db_prepare(db, "SELECT id, change FROM database");
	if (!db_step(db, row) || !is_id(db_text(row, 0)))
		diag_die("'%s' does not know its own name", db->path);
	memcpy(out->database, db_text(row, 0).ptr, CURSOR_ID_LEN);
	out->database[CURSOR_ID_LEN] = '\0';
	out->change = db_int(row, 1);
	db_finish(row);
}

const char *
cursor_print(const struct cursor *cursor, char *out)
{
	snprintf(out, CURSOR_LEN + 1, "%s:%lld", cursor->database, (long long)cursor->change);
	return out;
}

const char *
cursor_misfit(const struct cursor *cursor, const struct cursor *now)
{
	if (strcmp(cursor->database, now->database) != 0)
		return "of another database";
	if (cursor->change > now->change)
		return "ahead of this database, which was put back to an older state";
	return NULL;
}
