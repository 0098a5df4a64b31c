/* SPDX-License-Identifier: MIT */
/* repair.h - text as it should have come: NFC, plain spaces, nothing invisible */
#ifndef NORMALIZE_REPAIR_H
#define NORMALIZE_REPAIR_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

/*
 * What is done to every text: entities that are left over, mojibake whose undoing is exact,
 * control, zero-width and bidi characters out, runs of white space to one space and none at the
 * ends, full-width letters and digits to ASCII, NFC.  Never NFKC: 10⁹, ½, ① and ℃ stay.  Doing it
 * twice is doing it once.
 */
struct repair;

enum repair_kind {
	REPAIR_LABEL, /* one line; spaces between Han characters stay: they separate */
	REPAIR_PROSE, /* lines; spaces between two Han characters go */
	REPAIR_CODE   /* lines and spaces stay */
};

struct repair *repair_new(bool chinese_marks); /* half-width marks between Han become full-width */
void repair_free(struct repair *repair);

/* Repairs *text (valid UTF-8); what changes is memory of `arena`. True when anything changed. */
bool
repair_text(struct repair *repair, struct arena *arena, enum repair_kind kind, struct str *text);

#endif
