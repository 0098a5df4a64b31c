/* SPDX-License-Identifier: MIT */
/* report_twins.h - groups of stored articles that say nearly the same */
#ifndef STORE_REPORT_TWINS_H
#define STORE_REPORT_TWINS_H

#include "store/db.h"
#include "store/report_html.h"

/* Compares the articles, unless there are more than a report compares: it says so then. */
void twins_write(struct html *html, struct db *db);

#endif
