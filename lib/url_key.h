/* SPDX-License-Identifier: MIT */
/* url_key.h - the key by which two addresses of one page are known to be the same */
#ifndef LIB_URL_KEY_H
#define LIB_URL_KEY_H

#include "lib/arena.h"
#include "lib/url.h"

/*
 * The key is the href with only such changes as can never merge two different pages:
 *   - the fragment is dropped: it is never sent;
 *   - query parameters that name a campaign, a click or a visitor (utm_source, fbclid, spm, ...:
 *     the table in url_key.c) are dropped, and the '?' with the last of them; all other parameters
 *     stay as they are, in their order;
 *   - percent-encodings in path and query are spelt one way (RFC 3986 section 6.2.2): capital
 *     hexadecimal digits, and no encoding of letters, digits, '-', '.', '_' and '~'.
 * Scheme, credentials, host, port, letter case, slashes, index pages, empty and repeated
 * parameters are left alone.  The key is itself a URL and its own key.  It lives in `arena`.
 */
struct str url_key(struct arena *arena, const struct url *url);

#endif
