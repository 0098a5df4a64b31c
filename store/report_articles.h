/* SPDX-License-Identifier: MIT */
/* report_articles.h - the articles that the last night brought, and what was removed from each */
#ifndef STORE_REPORT_ARTICLES_H
#define STORE_REPORT_ARTICLES_H

#include "store/db.h"
#include "store/report_html.h"

void articles_write(struct html *html, struct db *db);

#endif
