/* SPDX-License-Identifier: MIT */
/* columns.h - articles as rows: which columns there are, and what stands in them */
#ifndef STORE_COLUMNS_H
#define STORE_COLUMNS_H

#include "lib/arena.h"
#include "lib/record.h"
#include "store/choice.h"
#include "store/item.h"

enum column_source {
	COLUMN_MEMBER,    /* a member of the record */
	COLUMN_PEOPLE,    /* a member of each author, joined */
	COLUMN_RECORD,    /* article or tombstone */
	COLUMN_CAUSE,     /* of a tombstone */
	COLUMN_DELETED_AT /* of a tombstone */
};

struct column {
	const char *name, *meaning;
	enum column_source source;
	const struct field *field; /* COLUMN_MEMBER, unless the export itself adds the member */
	bool of_visit;
	size_t offset; /* COLUMN_PEOPLE: in struct person */
};

struct columns {
	struct column items[CHOICE_MAX + 2];
	size_t n;
};

/*
 * The columns of a choice: `record` and `url` always, then the chosen ones in their order.  Without
 * a choice the ones that winnow-export(1) lists.  False when *wrong is no column.
 */
NODISCARD bool
columns_choose(const struct choice *choice, struct columns *columns, struct str *wrong);

/* Whether the values are numbers (integers); texts otherwise. */
bool column_is_number(const struct column *column);

/*
 * A value of the item, whose record is `record` (NULL for a tombstone): text and numbers as they
 * are, lists of texts joined by "; ", everything else as JSON.  Unknown ones are empty.
 */
struct str column_value(struct arena *arena, const struct column *column, const struct item *item,
    const struct record *record);

#endif
