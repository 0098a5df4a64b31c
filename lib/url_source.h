/* SPDX-License-Identifier: MIT */
/* url_source.h - text that may be a URL: cleaned, and its scheme told */
#ifndef LIB_URL_SOURCE_H
#define LIB_URL_SOURCE_H

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"
#include "lib/url.h"

struct url_scheme {
	struct str name;
	unsigned port; /* the one that URLs leave out */
};

/* http or https, in any case; NULL for another name. */
const struct url_scheme *url_scheme_find(struct str name);

/* An input without what the standard removes first, and its scheme cut off. */
struct url_source {
	struct buf text;                 /* empty when the input is its own text */
	const struct url_scheme *scheme; /* NULL: a relative reference */
	struct str rest; /* what follows the scheme's colon: a view of the text or of the input */
};

/* Trims controls and spaces, removes tabs and line ends anywhere, and looks for a scheme, which an
 * input past the limit has as well.  source->text must be cleared whatever the result. */
NODISCARD enum url_result url_source_open(struct url_source *source, struct str input);

#endif
