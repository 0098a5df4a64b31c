/* SPDX-License-Identifier: MIT */
/* rejects.h - kept rejects once more */
#ifndef STORE_REJECTS_H
#define STORE_REJECTS_H

#include "lib/stage.h"
#include "store/db.h"

/*
 * Feeds the kept rejects again, after a fix of what refused them: those that can be stored now
 * become outcomes of their run in the place of the reject, the others stay.  Each is counted in
 * `stage`.
 */
void rejects_retry(struct db *db, struct stage *stage);

#endif
