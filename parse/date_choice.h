/* SPDX-License-Identifier: MIT */
/* date_choice.h - which of the dates that a page gives are its article's */
#ifndef PARSE_DATE_CHOICE_H
#define PARSE_DATE_CHOICE_H

#include "lib/arena.h"
#include "parse/date.h"

/* A date that a page gives, in the order in which the places were looked at. */
struct sighting {
	struct date date;
	enum date_label label;
	const char *source; /* a word of `evidence` */
	bool stated;        /* in the page's head or structured data, not in its text */
};
struct sighting_list {
	struct sighting *items;
	size_t n;
};

struct date_choice {
	const struct sighting *published, *modified; /* NULL: unknown */
	struct date published_date, modified_date;   /* as they are to be printed */
};

/* Whether some sighting may be the date of publication. */
bool date_choice_is_made(const struct sighting_list *list);

/*
 * What is stated is believed first, what is shown second, a label over none.  But
 * - a stated publication that is the stated modification as well is a stamp of the site's software:
 *   an earlier date that is shown is believed instead, and so is one that says it is the
 *   publication;
 * - a stated instant in UTC that falls on the day beside the one that is shown is that day where
 *   the page was made; at midnight in the zones of the page's language it is that midnight;
 * - what shows that it was modified before it is said to be published was published by then.  (Two
 *   stated dates in that order are those of a page written before its day.)
 */
void
date_choice_make(struct date_choice *choice, const struct sighting_list *list, struct str language);

#endif
