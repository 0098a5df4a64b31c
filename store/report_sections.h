/* SPDX-License-Identifier: MIT */
/* report_sections.h - the parts of the report that are tables of one query each */
#ifndef STORE_REPORT_SECTIONS_H
#define STORE_REPORT_SECTIONS_H

#include "store/db.h"
#include "store/report_html.h"

/* Each writes one section from the tables of report_facts.sql. */
void section_failures(struct html *html, struct db *db);
void section_hosts(struct html *html, struct db *db);
void section_rules(struct html *html, struct db *db);

#endif
