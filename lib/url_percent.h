/* SPDX-License-Identifier: MIT */
/* url_percent.h - percent-encoding (WHATWG URL Standard section 1.3, RFC 3986 section 2.1) */
#ifndef LIB_URL_PERCENT_H
#define LIB_URL_PERCENT_H

#include "lib/buf.h"
#include "lib/str.h"

/* The part of a URL that the text will stand in; it decides which ASCII characters are encoded. */
enum url_percent_set {
	URL_PERCENT_FRAGMENT,
	URL_PERCENT_QUERY, /* of http and https: the standard's special-query set */
	URL_PERCENT_PATH,
	URL_PERCENT_USERINFO
};

/* Each appends to *out, which becomes full when its limit is passed. */

/* Encodes controls, the space, the set's characters and every byte past ASCII; never '%'. */
void url_percent_encode(struct buf *out, struct str text, enum url_percent_set set);

/* Replaces each '%' and two hexadecimal digits by its byte; any other '%' stays. */
void url_percent_decode(struct buf *out, struct str text);

/* Spells encodings one way: capital digits, unreserved characters (RFC 3986 section 2.3) decoded.
 * Text with a '%' that encodes nothing is copied, for decoding behind it could make an encoding. */
void url_percent_unify(struct buf *out, struct str text);

#endif
