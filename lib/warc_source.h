/* SPDX-License-Identifier: MIT */
/* warc_source.h - the bytes of an archive's records, out of gzip members or as they stand */
#ifndef LIB_WARC_SOURCE_H
#define LIB_WARC_SOURCE_H

#include <stdbool.h>

#include "lib/buf.h"
#include "lib/io.h"

/*
 * A window on the record being read.  Whether it is gzip is decided by its bytes at the start of
 * each record, so that archives of both kinds may be concatenated.  A record may go on in the next
 * gzip member, unless that one begins with a record of its own.
 */
struct warc_source {
	struct io_in in;
	unsigned long long at; /* offset in the input of the record, or of its gzip member */
	bool is_gzip;          /* this record is inflated */
	struct gzip_in *gzip;  /* kept from member to member; NULL until the first */
	bool member_open;      /* a member is being inflated */
	bool member_bad;       /* ... and is damaged or cut short */
	unsigned long long member_at;
	size_t member_used; /* bytes after in.taken that inflate has read: kept for recovery */
	struct buf data;    /* inflated; data.ptr[taken .. data.len) is not yet used */
	size_t taken;
	size_t edge; /* inflated bytes from here on belong to another record */
};

void warc_source_fd(struct warc_source *source, int fd, const char *name); /* takes fd over */
void warc_source_close(struct warc_source *source);

/* Moves to the first byte of the next record, over line ends; false at the end of the input.  When
 * the gzip member there is damaged from its start, looking gives nothing. */
bool warc_source_begin(struct warc_source *source);

/* At least `len` bytes if the record can have them; a view, valid until the next call. */
struct str warc_source_look(struct warc_source *source, size_t len);
/* The same, but not past the end of the open gzip member: for what may be waiting already. */
struct str warc_source_look_member(struct warc_source *source, size_t len);
void warc_source_take(struct warc_source *source, size_t len);

/* After a record of `len` bytes, not yet taken: reads its gzip member to the end if only line ends
 * are left in it.  False when the member turns out damaged there (a wrong checksum). */
bool warc_source_settle(struct warc_source *source, size_t len);

/* Gives a damaged member up and moves to the next one that begins with a record; `any`: or with
 * whatever inflates. */
void warc_source_recover(struct warc_source *source, bool any);

/* Whether the bytes begin with a gzip member that begins with a record. */
bool warc_source_is_record_member(struct str bytes);

#endif
