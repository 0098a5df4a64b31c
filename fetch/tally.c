/* SPDX-License-Identifier: MIT */
/* tally.c - what a run has brought so far, by outcome and by status */
#include "fetch/tally.h"

#include <assert.h>

#include "lib/outcome.h"

void
tally_add(struct tally *tally, const char *outcome, int status)
{
	assert(outcome_table_len <= TALLY_MOST_OUTCOMES);
	tally->by_status[status > 0 && status < TALLY_MOST_STATUS ? status : 0]++;
	if (!outcome) {
		tally->pages++;
		return;
	}
	const struct outcome_row *row = outcome_find(str_from(outcome));
	assert(row);
	tally->by_outcome[row - outcome_table]++;
	if (row->class == OUTCOME_DEFERRED || row->class == OUTCOME_FAILED)
		tally->errors++;
}
