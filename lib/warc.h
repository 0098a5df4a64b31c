/* SPDX-License-Identifier: MIT */
/* warc.h - a record of a web archive as named fields (WARC/1.1, ISO 28500:2017) */
#ifndef LIB_WARC_H
#define LIB_WARC_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

enum warc_type {
	WARC_OTHER, /* a type this table does not name, or none at all */
	WARC_WARCINFO,
	WARC_RESPONSE,
	WARC_REQUEST,
	WARC_METADATA,
	WARC_REVISIT,
	WARC_RESOURCE,
	WARC_CONVERSION,
	WARC_CONTINUATION,
	WARC_N_TYPES
};

/*
 * The named fields that winnow reads or writes; absent where the record has none.  Angle brackets
 * around ids and URIs are not part of the values.  Read values are bytes as they were found (not
 * necessarily UTF-8), without folding and without white space at the ends.
 */
struct warc_header {
	enum warc_type type;
	struct str type_name; /* the word in the record: also for WARC_OTHER */
	struct str record_id; /* urn:uuid:... */
	struct str date;      /* RFC 3339, UTC */
	struct str target_uri;
	struct str content_type;
	struct str concurrent_to; /* the first, where there are several */
	struct str refers_to, refers_to_target_uri, refers_to_date;
	struct str profile; /* of a revisit: WARC_PROFILE_... */
	struct str payload_digest, block_digest;
	struct str truncated; /* why the block is not whole: length, time, disconnect, ... */
	struct str ip_address, warcinfo_id, filename;
	unsigned long long content_length; /* of the block; the writer counts itself */
	unsigned long long offset; /* reader: of the record, or of its gzip member, in the input */
};

#define WARC_TYPE_HTTP_RESPONSE   "application/http;msgtype=response"
#define WARC_TYPE_HTTP_REQUEST    "application/http;msgtype=request"
#define WARC_TYPE_FIELDS          "application/warc-fields"
#define WARC_PROFILE_NOT_MODIFIED "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
#define WARC_PROFILE_SAME_PAYLOAD "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

/* The fields of the header, for reader and writer, in the order they are written. */
struct warc_field {
	struct str name;
	size_t offset;     /* of its struct str in struct warc_header */
	bool is_bracketed; /* <urn:uuid:...> in the file */
};
extern const struct warc_field warc_fields[];
extern const size_t warc_fields_len;

struct str warc_type_name(enum warc_type type); /* empty for WARC_OTHER */
enum warc_type warc_type_of(struct str name);   /* in any case of letters */

#endif
