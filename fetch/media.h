/* SPDX-License-Identifier: MIT */
/* media.h - the media types worth fetching */
#ifndef FETCH_MEDIA_H
#define FETCH_MEDIA_H

#include <stdbool.h>

#include "lib/str.h"

/* Pages, feeds, sitemaps and data that a page is made of. */
#define MEDIA_DEFAULT                                                                              \
	"text/*,application/xhtml+xml,application/xml,*/*+xml,application/json,"                   \
	"application/ld+json,application/gzip,application/x-gzip"

/*
 * Whether the value of a Content-Type field is on the list: types separated by commas, in which '*'
 * stands for any text.  Compared without case and without parameters.  A value that is absent, or
 * is no type at all, is wanted: the page itself will tell.
 */
bool media_is_wanted(const char *list, struct str content_type);

#endif
