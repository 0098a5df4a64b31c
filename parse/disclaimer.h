/* SPDX-License-Identifier: MIT */
/* disclaimer.h - the page's word that its text replaces no doctor, lawyer or bank */
#ifndef PARSE_DISCLAIMER_H
#define PARSE_DISCLAIMER_H

#include "parse/page.h"

/* Fills `disclaimer` from a line beside the body, above or below it.  One that stands inside of the
 * body is a block there, and normalize takes it out. */
void disclaimer_find(struct page *page);

#endif
