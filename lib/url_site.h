/* SPDX-License-Identifier: MIT */
/* url_site.h - the site a host belongs to, by the Public Suffix List */
#ifndef LIB_URL_SITE_H
#define LIB_URL_SITE_H

#include <stdbool.h>

#include "lib/str.h"

/*
 * The registrable domain of a host as in struct url ("www.example.co.uk" gives "example.co.uk"),
 * as a view into it.  An IP address, a single label and a public suffix are their own site; a dot
 * at the end of the host is not part of its site.
 */
struct str url_site(struct str host);

/* Whether two hosts as in struct url have one registrable domain; false when either is absent. */
bool url_same_site(struct str host, struct str other);

#endif
