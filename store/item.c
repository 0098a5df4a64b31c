/* SPDX-License-Identifier: MIT */
/* item.c - what an export tells of one article: its record, or that it has to be dropped */
#include "store/item.h"

#include <stdlib.h>

#include "lib/diag.h"
#include "lib/json.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "lib/stage.h"
#include "store/members.h"

void
items_open(struct items *items, struct db *db, const struct selection *selection, int64_t since)
{
	selected_open(&items->selected, db, selection, since);
	stored_open(&items->stored, db, "WHERE article.id = ?");
	buf_init(&items->line, LIMIT_RECORD_BYTES);
	buf_init(&items->url, LIMIT_LINE_BYTES);
}

void
items_close(struct items *items)
{
	selected_close(&items->selected);
	stored_close(&items->stored);
	buf_clear(&items->line);
	buf_clear(&items->url);
}

/* The record's `url` as JSON, a view into the line; absent when it has none. */
static struct str
url_of(struct str line)
{
	struct str name, value, rest = line;
	while (members_next(&rest, &name, &value))
		if (str_eq(name, STR("url")))
			return value;
	return (struct str){NULL, 0};
}

/* The line with the database's URL in place of the record's own. */
static struct str
with_key(struct items *items, struct str line, struct str own)
{
	struct buf *out = &items->line;
	size_t at = (size_t)(own.ptr - line.ptr);
	buf_reset(out);
	buf_add_str(out, str_slice(line, 0, at));
	buf_add_str(out, buf_str(&items->url));
	buf_add_text(out, ",\"fetched_url\":");
	buf_add_str(out, str_slice(line, at, line.len));
	if (out->full)
		diag_die("'%s': article %lld is too long", items->selected.db->path,
		    (long long)items->selected.id);
	return buf_str(out);
}

static void
read_article(struct items *items, struct item *item)
{
	struct stored_articles *stored = &items->stored;
	db_bind(stored->db, stored->rows, "i", items->selected.id);
	if (!stored_next(stored))
		diag_die("'%s': article %lld is not there", stored->db->path,
		    (long long)items->selected.id);
	item->line = stored_line(stored);
	struct str own = url_of(item->line);
	if (!own.ptr)
		diag_die("'%s': article %lld is no record", stored->db->path,
		    (long long)items->selected.id);
	buf_reset(&items->url);
	json_write_string(&items->url, item->url);
	if (!str_eq(own, buf_str(&items->url)))
		item->line = with_key(items, item->line, own);
}

bool
items_next(struct items *items, struct item *item)
{
	struct selected *selected = &items->selected;
	if (stage_signal())
		exit(128 + stage_signal()); /* what was begun is never put in its place */
	if (!selected_next(selected))
		return false;
	*item = (struct item){.url = selected->url,
	    .page_kind = selected->page_kind,
	    .is_tombstone = !selected->is_in,
	    .cause = tombstone_cause_of(selected->deleted),
	    .deleted_at = selected->deleted_at};
	if (selected->is_in) {
		read_article(items, item);
	} else {
		buf_reset(&items->line);
		tombstone_write(&items->line, item->url, item->cause, item->deleted_at);
		item->line = buf_str(&items->line);
	}
	return true;
}
