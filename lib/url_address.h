/* SPDX-License-Identifier: MIT */
/* url_address.h - IP addresses as hosts (WHATWG URL Standard section 3.5) */
#ifndef LIB_URL_ADDRESS_H
#define LIB_URL_ADDRESS_H

#include <stdbool.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/* Whether the last label is a number, so that the host must be an IPv4 address or is invalid. */
bool url_address_is_ipv4(struct str host);

/* Appends the address in its canonical form: "0x7f.1" gives "127.0.0.1". False: not an address. */
NODISCARD bool url_address_ipv4(struct buf *out, struct str host);

/* Appends the address in its canonical form (RFC 5952), without brackets. False: not an address. */
NODISCARD bool url_address_ipv6(struct buf *out, struct str text);

#endif
