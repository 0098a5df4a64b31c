/* SPDX-License-Identifier: MIT */
/* url_host.h - the host of an http URL (WHATWG URL Standard section 3.5) */
#ifndef LIB_URL_HOST_H
#define LIB_URL_HOST_H

#include <stddef.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/*
 * Appends the host as URLs carry it: percent-decoded, by UTS 46 (non-transitional) in Punycode and
 * lower case, an IP address in its canonical form, that of IPv6 in brackets.  False when it is
 * empty or not a host; *out may then hold a part of it.
 */
NODISCARD bool url_host_parse(struct buf *out, struct str host);

/* Of "host" or "host:port", the length of the host: up to the first colon outside of brackets. */
size_t url_host_len(struct str text);

#endif
