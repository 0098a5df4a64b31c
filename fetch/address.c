/* SPDX-License-Identifier: MIT */
/* address.c - which IP addresses a crawler may connect to */
#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

struct block {
	unsigned char prefix[16];
	unsigned bits;
};

/* IANA IPv4 Special-Purpose Address Registry, with multicast and the former class E. */
static const struct block special4[] = {
    {{0}, 8},             /* this network */
    {{10}, 8},            /* private */
    {{100, 64}, 10},      /* shared: CGNAT */
    {{127}, 8},           /* loopback */
    {{169, 254}, 16},     /* link-local: cloud metadata lives here */
    {{172, 16}, 12},      /* private */
    {{192, 0, 0}, 24},    /* protocol assignments */
    {{192, 0, 2}, 24},    /* documentation */
    {{192, 31, 196}, 24}, /* AS112 */
    {{192, 52, 193}, 24}, /* AMT */
    {{192, 88, 99}, 24},  /* 6to4 relays */
    {{192, 168}, 16},     /* private */
    {{192, 175, 48}, 24}, /* AS112 */
    {{198, 18}, 15},      /* benchmarks */
    {{198, 51, 100}, 24}, /* documentation */
    {{203, 0, 113}, 24},  /* documentation */
    {{224}, 4},           /* multicast */
    {{240}, 4},           /* reserved, broadcast */
};

/* Of IPv6 only 2000::/3 is given out as global unicast; these parts of it are special. */
static const struct block special6[] = {
    {{0x20, 0x01, 0x00}, 23},                   /* protocol assignments, Teredo, ORCHID */
    {{0x20, 0x01, 0x0d, 0xb8}, 32},             /* documentation */
    {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48}, /* AS112 */
    {{0x3f, 0xff}, 20},                         /* documentation */
};

/* Prefixes before an IPv4 address, which stands right behind them. */
static const struct block carriers[] = {
    {{[10] = 0xff, [11] = 0xff}, 96}, /* mapped */
    {{0}, 96},                        /* compatible */
    {{0x00, 0x64, 0xff, 0x9b}, 96},   /* NAT64 */
    {{0x20, 0x02}, 16},               /* 6to4 */
};

static const struct block global_unicast = {{0x20}, 3};

static bool
is_in(const unsigned char *bytes, const struct block *block)
{
	unsigned whole = block->bits / 8, left = block->bits % 8;
	if (memcmp(bytes, block->prefix, whole) != 0)
		return false;
	return left == 0 || (bytes[whole] ^ block->prefix[whole]) >> (8 - left) == 0;
}

static bool
is_in_any(const unsigned char *bytes, const struct block *blocks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_in(bytes, &blocks[i]))
			return true;
	return false;
}

bool
address_from(const struct sockaddr *from, struct address *out)
{
	if (from->sa_family == AF_INET) {
		const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)from;
		memcpy(out->bytes, carriers[0].prefix, 12);
		memcpy(out->bytes + 12, &v4->sin_addr, 4);
		return true;
	}
	if (from->sa_family == AF_INET6) {
		const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)from;
		memcpy(out->bytes, &v6->sin6_addr, 16);
		return true;
	}
	return false;
}

bool
address_is_public(const struct address *address)
{
	const unsigned char *bytes = address->bytes;
	for (size_t i = 0; i < sizeof carriers / sizeof *carriers; i++)
		if (is_in(bytes, &carriers[i]))
			return !is_in_any(bytes + carriers[i].bits / 8, special4,
			    sizeof special4 / sizeof *special4);
	return is_in(bytes, &global_unicast) &&
	       !is_in_any(bytes, special6, sizeof special6 / sizeof *special6);
}
