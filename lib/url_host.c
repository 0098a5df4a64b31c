/* SPDX-License-Identifier: MIT */
/* url_host.c - the host of an http URL (WHATWG URL Standard section 3.5) */
#include "lib/url_host.h"

#include <string.h>

#include "lib/limits.h"
#include "lib/url_address.h"
#include "lib/url_idna.h"
#include "lib/url_percent.h"

/* The standard's forbidden domain code points, in a host that is all ASCII. */
static bool
has_forbidden(struct str host)
{
	static const char forbidden[] = "#/:<>?@[\\]^|%";
	for (size_t i = 0; i < host.len; i++) {
		char c = host.ptr[i];
		if (c <= ' ' || c == 0x7f || memchr(forbidden, c, sizeof(forbidden) - 1))
			return true;
	}
	return false;
}

static bool
parse_domain(struct buf *out, struct str host)
{
	size_t from = out->len;
	struct buf decoded;
	buf_init(&decoded, LIMIT_URL_BYTES);
	url_percent_decode(&decoded, host);
	bool ok = url_idna_to_ascii(out, buf_str(&decoded));
	buf_clear(&decoded);
	struct str ascii = str_slice(buf_str(out), from, out->len);
	if (!ok || ascii.len == 0 || has_forbidden(ascii))
		return false;
	if (!url_address_is_ipv4(ascii))
		return true;
	struct buf address;
	buf_init(&address, sizeof "255.255.255.255");
	ok = url_address_ipv4(&address, ascii);
	buf_cut(out, from);
	buf_add_str(out, buf_str(&address));
	buf_clear(&address);
	return ok;
}

bool
url_host_parse(struct buf *out, struct str host)
{
	if (!str_starts(host, STR("[")))
		return parse_domain(out, host);
	if (!str_ends(host, STR("]")))
		return false;
	buf_add_char(out, '[');
	bool ok = url_address_ipv6(out, str_slice(host, 1, host.len - 1));
	buf_add_char(out, ']');
	return ok;
}

size_t
url_host_len(struct str text)
{
	bool inside = false;
	size_t i = 0;
	for (; i < text.len && (inside || text.ptr[i] != ':'); i++) {
		if (text.ptr[i] == '[')
			inside = true;
		else if (text.ptr[i] == ']')
			inside = false;
	}
	return i;
}
