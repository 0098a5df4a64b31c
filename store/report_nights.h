/* SPDX-License-Identifier: MIT */
/* report_nights.h - the nights of the report, as charts and in numbers */
#ifndef STORE_REPORT_NIGHTS_H
#define STORE_REPORT_NIGHTS_H

#include "store/db.h"
#include "store/report_html.h"

void nights_write(struct html *html, struct db *db);

#endif
