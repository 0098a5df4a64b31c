/* SPDX-License-Identifier: MIT */
/* note.h - what a WARC cannot say of a URL, as application/warc-fields in metadata records */
#ifndef LIB_NOTE_H
#define LIB_NOTE_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/record.h"

/*
 * A note is lines of "member: value" with CRLF.  The first is "winnow-record: request", "outcome"
 * or "end"; then each member that is set of the record's visit (not for "end") and, for outcome and
 * end, of its kind, by the words of lib/fields.h.  A list repeats its line.
 */
enum note_kind {
	NOTE_REQUEST, /* how the crawl came to the URL of the response beside it: the visit alone */
	NOTE_OUTCOME,
	NOTE_END
};

/* Appends the note; line breaks and other control characters in values become spaces, and values
 * that are blank are left out.  False when the note does not fit. */
bool note_write(struct buf *out, enum note_kind kind, const struct record *record);

/*
 * Reads a note into *out, all memory from the arena; out->kind is RECORD_OUTCOME or RECORD_END, or
 * RECORD_ARTICLE with only the visit filled for NOTE_REQUEST.  Unknown members are skipped.  False
 * when the body is no note (a metadata record of someone else), or a known member has a value that
 * is not of its type or not UTF-8.
 */
NODISCARD bool
note_read(struct arena *arena, struct str body, enum note_kind *kind, struct record *out);

/* The value of a field in any application/warc-fields body (warcinfo): a view into it, the first
 * where there are several, absent when there is none.  Names match in any case. */
struct str note_field(struct str body, struct str name);

#endif
