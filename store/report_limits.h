/* SPDX-License-Identifier: MIT */
/* report_limits.h - how much of a database one page shows, each with its reason */
#ifndef STORE_REPORT_LIMITS_H
#define STORE_REPORT_LIMITS_H

/* Nights: a bar of a chart on a telephone is three pixels wide then. */
#define REPORT_NIGHTS_DEFAULT 30
#define REPORT_NIGHTS_MOST    90

/* Nights that the last one is held against, as in store/site_nights.h. */
#define REPORT_NIGHTS_BEFORE 7

/* Rows of one table: what a person reads, not what there is. */
#define REPORT_ROWS  40
#define REPORT_HOSTS 15

/* Articles of one list, texts shown of what was removed from one, and code points of each. */
#define REPORT_ARTICLES   12
#define REPORT_REMOVED    12
#define REPORT_CHARACTERS 240

/* Groups of near-duplicates, and members shown of one. */
#define REPORT_GROUPS  20
#define REPORT_MEMBERS 6

/* Articles that are compared with each other: some minutes' work and a gigabyte of temporary file
 * when all of them are asked for. */
#define REPORT_COMPARED 50000

/* Fewer articles than this say nothing about a site's fields. */
#define REPORT_FEWEST 5

#endif
