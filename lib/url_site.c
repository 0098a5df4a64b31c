/* SPDX-License-Identifier: MIT */
/* url_site.c - the site a host belongs to, by the Public Suffix List */
#include "lib/url_site.h"

#include <string.h>

#include <libpsl.h>

#include "lib/url_address.h"

/* RFC 1035 section 2.3.4: no name of the DNS is longer; a longer one is left as its own site. */
#define NAME_MAX_LEN 255

/* Whether every label has a character, as names in the DNS do; "http://a..b/" is a valid URL too.
 */
static bool
has_only_labels(struct str host)
{
	while (host.ptr)
		if (str_cut(&host, '.').len == 0)
			return false;
	return true;
}

struct str
url_site(struct str host)
{
	char name[NAME_MAX_LEN + 1];
	struct str rooted = host;
	if (str_ends(host, STR(".")))
		host = str_slice(host, 0, host.len - 1);
	if (!has_only_labels(host))
		return rooted;
	if (host.len == 0 || host.len > NAME_MAX_LEN || host.ptr[0] == '[' ||
	    url_address_is_ipv4(host))
		return host;
	memcpy(name, host.ptr, host.len);
	name[host.len] = '\0';
	const char *domain = psl_registrable_domain(psl_builtin(), name);
	return domain ? str_slice(host, (size_t)(domain - name), host.len) : host;
}

bool
url_same_site(struct str host, struct str other)
{
	return host.ptr && other.ptr && str_eq(url_site(host), url_site(other));
}
