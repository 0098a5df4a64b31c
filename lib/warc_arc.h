/* SPDX-License-Identifier: MIT */
/* warc_arc.h - the line that heads a record of an ARC file, version 1 (Internet Archive, 1996) */
#ifndef LIB_WARC_ARC_H
#define LIB_WARC_ARC_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/warc.h"

#define WARC_ARC_FIRST "filedesc://" /* what the URL of a file's first record begins with */

/* Views into the line. */
struct warc_arc_line {
	struct str url, ip, date, type, length;
};

/*
 * "URL IP-address Archive-date Content-type Archive-length": true when the line has that shape; the
 * URL may contain spaces, the length may be no number.
 */
bool warc_arc_read(struct str line, struct warc_arc_line *out);

/*
 * The line as the header of a WARC record, texts in the arena: a response; warcinfo for the first
 * record of a file; a resource for what did not come by HTTP.  False, with the rest filled in, when
 * the length is no number.
 */
bool
warc_arc_header(struct arena *arena, const struct warc_arc_line *line, struct warc_header *header);

#endif
