/* SPDX-License-Identifier: MIT */
/* report_sections.h - the parts of the page that are charts and tables of one query each */
#ifndef STORE_REPORT_SECTIONS_H
#define STORE_REPORT_SECTIONS_H

#include "store/db.h"
#include "store/report_html.h"

/* Each writes one section from the tables of report_facts.h. */
void section_nights(struct html *html, struct db *db);
void section_failures(struct html *html, struct db *db);
void section_hosts(struct html *html, struct db *db);
void section_rules(struct html *html, struct db *db);

#endif
