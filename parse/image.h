/* SPDX-License-Identifier: MIT */
/* image.h - where an <img> really gets its picture from */
#ifndef PARSE_IMAGE_H
#define PARSE_IMAGE_H

#include "parse/page.h"

/* The absolute URL of an image that belongs to the text; absent for placeholders, icons, trackers
 * and images without a source.  Lazy pages keep the source in data-* attributes. */
struct str image_source(const struct page *page, uint32_t img);

#endif
