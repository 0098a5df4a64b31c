/* SPDX-License-Identifier: MIT */
/* site.h - what site profiles say to winnow-fetch: their section [fetch] */
#ifndef FETCH_SITE_H
#define FETCH_SITE_H

#include <stdbool.h>

#include "lib/article.h"
#include "lib/compiler.h"
#include "lib/profile.h"

/*
 * Keys: `delay`, seconds between two requests to a host of the site; `header`, a field to send
 * with each request ("Accept-Language: zh-CN"), which may repeat.
 */
struct sites {
	struct profiles profiles;
};

/* Reads the folder (NULL: no profile). False, with a line in *why, when a profile cannot be used.
 */
NODISCARD bool sites_load(struct sites *sites, const char *dir, struct str *why);
void sites_clear(struct sites *sites);

/* The delay of a host (as in struct url), or `otherwise`. */
double sites_delay(const struct sites *sites, struct str host, double otherwise);

/* Adds the fields for a host to the list, in the arena. */
void sites_fields(
    const struct sites *sites, struct str host, struct arena *arena, struct str_list *fields);

#endif
