/* SPDX-License-Identifier: MIT */
/* replay.h - answers out of archives instead of the network: for tests and for running again */
#ifndef FETCH_REPLAY_H
#define FETCH_REPLAY_H

#include <stdbool.h>

#include "fetch/transfer.h"

struct replay;

/* Looks through an archive for its responses; of several for one URL the last counts.  NULL
 * (errno says why) when the file cannot be opened. */
struct replay *replay_open(const char *file);
void replay_close(struct replay *replay); /* NULL is fine */

/* Fills the transfer, which holds a request, as if its answer had just come: TRANSFER_ANSWERED, or
 * TRANSFER_REFUSED when the archive has none. */
void replay_answer(struct replay *replay, struct transfer *transfer);

#endif
