/* SPDX-License-Identifier: MIT */
/* overrule_value.h - what an element that a profile names says: a text, an address, a date, people
 */
#ifndef PARSE_OVERRULE_VALUE_H
#define PARSE_OVERRULE_VALUE_H

#include "parse/page.h"

/* Each gives the absent text when the element says nothing of the kind. */
typedef struct str overrule_value(const struct page *page, uint32_t node);

/* The content of <meta>, the alt of <img>, else the text below, on one line. */
overrule_value overrule_text;
/* The same without a label of a few characters and a colon before it ("职称：主治医师"). */
overrule_value overrule_unlabelled;
/* The href or content of the element, of the first link in it, or of the link around it. */
overrule_value overrule_link;
/* The content of <meta>, the source of the image or of the first one inside. */
overrule_value overrule_image;
/* RFC 3339 or YYYY-MM-DD: from datetime or content, the first date in the text, or a <time>. */
overrule_value overrule_date;

/* The people an element names: a card or line that the generic rules can read, a list of names, or
 * a text that is a name because the profile says so.  Appends; nothing for an empty element. */
void overrule_people(const struct page *page, uint32_t node, struct person_list *people);

#endif
