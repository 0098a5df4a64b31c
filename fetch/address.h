/* SPDX-License-Identifier: MIT */
/* address.h - which IP addresses a crawler may connect to */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include <stdbool.h>

struct sockaddr;

/* An address as bytes: that of IPv4 is written as IPv6 (::ffff:a.b.c.d), so that one host reached
 * by either way of writing is one address. */
struct address {
	unsigned char bytes[16];
};

/* False for what is neither IPv4 nor IPv6. */
bool address_from(const struct sockaddr *from, struct address *out);

/*
 * Whether the address belongs to a host of the public Internet, by IANA's registries of special
 * addresses: not private, loopback, link-local, shared (CGNAT), multicast, reserved or for
 * documentation.  An IPv4 address inside an IPv6 one (mapped, compatible, NAT64, 6to4) is judged
 * itself; Teredo and unallocated space are refused.
 */
bool address_is_public(const struct address *address);

#endif
