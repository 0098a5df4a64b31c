/* SPDX-License-Identifier: MIT */
/* morning.h - the truth in the morning: a night's summary for people, for programs and for monitors
 */
#ifndef CRAWL_MORNING_H
#define CRAWL_MORNING_H

#include "crawl/night.h"
#include "crawl/summary.h"
#include "lib/buf.h"

struct morning {
	const struct night *night;
	const struct summary *summary;
	struct str report; /* of the store: one JSON object */
	int status;        /* the exit status that tells how good the night was */
};

/*
 * Appends lines for people: "2 new, 0 changed, 7 unchanged articles; 12 outcomes: 9 ok (...), ...",
 * then what is suspicious, each loss of a stage, and the sites beside what is usual of them, those
 * with the most failures first.
 */
void morning_write_words(const struct morning *morning, struct buf *out);

/* Appends the report with the members `night`, `end`, `status`, `good`, `seconds`, `rounds`,
 * `pages`, `bytes`, `losses` and `export` before its own, and a line feed; winnow-crawl(1) says
 * what they are. */
void morning_write_json(const struct morning *morning, struct buf *out);

/* Appends the same in Prometheus' text format, for the textfile collector of its node exporter. */
void morning_write_metrics(const struct morning *morning, struct buf *out);

#endif
